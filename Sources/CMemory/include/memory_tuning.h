#ifndef SCOPEBOOK_MEMORY_TUNING_H
#define SCOPEBOOK_MEMORY_TUNING_H

/// Lets the C library ask the kernel for memory in larger steps and keep what is freed for the next page.
///
/// A build allocates and frees a few hundred kilobytes a page on every core. With glibc's defaults the ends of its
/// heaps move with each of them: a system call, and page faults where the memory is touched again.
void tune_memory(void);

/// Has the calling thread's heap grow by some megabytes at once if it has less to spare. glibc grows the heaps of
/// threads by a page or two at a time, whatever it was told; each time is a system call that stops all others. The first
/// of these megabytes gets its pages too, which takes less time than a fault for each.
void reserve_memory(void);

#endif
