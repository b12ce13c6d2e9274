#ifndef EMBEDDED_FILES_H
#define EMBEDDED_FILES_H

#include <stddef.h>

/// One file of this folder, as it stands in the executable.
typedef struct {
  const char *_Nonnull path;            // relative to this folder: "theme/layout.html"
  const unsigned char *_Nonnull bytes;  // count bytes, then a NUL
  size_t count;
} embedded_file;

/// Every embedded file, sorted by path.
extern const embedded_file embedded_files[];
extern const size_t embedded_files_count;

#endif
