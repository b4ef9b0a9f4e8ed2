#include "postings_kernels.h"

/// The number of positions of posting `i`; none when damaged bytes give more excess than frequency.
FIHRIST_INLINE uint32_t occurrences(const uint32_t *frequencies, const uint32_t *excess,
                                    unsigned i) {
  if (excess == NULL) return frequencies[i];
  return frequencies[i] > excess[i] ? frequencies[i] - excess[i] : 0;
}

size_t fihrist_positions_encode(const uint32_t *documents, const uint32_t *frequencies,
                                const uint32_t *excess, const uint32_t *positions, unsigned count,
                                const uint8_t *widths, uint8_t *out, size_t capacity) {
  const size_t head = 2 * (size_t)fihrist_position_anchors(count);
  if (head > capacity) return SIZE_MAX;
  uint8_t *const stream = out + head, *const limit = out + capacity;
  struct bit_writer writer = {stream, 0, 0};
  uint64_t bit = 0;
  for (unsigned i = 0; i < count; i++) {
    if (i != 0 && i % FIHRIST_ANCHOR_SPAN == 0) {
      uint16_t anchor = bit < FIHRIST_NO_ANCHOR ? (uint16_t)bit : FIHRIST_NO_ANCHOR;
      out[2 * (i / FIHRIST_ANCHOR_SPAN) - 2] = (uint8_t)anchor;
      out[2 * (i / FIHRIST_ANCHOR_SPAN) - 1] = (uint8_t)(anchor >> 8);
    }
    const unsigned width = widths[documents[i]];
    uint32_t number = occurrences(frequencies, excess, i);
    // The padding to a whole byte counts as one more.
    if ((uint64_t)number * width / 8 + 2 > (uint64_t)(limit - writer.next)) return SIZE_MAX;
    bit += (uint64_t)number * width;
    while (number-- > 0) put_bits(&writer, *positions++, width);
  }
  return head + finish_bits(&writer, stream);
}

void fihrist_position_starts(const uint32_t *documents, const uint32_t *frequencies,
                             const uint32_t *excess, unsigned first, unsigned count,
                             const uint8_t *widths, uint64_t *starts) {
  uint64_t bit = starts[first];
  for (unsigned i = first; i < count; i++) {
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

/// The position at `index` of a run.
FIHRIST_INLINE uint64_t position_at(const struct fihrist_position_run *run, uint32_t index,
                                    unsigned width, uint64_t mask) {
  const uint64_t bit = run->start + (uint64_t)index * width;
  return load64(run->block + (bit >> 3)) >> (bit & 7) & mask;
}

/// Whether `run` has the position `wanted`: looks from `*next` on, which it moves to the first
/// position that is not below. False with `*next` at the end means that no greater position is in
/// the run either.
FIHRIST_INLINE int has_position(const struct fihrist_position_run *run, uint64_t wanted,
                                unsigned width, uint64_t mask, uint32_t *next) {
  while (*next < run->count) {
    const uint64_t position = position_at(run, *next, width, mask);
    if (position >= wanted) return position == wanted;
    (*next)++;
  }
  return 0;
}

uint32_t fihrist_phrase_occurrences(const struct fihrist_position_run *runs, size_t count,
                                    unsigned width) {
  if (width == 0 || width > 32) return 0;
  const uint64_t mask = ((uint64_t)1 << width) - 1;
  if (count == 2 && runs[0].count == 1 && runs[1].count == 1) {
    const uint64_t first = position_at(&runs[0], 0, width, mask);
    const uint64_t second = position_at(&runs[1], 0, width, mask);
    return first >= runs[0].offset && first - runs[0].offset + runs[1].offset == second;
  }
  // The shortest run leads: its positions are the fewest to try.
  size_t least = 0;
  for (size_t i = 1; i < count; i++)
    if (runs[i].count < runs[least].count) least = i;
  const struct fihrist_position_run *leader = &runs[least];
  enum { remembered = 8 };
  uint32_t indexes[remembered] = {0};
  uint32_t found = 0;
  for (uint32_t i = 0; i < leader->count; i++) {
    const uint64_t position = position_at(leader, i, width, mask);
    if (position < leader->offset) continue;
    const uint64_t first = position - leader->offset;
    size_t other = 0;
    for (; other < count; other++) {
      if (other == least) continue;
      // Phrases of more terms search the later runs from their starts; such phrases are rare, and
      // so are their matches.
      uint32_t fresh = 0, *next = other < remembered ? &indexes[other] : &fresh;
      if (has_position(&runs[other], first + runs[other].offset, width, mask, next)) continue;
      if (*next == runs[other].count) return found;
      break;
    }
    found += other == count;
  }
  return found;
}

bool fihrist_positions_near(const struct fihrist_position_run *a,
                            const struct fihrist_position_run *b, unsigned width, uint32_t slop) {
  if (width == 0 || width > 32 || a->count == 0 || b->count == 0) return false;
  const uint64_t mask = ((uint64_t)1 << width) - 1;
  uint64_t bit_a = a->start, bit_b = b->start;
  const uint64_t end_a = bit_a + (uint64_t)a->count * width;
  const uint64_t end_b = bit_b + (uint64_t)b->count * width;
  int64_t first = (int64_t)position_at(a, 0, width, mask) - a->offset;
  int64_t second = (int64_t)position_at(b, 0, width, mask) - b->offset;
  for (;;) {
    const int64_t distance = first - second;
    if (distance <= (int64_t)slop && -distance <= (int64_t)slop) return true;
    // The lesser one is too far from all that come after the other.
    if (distance < 0) {
      bit_a += width;
      if (bit_a == end_a) return false;
      first = (int64_t)(load64(a->block + (bit_a >> 3)) >> (bit_a & 7) & mask) - a->offset;
    } else {
      bit_b += width;
      if (bit_b == end_b) return false;
      second = (int64_t)(load64(b->block + (bit_b >> 3)) >> (bit_b & 7) & mask) - b->offset;
    }
  }
}
