#include "postings_kernels.h"

void fihrist_pack128(const uint32_t *values, unsigned width, uint8_t *out) {
  // Each lane collects its rows in 64 bits and writes 32 at a time.
  for (unsigned lane = 0; lane < 4; lane++) {
    uint64_t bits = 0;
    unsigned count = 0, word = 0;
    for (unsigned row = 0; row < 32; row++) {
      bits |= (uint64_t)values[4 * row + lane] << count;
      count += width;
      if (count >= 32) {
        uint32_t full = (uint32_t)bits;
        memcpy(out + 4 * (4 * (size_t)word + lane), &full, 4);
        word++;
        bits >>= 32;
        count -= 32;
      }
    }
  }
}

static void unpack128(const uint8_t *in, unsigned width, uint32_t add, uint32_t *out) {
  const uint64_t mask = ((uint64_t)1 << width) - 1;
  for (unsigned row = 0; row < 32; row++) {
    unsigned bit = row * width, shift = bit & 31;
    const uint8_t *words = in + 16 * (size_t)(bit >> 5);
    for (unsigned lane = 0; lane < 4; lane++) {
      uint32_t low, high = 0;
      memcpy(&low, words + 4 * lane, 4);
      if (shift + width > 32) memcpy(&high, words + 16 + 4 * lane, 4);
      uint64_t both = (uint64_t)high << 32 | low;
      out[4 * row + lane] = (uint32_t)(both >> shift & mask) + add;
    }
  }
}

static void sum_gaps128(uint32_t *gaps, uint32_t before) {
  uint32_t sum = before;
  for (unsigned i = 0; i < FIHRIST_BLOCK; i++) gaps[i] = sum += gaps[i] + 1;
}

static void unpack_gaps128(const uint8_t *in, unsigned width, uint32_t before, uint32_t *out) {
  unpack128(in, width, 0, out);
  sum_gaps128(out, before);
}

static unsigned count_below128(const uint32_t *values, uint32_t wanted) {
  // Halves without branches: the first value that is not below is in values[index...index + size].
  unsigned index = 0;
  for (unsigned size = 64; size > 0; size >>= 1)
    index += values[index + size - 1] < wanted ? size : 0;
  return index + (values[index] < wanted);
}

static size_t dense_documents(const uint8_t *nibbles, size_t groups, size_t group, unsigned skip,
                              unsigned count, uint32_t *out) {
  size_t written = 0;
  for (; group < groups && written < count; group++) {
    uint64_t mask = fihrist_group_mask(nibbles + 32 * group);
    for (; skip > 0 && mask != 0; skip--) mask &= mask - 1;
    for (; mask != 0 && written < count; mask &= mask - 1)
      out[written++] = (uint32_t)(64 * group) + (uint32_t)__builtin_ctzll(mask);
  }
  return written;
}

const struct fihrist_posting_kernels fihrist_posting_kernels_scalar = {
    unpack128, unpack_gaps128, sum_gaps128, count_below128, dense_documents};

void fihrist_pack_codes(const uint8_t *codes, unsigned count, uint8_t *out) {
  unsigned low = count < 64 ? count : 64;
  memcpy(out, codes, low);
  for (unsigned i = 64; i < count; i++) out[i - 64] |= (uint8_t)(codes[i] << 4);
}

void fihrist_unpack_codes(const uint8_t *in, uint8_t *out) {
  for (unsigned i = 0; i < 64; i++) out[i] = in[i] & 15;
  for (unsigned i = 0; i < 64; i++) out[64 + i] = in[i] >> 4;
}
