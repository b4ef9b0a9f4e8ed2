#include "include/checksum.h"

#include <stdatomic.h>
#include <string.h>

#include "cpu.h"

#if defined(__x86_64__)
#include <nmmintrin.h>
#elif defined(__ARM_FEATURE_CRC32)
#include <arm_acle.h>
#endif

/// The reflected polynomial of CRC-32C.
#define POLYNOMIAL 0x82F63B78u

/// Bytes of each of the three streams that the hardware form processes in parallel: its instruction
/// takes three cycles, and one can start in every cycle.
#define STREAM 1024

/// byte_table[k][b] is the checksum of byte b followed by k zero bytes (slicing by 8: Kounavis &
/// Berry, "A Systematic Approach to Building High Performance Software-based CRC Generators",
/// 2005).
static uint32_t byte_table[8][256];

/// stream_table[k][b] is the state b << 8k followed by STREAM zero bytes.
static uint32_t stream_table[4][256];

/// Multiplies a state with a matrix over GF(2), given by its columns.
static uint32_t apply(const uint32_t columns[32], uint32_t state) {
  uint32_t sum = 0;
  for (int bit = 0; bit < 32; bit++) sum ^= columns[bit] & (0u - (state >> bit & 1u));
  return sum;
}

static void fill_byte_table(void) {
  for (uint32_t byte = 0; byte < 256; byte++) {
    uint32_t crc = byte;
    for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ (POLYNOMIAL & (0u - (crc & 1u)));
    byte_table[0][byte] = crc;
  }
  for (int k = 1; k < 8; k++)
    for (int byte = 0; byte < 256; byte++) {
      uint32_t crc = byte_table[k - 1][byte];
      byte_table[k][byte] = (crc >> 8) ^ byte_table[0][crc & 0xFF];
    }
}

static void fill_stream_table(void) {
  // The matrix of one zero byte, squared until it is that of STREAM of them.
  uint32_t columns[32], square[32];
  for (int bit = 0; bit < 32; bit++) {
    uint32_t state = 1u << bit;
    columns[bit] = (state >> 8) ^ byte_table[0][state & 0xFF];
  }
  for (int bytes = 1; bytes < STREAM; bytes *= 2) {
    for (int bit = 0; bit < 32; bit++) square[bit] = apply(columns, columns[bit]);
    memcpy(columns, square, sizeof columns);
  }
  for (int k = 0; k < 4; k++)
    for (uint32_t byte = 0; byte < 256; byte++)
      stream_table[k][byte] = apply(columns, byte << (8 * k));
}

/// Runs before main, and so before any thread can call it.
__attribute__((constructor)) static void fill_tables(void) {
  fill_byte_table();
  fill_stream_table();
}

FIHRIST_INLINE uint64_t load64(const uint8_t *bytes) {
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
  return word;
}

uint32_t fihrist_crc32c_portable(uint32_t crc, const void *bytes, size_t count) {
  const uint8_t *next = bytes;
  crc = ~crc;
  for (; count >= 8; count -= 8, next += 8) {
    uint32_t low = crc ^ (next[0] | (uint32_t)next[1] << 8 | (uint32_t)next[2] << 16 |
                          (uint32_t)next[3] << 24);
    crc = byte_table[7][low & 0xFF] ^ byte_table[6][low >> 8 & 0xFF] ^
          byte_table[5][low >> 16 & 0xFF] ^ byte_table[4][low >> 24] ^ byte_table[3][next[4]] ^
          byte_table[2][next[5]] ^ byte_table[1][next[6]] ^ byte_table[0][next[7]];
  }
  for (; count > 0; count--) crc = (crc >> 8) ^ byte_table[0][(crc ^ *next++) & 0xFF];
  return ~crc;
}

// The processor's own instruction, by 8 bytes and by one.
#if FIHRIST_X86
#define FIHRIST_TARGET_CRC __attribute__((target("sse4.2")))
FIHRIST_TARGET_CRC FIHRIST_INLINE uint32_t step8(uint32_t crc, const uint8_t *bytes) {
  return (uint32_t)_mm_crc32_u64(crc, load64(bytes));
}
FIHRIST_TARGET_CRC FIHRIST_INLINE uint32_t step1(uint32_t crc, uint8_t byte) {
  return _mm_crc32_u8(crc, byte);
}
static int has_instruction(void) { return __builtin_cpu_supports("sse4.2"); }
#define FIHRIST_CRC 1
#elif defined(__ARM_FEATURE_CRC32)
#define FIHRIST_TARGET_CRC
FIHRIST_INLINE uint32_t step8(uint32_t crc, const uint8_t *bytes) {
  return __crc32cd(crc, load64(bytes));
}
FIHRIST_INLINE uint32_t step1(uint32_t crc, uint8_t byte) { return __crc32cb(crc, byte); }
static int has_instruction(void) { return 1; }
#define FIHRIST_CRC 1
#else
#define FIHRIST_CRC 0
#endif

#if FIHRIST_CRC

/// The state `crc` followed by STREAM zero bytes.
static uint32_t past_stream(uint32_t crc) {
  return stream_table[0][crc & 0xFF] ^ stream_table[1][crc >> 8 & 0xFF] ^
         stream_table[2][crc >> 16 & 0xFF] ^ stream_table[3][crc >> 24];
}

FIHRIST_TARGET_CRC static uint32_t crc32c_hardware(uint32_t crc, const void *bytes, size_t count) {
  const uint8_t *next = bytes;
  crc = ~crc;
  for (; count >= 3 * STREAM; count -= 3 * STREAM, next += 3 * STREAM) {
    uint32_t second = 0, third = 0;
    for (size_t i = 0; i < STREAM; i += 8) {
      crc = step8(crc, next + i);
      second = step8(second, next + STREAM + i);
      third = step8(third, next + 2 * STREAM + i);
    }
    crc = past_stream(past_stream(crc) ^ second) ^ third;
  }
  for (; count >= 8; count -= 8, next += 8) crc = step8(crc, next);
  for (; count > 0; count--) crc = step1(crc, *next++);
  return ~crc;
}

#endif

const struct fihrist_checksum_kernels *fihrist_checksum_kernels_at(int level) {
  static const struct fihrist_checksum_kernels portable = {.crc32c = fihrist_crc32c_portable};
#if FIHRIST_CRC
  static const struct fihrist_checksum_kernels hardware = {.crc32c = crc32c_hardware};
  int best = fihrist_simd_level();
  if (level > best) level = best;
  if (level > FIHRIST_SIMD_SCALAR && has_instruction()) return &hardware;
#else
  (void)level;
#endif
  return &portable;
}

uint32_t fihrist_crc32c(uint32_t crc, const void *bytes, size_t count) {
  // Two threads may both choose at first: they choose the same.
  static _Atomic(const struct fihrist_checksum_kernels *) chosen = NULL;
  const struct fihrist_checksum_kernels *kernels =
      atomic_load_explicit(&chosen, memory_order_relaxed);
  if (kernels == NULL) {
    kernels = fihrist_checksum_kernels_at(FIHRIST_SIMD_AVX512);
    atomic_store_explicit(&chosen, kernels, memory_order_relaxed);
  }
  return kernels->crc32c(crc, bytes, count);
}
