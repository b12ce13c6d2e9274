#ifndef EMBEDDED_FILES_H
#define EMBEDDED_FILES_H

#include <stddef.h>

/// One file of this folder, as it stands in the executable.
typedef struct {
  const char *_Nonnull path;            // relative to this folder: "theme/layout.html"
  const unsigned char *_Nonnull bytes;  // count bytes, then a NUL
  size_t count;
} embedded_file;

/// How many files there are.
extern const size_t embedded_files_count;

/// One of them; position counts from 0, files are sorted by path.
embedded_file embedded_file_at(size_t position);

#endif
