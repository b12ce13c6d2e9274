// For memmem.
#define _GNU_SOURCE

#include "byte_search.h"

#include <string.h>

const void *find_bytes(const void *haystack, size_t haystack_size, const void *needle, size_t needle_size) {
  return memmem(haystack, haystack_size, needle, needle_size);
}
