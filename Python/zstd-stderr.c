/* Debian's libzstd.a is not compiled for shared libraries: the code that trains dictionaries refers
   to `stderr` directly. build-library renames that reference to this variable. */
#include <stdio.h>

FILE *zstd_stderr;

__attribute__((constructor)) static void set_stderr(void) { zstd_stderr = stderr; }
