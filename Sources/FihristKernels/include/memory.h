#ifndef FIHRIST_MEMORY_H
#define FIHRIST_MEMORY_H

/// Gives memory that was freed back to the system, where the C library keeps it otherwise.
void fihrist_return_freed_memory(void);

#endif
