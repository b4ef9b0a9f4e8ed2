#include "postings_kernels.h"

/// The fields of a patched block's header.
struct patched {
  unsigned width, exceptions, high;
  /// Bytes of the whole block.
  size_t size;
};

/// Bytes of a block with these fields.
FIHRIST_INLINE size_t patched_bytes(unsigned width, unsigned exceptions, unsigned high) {
  return 2 + 16 * (size_t)width + exceptions + (exceptions * high + 7) / 8;
}

/// Reads and checks a header; false if the encoder never writes it or the block is cut short.
FIHRIST_INLINE bool read_header(const uint8_t *in, size_t available, struct patched *block) {
  if (available < 2) return false;
  unsigned header = in[0] | (unsigned)in[1] << 8;
  block->width = header & 31;
  block->exceptions = header >> 5 & 127;
  block->high = header >> 12;
  block->size = patched_bytes(block->width, block->exceptions, block->high);
  return block->width + block->high <= FIHRIST_WIDEST && block->size <= available;
}

/// Adds the high parts of the exceptions to values that are `add` plus their low parts. An index is
/// below 128 and a value without `add` stays below 2^24 (parts are or-ed) whatever the bytes are.
FIHRIST_INLINE void patch(const uint8_t *in, const struct patched *block, uint32_t add,
                          uint32_t *out) {
  const uint8_t *indexes = in + 2 + 16 * (size_t)block->width;
  const uint8_t *highs = indexes + block->exceptions;
  const uint64_t mask = ((uint64_t)1 << block->high) - 1;
  size_t bit = 0;
  for (unsigned i = 0; i < block->exceptions; i++, bit += block->high) {
    uint64_t high = load64(highs + (bit >> 3)) >> (bit & 7) & mask;
    uint32_t *value = &out[indexes[i] & 127];
    *value = ((*value - add) | (uint32_t)(high << block->width)) + add;
  }
}

size_t fihrist_patched_size(const uint8_t *in, size_t available) {
  struct patched block;
  return read_header(in, available, &block) ? block.size : 0;
}

size_t fihrist_patched_decode(const uint8_t *in, size_t available, uint32_t add, uint32_t *out) {
  struct patched block;
  if (!read_header(in, available, &block)) return 0;
  const struct fihrist_posting_kernels *kernels = fihrist_posting_kernels_best();
  kernels->unpack128(in + 2, block.width, add, out);
  patch(in, &block, add, out);
  return block.size;
}

size_t fihrist_patched_decode_gaps(const uint8_t *in, size_t available, uint32_t before,
                                   uint32_t *out) {
  struct patched block;
  if (!read_header(in, available, &block)) return 0;
  const struct fihrist_posting_kernels *kernels = fihrist_posting_kernels_best();
  if (block.exceptions == 0) {
    kernels->unpack_gaps128(in + 2, block.width, before, out);
    return block.size;
  }
  kernels->unpack128(in + 2, block.width, 0, out);
  patch(in, &block, 0, out);
  kernels->sum_gaps128(out, before);
  return block.size;
}

uint32_t fihrist_patched_value(const uint8_t *in, size_t available, unsigned index) {
  struct patched block;
  if (index >= FIHRIST_BLOCK || !read_header(in, available, &block)) return UINT32_MAX;
  unsigned bit = (index >> 2) * block.width, shift = bit & 31;
  const uint8_t *word = in + 2 + 16 * (size_t)(bit >> 5) + 4 * (index & 3);
  uint32_t low, high = 0;
  memcpy(&low, word, 4);
  if (shift + block.width > 32) memcpy(&high, word + 16, 4);
  uint64_t both = (uint64_t)high << 32 | low;
  uint32_t value = (uint32_t)(both >> shift & (((uint64_t)1 << block.width) - 1));
  if (block.exceptions == 0) return value;
  const uint8_t *indexes = in + 2 + 16 * (size_t)block.width;
  const uint8_t *found = memchr(indexes, (int)index, block.exceptions);
  if (found == NULL) return value;
  size_t at = (size_t)(found - indexes) * block.high;
  uint64_t part = load64(indexes + block.exceptions + (at >> 3)) >> (at & 7);
  return value | (uint32_t)((part & (((uint64_t)1 << block.high) - 1)) << block.width);
}

uint32_t fihrist_block_frequency(const uint8_t *in, size_t available, size_t codes, bool has_gaps,
                                 unsigned index) {
  if (codes > available) return 0;
  in += codes;
  available -= codes;
  if (has_gaps) {
    struct patched gaps;
    if (!read_header(in, available, &gaps)) return 0;
    in += gaps.size;
    available -= gaps.size;
  }
  return fihrist_patched_value(in, available, index) + 1;
}

// MARK: Writing

/// The number of bits of a value.
FIHRIST_INLINE unsigned bit_width(uint32_t value) {
  return value == 0 ? 0 : 32 - (unsigned)__builtin_clz(value);
}

/// The cheapest fields for values, given that `counts[w]` of them have w bits.
static struct patched cheapest(const uint8_t *counts, unsigned penalty) {
  unsigned widest = FIHRIST_WIDEST;
  while (widest > 0 && counts[widest] == 0) widest--;
  struct patched best = {widest, 0, 0, patched_bytes(widest, 0, 0)};
  unsigned exceptions = 0;
  // The high part has at most 15 bits, and a count of exceptions 7.
  for (unsigned width = widest; width-- > 0 && widest - width <= 15;) {
    exceptions += counts[width + 1];
    if (exceptions > 127) break;
    size_t size = patched_bytes(width, exceptions, widest - width);
    size_t cost = best.size + (best.exceptions > 0 ? penalty : 0);
    if (size + penalty < cost)
      best = (struct patched){width, exceptions, widest - width, size};
  }
  return best;
}

size_t fihrist_patched_encode(const uint32_t *values, unsigned penalty, uint8_t *out) {
  uint8_t counts[33] = {0};
  for (unsigned i = 0; i < FIHRIST_BLOCK; i++) counts[bit_width(values[i])]++;
  struct patched block = cheapest(counts, penalty);
  unsigned header = block.width | block.exceptions << 5 | block.high << 12;
  out[0] = (uint8_t)header;
  out[1] = (uint8_t)(header >> 8);
  if (block.exceptions == 0) {
    fihrist_pack128(values, block.width, out + 2);
    return block.size;
  }
  uint32_t low[FIHRIST_BLOCK];
  const uint32_t mask = ((uint32_t)1 << block.width) - 1;
  uint8_t *next_index = out + 2 + 16 * (size_t)block.width;
  struct bit_writer writer = {next_index + block.exceptions, 0, 0};
  for (unsigned i = 0; i < FIHRIST_BLOCK; i++) {
    low[i] = values[i] & mask;
    if (values[i] <= mask) continue;
    *next_index++ = (uint8_t)i;
    put_bits(&writer, values[i] >> block.width, block.high);
  }
  fihrist_pack128(low, block.width, out + 2);
  return finish_bits(&writer, out);
}
