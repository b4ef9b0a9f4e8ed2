#ifndef FIHRIST_CHECKSUM_H
#define FIHRIST_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

/// CRC-32C (Castagnoli) of `count` bytes, continuing from `crc` (0 at the start), by the
/// processor's own instruction if it has one.
uint32_t fihrist_crc32c(uint32_t crc, const void *bytes, size_t count);

/// The same by tables, on any processor.
uint32_t fihrist_crc32c_portable(uint32_t crc, const void *bytes, size_t count);

/// The form of one instruction level; for tests and benchmarks.
struct fihrist_checksum_kernels {
  uint32_t (*crc32c)(uint32_t crc, const void *bytes, size_t count);
};

/// The form of a level (`enum fihrist_simd`), or the best below it that this processor runs.
const struct fihrist_checksum_kernels *fihrist_checksum_kernels_at(int level);

#endif
