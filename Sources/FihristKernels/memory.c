#include "memory.h"

#include <stdlib.h>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

void fihrist_return_freed_memory(void) {
#if defined(__GLIBC__)
    malloc_trim(0);
#endif
}
