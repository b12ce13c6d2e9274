#include "memory_tuning.h"

// Says which C library this is.
#include <limits.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

void tune_memory(void) {
#ifdef __GLIBC__
  mallopt(M_TOP_PAD, 4 << 20);
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
  mallopt(M_MMAP_THRESHOLD, 4 << 20);
#endif
}
