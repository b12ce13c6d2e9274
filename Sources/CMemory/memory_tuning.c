#include "memory_tuning.h"

// Says which C library this is.
#include <limits.h>

#ifdef __GLIBC__
#include <malloc.h>
#include <stdlib.h>

enum { reserve = 8 << 20 };
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
  free(block);
#endif
}
