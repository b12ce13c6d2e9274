#include "cmark_arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// A block is preceded by its size, which growing it needs to know, and begins at a multiple of 16.
enum { alignment = 16, first_capacity = 256 * 1024 };

typedef struct chunk {
  struct chunk *previous;
  size_t capacity;
  size_t used;
  size_t unused_padding;
  unsigned char bytes[];
} chunk;

static _Thread_local chunk *current;

static size_t rounded(size_t size) { return (size + alignment - 1) & ~(size_t)(alignment - 1); }

// Like cmark's own allocator there is nothing sensible left to do.
static void *required(void *memory) {
  if (!memory) abort();
  return memory;
}

static void *allocate(size_t size) {
  if (size > SIZE_MAX / 4) abort();
  size_t needed = alignment + rounded(size);
  if (!current || current->capacity - current->used < needed) {
    size_t capacity = current ? current->capacity * 2 : first_capacity;
    if (capacity < needed) capacity = needed;
    chunk *fresh = required(malloc(sizeof(chunk) + capacity));
    fresh->previous = current;
    fresh->capacity = capacity;
    fresh->used = 0;
    current = fresh;
  }
  unsigned char *block = current->bytes + current->used;
  current->used += needed;
  memcpy(block, &size, sizeof size);
  return block + alignment;
}

static size_t size_of(void *block) {
  size_t size;
  memcpy(&size, (unsigned char *)block - alignment, sizeof size);
  return size;
}

static void *arena_calloc(size_t count, size_t size) {
  if (size && count > SIZE_MAX / size) abort();
  return memset(allocate(count * size), 0, count * size);
}

static void *arena_realloc(void *block, size_t size) {
  if (!block) return allocate(size);
  size_t old = size_of(block);
  if (size <= old) return block;
  // The last block grows where it is.
  unsigned char *end = (unsigned char *)block + rounded(old);
  if (end == current->bytes + current->used && rounded(size) - rounded(old) <= current->capacity - current->used) {
    current->used += rounded(size) - rounded(old);
    memcpy((unsigned char *)block - alignment, &size, sizeof size);
    return block;
  }
  return memcpy(allocate(size), block, old);
}

static void arena_free(void *block) { (void)block; }

cmark_mem *cmark_arena_allocator(void) {
  static cmark_mem memory = {arena_calloc, arena_realloc, arena_free};
  return &memory;
}

cmark_arena_mark cmark_arena_begin(void) {
  if (!current) {
    // The first chunk stays for the thread's next trees.
    (void)allocate(0);
    current->used = 0;
  }
  return (cmark_arena_mark){current, current->used};
}

void cmark_arena_end(cmark_arena_mark mark) {
  while (current != mark.chunk) {
    chunk *previous = current->previous;
    free(current);
    current = previous;
  }
  current->used = mark.used;
}
