#include "postings_kernels.h"

/// The longest run of zeros that stands for itself; 15 means that the rest is a long code.
#define LONGEST_RUN 15

/// Reads bits, low bits first, of a range; `bit` may run past `end`, which callers check.
struct bit_reader {
  const uint8_t *bytes;
  uint64_t bit, end;
};

/// At least 57 bits from where the reader is, or zeros when it is past the end.
FIHRIST_INLINE uint64_t peek(const struct bit_reader *reader) {
  if (reader->bit >= reader->end) return 0;
  return load64(reader->bytes + (reader->bit >> 3)) >> (reader->bit & 7);
}

/// The number of zeros before the next one, the one consumed too; UINT32_MAX when the range ends.
FIHRIST_INLINE uint32_t read_run(struct bit_reader *reader) {
  uint32_t zeros = 0;
  for (;;) {
    uint64_t bits = peek(reader);
    if (__builtin_expect(bits != 0, 1)) {
      unsigned run = (unsigned)__builtin_ctzll(bits);
      reader->bit += run + 1;
      zeros += run;
      return reader->bit <= reader->end ? zeros : UINT32_MAX;
    }
    // The peek covered at least 57 bits.
    if (reader->bit >= reader->end) return UINT32_MAX;
    reader->bit += 57;
    zeros += 57;
  }
}

/// Goes past `count` ones.
static bool skip_runs(struct bit_reader *reader, uint32_t count) {
  while (count > 0) {
    if (reader->bit >= reader->end) return false;
    uint64_t bits = peek(reader) & (((uint64_t)1 << 57) - 1);
    uint32_t ones = (uint32_t)__builtin_popcountll(bits);
    if (ones < count) {
      count -= ones;
      reader->bit += 57;
      continue;
    }
    for (; count > 1; count--) bits &= bits - 1;
    reader->bit += (unsigned)__builtin_ctzll(bits) + 1;
    count = 0;
  }
  return reader->bit <= reader->end;
}

/// Reads a gamma code: as many zeros as bits follow the leading one, the one, those bits.
FIHRIST_INLINE uint32_t read_gamma(struct bit_reader *reader) {
  uint32_t width = read_run(reader);
  if (width > FIHRIST_WIDEST) return 0;
  uint32_t low = (uint32_t)(peek(reader) & (((uint64_t)1 << width) - 1));
  reader->bit += width;
  return reader->bit <= reader->end ? (uint32_t)1 << width | low : 0;
}

/// How many bits a window holds at least, wherever in a byte it starts.
#define WINDOW 57

/// Handles run `index` of a column.
typedef void each_run(void *context, uint32_t index, uint64_t run);

/// Calls `each` for each of `count` runs of zeros that a one ends, from where `reader` is on, which
/// moves past the last. Returns whether the range holds them all.
///
/// A window of bits gives all its runs without a look at memory or at the end of the range: runs
/// past the end are noticed afterwards. The runs add up to at most the bits of the range and a
/// window.
FIHRIST_INLINE bool for_each_run(struct bit_reader *reader, uint32_t count, each_run *each,
                                 void *context) {
  uint64_t zeros = 0;
  uint32_t next = 0;
  while (next < count && reader->bit < reader->end) {
    uint64_t bits = peek(reader) & (((uint64_t)1 << WINDOW) - 1);
    unsigned used = 0;
    while (bits != 0 && next < count) {
      unsigned run = (unsigned)__builtin_ctzll(bits);
      bits = bits >> run >> 1;
      used += run + 1;
      each(context, next, zeros + run);
      zeros = 0;
      next++;
    }
    if (next < count) {
      zeros += WINDOW - used;
      used = WINDOW;
    }
    reader->bit += used;
  }
  return next == count && reader->bit <= reader->end;
}

/// The documents that were read so far.
struct tail_documents {
  const uint8_t *in;
  uint32_t *out;
  uint64_t low, mask, distance;
  unsigned width;
  uint32_t before;
};

FIHRIST_INLINE void next_document(void *context, uint32_t index, uint64_t run) {
  struct tail_documents *tail = context;
  uint64_t low = load64(tail->in + (tail->low >> 3)) >> (tail->low & 7) & tail->mask;
  tail->distance += (run << tail->width | low) + 1;
  tail->low += tail->width;
  tail->out[index] = tail->before + (uint32_t)tail->distance;
}

bool fihrist_tail_documents(const uint8_t *in, size_t size, uint32_t count, uint32_t before,
                            uint32_t range, uint32_t *out) {
  if (count == 0) return true;
  const unsigned width = fihrist_rice_width(range, count);
  struct bit_reader high = {in, (uint64_t)count * width, 8 * (uint64_t)size};
  // The distance counts from `before`. All runs are below 2^35 + 57 together, because a range is
  // shorter than 2^32 bytes, and width is at most 24: nothing overflows before the last test.
  struct tail_documents tail = {in, out, 0, ((uint64_t)1 << width) - 1, 0, width, before};
  bool whole = for_each_run(&high, count, next_document, &tail);
  return whole && tail.distance <= range;
}

/// Sets `count` values to the runs of a column plus `least`, as `for_each_run` reads them; the
/// greatest run goes into `longest`.
///
/// Most runs are empty: their values are written beforehand, and only the others are looked for.
static bool read_values(struct bit_reader *reader, uint32_t count, uint32_t least, uint32_t *values,
                        uint64_t *longest) {
  for (uint32_t i = 0; i < count; i++) values[i] = least;
  uint64_t zeros = 0;
  uint32_t next = 0;
  while (next < count && reader->bit < reader->end) {
    uint64_t bits = peek(reader) & (((uint64_t)1 << WINDOW) - 1);
    unsigned used = 0;
    while (bits != 0 && next < count) {
      // There are fewer than 64 ones, and none behind the window.
      unsigned ones = zeros == 0 ? (unsigned)__builtin_ctzll(~bits) : 0;
      if (ones > count - next) ones = count - next;
      next += ones;
      used += ones;
      bits >>= ones;
      if (bits == 0 || next == count) break;
      unsigned run = (unsigned)__builtin_ctzll(bits);
      bits = bits >> run >> 1;
      used += run + 1;
      zeros += run;
      *longest = zeros > *longest ? zeros : *longest;
      values[next++] = (uint32_t)zeros + least;
      zeros = 0;
    }
    if (next < count) {
      zeros += WINDOW - used;
      used = WINDOW;
    }
    reader->bit += used;
  }
  return next == count && reader->bit <= reader->end;
}

/// Reads the runs of one column; sets *values to the runs plus `least`, or to `least` without runs.
static bool read_runs(struct bit_reader *reader, uint32_t count, uint32_t least, bool *any_long,
                      uint32_t *values) {
  uint64_t flag = peek(reader) & 1;
  if (reader->bit++ >= reader->end) return false;
  *any_long = false;
  if (flag) {
    for (uint32_t i = 0; i < count; i++) values[i] = least;
    return true;
  }
  uint64_t longest = 0;
  bool whole = read_values(reader, count, least, values, &longest);
  *any_long = longest == LONGEST_RUN;
  return whole && longest <= LONGEST_RUN;
}

/// Completes the values of the longest run, whose codes follow.
static bool read_long(struct bit_reader *reader, uint32_t count, uint32_t least, uint32_t *values) {
  for (uint32_t i = 0; i < count; i++) {
    if (values[i] != LONGEST_RUN + least) continue;
    uint32_t more = read_gamma(reader);
    if (more == 0) return false;
    values[i] = LONGEST_RUN - 1 + least + more;
  }
  return true;
}

bool fihrist_tail_frequencies(const uint8_t *in, size_t size, uint32_t count, uint32_t range,
                              bool kept, uint32_t *frequencies, uint32_t *excess) {
  if (count == 0 || count >= FIHRIST_BLOCK) return false;
  struct bit_reader reader = {in, (uint64_t)count * fihrist_rice_width(range, count),
                              8 * (uint64_t)size};
  if (!skip_runs(&reader, count)) return false;
  // The long frequencies stand before the long excess, so both columns are read for either.
  uint32_t first[FIHRIST_BLOCK], second[FIHRIST_BLOCK];
  bool long_first, long_second = false;
  if (frequencies == NULL) frequencies = first;
  if (!read_runs(&reader, count, 1, &long_first, frequencies)) return false;
  if (excess == NULL) {
    if (!long_first) return true;
    excess = second;
  }
  if (kept) {
    if (!read_runs(&reader, count, 0, &long_second, excess)) return false;
  } else {
    memset(excess, 0, 4 * (size_t)count);
  }
  if (long_first && !read_long(&reader, count, 1, frequencies)) return false;
  return !long_second || read_long(&reader, count, 0, excess);
}

// MARK: Writing

/// Appends zeros and a one.
FIHRIST_INLINE void put_run(struct bit_writer *writer, uint64_t zeros) {
  for (; zeros >= 56; zeros -= 56) put_bits(writer, 0, 56);
  put_bits(writer, (uint64_t)1 << zeros, (unsigned)zeros + 1);
}

FIHRIST_INLINE void put_gamma(struct bit_writer *writer, uint32_t value) {
  unsigned width = 31 - (unsigned)__builtin_clz(value);
  put_run(writer, width);
  put_bits(writer, value - ((uint32_t)1 << width), width);
}

/// Appends the flag and the runs of a column of values from `least`.
static bool put_runs(struct bit_writer *writer, const uint32_t *values, uint32_t count,
                     uint32_t least) {
  uint32_t all = 0;
  for (uint32_t i = 0; i < count; i++) all |= values[i] - least;
  put_bits(writer, all == 0, 1);
  if (all == 0) return false;
  bool any_long = false;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t run = values[i] - least;
    any_long |= run >= LONGEST_RUN;
    put_run(writer, run < LONGEST_RUN ? run : LONGEST_RUN);
  }
  return any_long;
}

static void put_long(struct bit_writer *writer, const uint32_t *values, uint32_t count,
                     uint32_t least) {
  for (uint32_t i = 0; i < count; i++)
    if (values[i] - least >= LONGEST_RUN)
      put_gamma(writer, values[i] - least - (LONGEST_RUN - 1));
}

size_t fihrist_tail_encode(const uint32_t *documents, const uint32_t *frequencies,
                           const uint32_t *excess, uint32_t count, uint32_t before, uint32_t range,
                           uint8_t *out) {
  const unsigned width = fihrist_rice_width(range, count);
  const uint32_t mask = ((uint32_t)1 << width) - 1;
  struct bit_writer writer = {out, 0, 0};
  uint32_t last = before;
  for (uint32_t i = 0; i < count; i++) {
    put_bits(&writer, (documents[i] - last - 1) & mask, width);
    last = documents[i];
  }
  last = before;
  for (uint32_t i = 0; i < count; i++) {
    put_run(&writer, (documents[i] - last - 1) >> width);
    last = documents[i];
  }
  bool long_frequency = put_runs(&writer, frequencies, count, 1);
  bool long_excess = excess != NULL && put_runs(&writer, excess, count, 0);
  if (long_frequency) put_long(&writer, frequencies, count, 1);
  if (long_excess) put_long(&writer, excess, count, 0);
  return finish_bits(&writer, out);
}
