// For madvise.
#define _DEFAULT_SOURCE

#include "memory_tuning.h"

// Says which C library this is.
#include <limits.h>

#ifdef __GLIBC__
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { reserve = 8 << 20 };
static const uintptr_t ahead = 1 << 20, page = 4096;
#endif

void tune_memory(void) {
#ifdef __GLIBC__
  mallopt(M_TOP_PAD, 4 << 20);
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
  mallopt(M_MMAP_THRESHOLD, 2 * reserve);
#endif
}

void reserve_memory(void) {
#ifdef __GLIBC__
  // Volatile, or the compiler sees that nobody wants the block.
  void *volatile block = malloc(reserve);
#ifdef MADV_POPULATE_WRITE
  // Where the memory ends that has been asked for at once.
  static _Thread_local uintptr_t populated;
  uintptr_t start = ((uintptr_t)block + page - 1) & ~(page - 1);
  uintptr_t end = start + ahead;
  if (start < populated && populated <= end) start = populated;
  if (block && start < end) madvise((void *)start, end - start, MADV_POPULATE_WRITE);
  populated = end;
#endif
  free(block);
#endif
}
