#ifndef SCOPEBOOK_BYTE_SEARCH_H
#define SCOPEBOOK_BYTE_SEARCH_H

#include <stddef.h>

/// Where `needle` first stands in `haystack`, or NULL: memmem, which Swift's overlay of the C library does not show.
/// Takes time in proportion to the length of the haystack, whatever it holds.
const void *_Nullable find_bytes(
  const void *_Nonnull haystack,
  size_t haystack_size,
  const void *_Nonnull needle,
  size_t needle_size
);

#endif
