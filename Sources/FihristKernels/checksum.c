#include "checksum.h"

#include <string.h>

#include "simd.h"

#if defined(__x86_64__)
#include <nmmintrin.h>
#elif defined(__ARM_FEATURE_CRC32)
#include <arm_acle.h>
#endif

/// The reflected polynomial of CRC-32C.
#define POLYNOMIAL 0x82F63B78u

/// Bytes of each of the three streams that the hardware path runs side by side: its instruction
/// takes three cycles and can begin in every one.
#define STREAM 1024

/// byte_table[k][b] is the checksum of byte b with k zero bytes behind it (slicing by 8: Kounavis &
/// Berry, "A Systematic Approach to Building High Performance Software-based CRC Generators", 2005).
static uint32_t byte_table[8][256];

/// stream_table[k][b] is the state b << 8k with STREAM zero bytes behind it.
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

/// Runs before main, hence before any thread can ask.
__attribute__((constructor)) static void fill_tables(void) {
  fill_byte_table();
  fill_stream_table();
}

static uint64_t load64(const uint8_t *bytes) {
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

#if defined(__x86_64__)
#define HARDWARE __attribute__((target("sse4.2")))
#define STEP8(crc, bytes) ((uint32_t)_mm_crc32_u64(crc, load64(bytes)))
#define STEP1(crc, byte) _mm_crc32_u8(crc, byte)
#elif defined(__ARM_FEATURE_CRC32)
#define HARDWARE
#define STEP8(crc, bytes) __crc32cd(crc, load64(bytes))
#define STEP1(crc, byte) __crc32cb(crc, byte)
#endif

#ifdef HARDWARE

/// The state `crc` with STREAM zero bytes behind it.
static uint32_t past_stream(uint32_t crc) {
  return stream_table[0][crc & 0xFF] ^ stream_table[1][crc >> 8 & 0xFF] ^
         stream_table[2][crc >> 16 & 0xFF] ^ stream_table[3][crc >> 24];
}

HARDWARE static uint32_t crc32c_hardware(uint32_t crc, const uint8_t *next, size_t count) {
  crc = ~crc;
  for (; count >= 3 * STREAM; count -= 3 * STREAM, next += 3 * STREAM) {
    uint32_t second = 0, third = 0;
    for (size_t i = 0; i < STREAM; i += 8) {
      crc = STEP8(crc, next + i);
      second = STEP8(second, next + STREAM + i);
      third = STEP8(third, next + 2 * STREAM + i);
    }
    crc = past_stream(past_stream(crc) ^ second) ^ third;
  }
  for (; count >= 8; count -= 8, next += 8) crc = STEP8(crc, next);
  for (; count > 0; count--) crc = STEP1(crc, *next++);
  return ~crc;
}

static int has_instruction(void) {
  if (fihrist_simd_level() == FIHRIST_SIMD_SCALAR) return 0;
#if defined(__x86_64__)
  return __builtin_cpu_supports("sse4.2");
#else
  return 1;
#endif
}

#endif

uint32_t fihrist_crc32c(uint32_t crc, const void *bytes, size_t count) {
#ifdef HARDWARE
  if (has_instruction()) return crc32c_hardware(crc, bytes, count);
#endif
  return fihrist_crc32c_portable(crc, bytes, count);
}
