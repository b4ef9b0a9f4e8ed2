#ifndef FIHRIST_MEMORY_H
#define FIHRIST_MEMORY_H

/// Returns freed memory to the system, if the C library would otherwise keep it.
void fihrist_return_freed_memory(void);

#endif
