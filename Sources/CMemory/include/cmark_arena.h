#ifndef SCOPEBOOK_CMARK_ARENA_H
#define SCOPEBOOK_CMARK_ARENA_H

#include <cmark.h>

/// Memory for cmark that is taken from large chunks and given back all at once.
///
/// cmark asks for two blocks a node and gives each back by itself, which costs about as much as parsing. A tree
/// that is made between `cmark_arena_begin` and `cmark_arena_end` of one thread needs no `cmark_node_free`: it is
/// gone when the latter returns. Calls nest, last in, first out.

typedef struct {
  void *chunk;
  size_t used;
} cmark_arena_mark;

/// The allocator to hand to cmark; blocks come from the calling thread's chunks.
cmark_mem *cmark_arena_allocator(void);

/// Remembers what is in use.
cmark_arena_mark cmark_arena_begin(void);

/// Forgets what was allocated since.
void cmark_arena_end(cmark_arena_mark mark);

#endif
