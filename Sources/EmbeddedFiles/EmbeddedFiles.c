#include "EmbeddedFiles.h"

const embedded_file embedded_files[] = {{"", (const unsigned char *)"", 0}};
const size_t embedded_files_count = 0;
