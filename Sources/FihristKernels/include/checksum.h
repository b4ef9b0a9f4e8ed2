#ifndef FIHRIST_CHECKSUM_H
#define FIHRIST_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

/// CRC-32C (Castagnoli) of `count` bytes, continuing from `crc` (0 to begin), by the processor's own
/// instruction where there is one.
uint32_t fihrist_crc32c(uint32_t crc, const void *bytes, size_t count);

/// The same by tables, on any processor.
uint32_t fihrist_crc32c_portable(uint32_t crc, const void *bytes, size_t count);

#endif
