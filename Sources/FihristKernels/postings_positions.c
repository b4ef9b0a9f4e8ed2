#include "postings_kernels.h"

/// The number of positions of posting `i`; none when damaged bytes give more excess than frequency.
FIHRIST_INLINE uint32_t occurrences(const uint32_t *frequencies, const uint32_t *excess,
                                    unsigned i) {
  if (excess == NULL) return frequencies[i];
  return frequencies[i] > excess[i] ? frequencies[i] - excess[i] : 0;
}

size_t fihrist_positions_encode(const uint32_t *documents, const uint32_t *frequencies,
                                const uint32_t *excess, const uint32_t *positions, unsigned count,
                                const uint8_t *widths, uint8_t *out, size_t room) {
  struct bit_writer writer = {out, 0, 0};
  const uint8_t *const limit = out + room;
  for (unsigned i = 0; i < count; i++) {
    const unsigned width = widths[documents[i]];
    uint32_t number = occurrences(frequencies, excess, i);
    // The bits left to a whole byte count as one more.
    if ((uint64_t)number * width / 8 + 2 > (uint64_t)(limit - writer.next)) return SIZE_MAX;
    while (number-- > 0) put_bits(&writer, *positions++, width);
  }
  return finish_bits(&writer, out);
}

void fihrist_position_starts(const uint32_t *documents, const uint32_t *frequencies,
                             const uint32_t *excess, unsigned count, const uint8_t *widths,
                             uint64_t *starts) {
  uint64_t bit = 0;
  for (unsigned i = 0; i < count; i++) {
    starts[i] = bit;
    bit += (uint64_t)occurrences(frequencies, excess, i) * widths[documents[i]];
  }
  starts[count] = bit;
}

void fihrist_unpack_bits(const uint8_t *in, uint64_t start, unsigned width, size_t count,
                         uint32_t *out) {
  const uint64_t mask = width <= 32 ? ((uint64_t)1 << width) - 1 : 0;
  for (size_t i = 0; i < count; i++, start += width)
    out[i] = (uint32_t)(load64(in + (start >> 3)) >> (start & 7) & mask);
}

void fihrist_positions_decode(const uint8_t *in, const uint32_t *documents, const uint64_t *starts,
                              unsigned count, const uint8_t *widths, uint32_t *out) {
  for (unsigned i = 0; i < count; i++) {
    const unsigned width = widths[documents[i]];
    if (width == 0) continue;
    const uint64_t bits = starts[i + 1] - starts[i];
    // Dividing 32 bits takes a third of the time.
    const size_t number = bits <= UINT32_MAX ? (uint32_t)bits / width : (size_t)(bits / width);
    fihrist_unpack_bits(in, starts[i], width, number, out);
    out += number;
  }
}
