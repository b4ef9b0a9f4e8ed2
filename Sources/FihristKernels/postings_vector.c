#include "postings_kernels.h"

// The compiler's own vectors of 128 bits: SSE2 on x86-64, NEON on 64-bit ARM.
typedef uint32_t vector __attribute__((vector_size(16)));

FIHRIST_INLINE vector load_vector(const void *in) {
  vector value;
  memcpy(&value, in, 16);
  return value;
}

FIHRIST_INLINE void store_vector(void *out, vector value) { memcpy(out, &value, 16); }

FIHRIST_INLINE vector splat(uint32_t value) { return (vector){value, value, value, value}; }

/// One row of a packed block; all but `in` are constants once unrolled.
FIHRIST_INLINE vector packed_row(const uint8_t *in, unsigned row, unsigned width) {
  if (width == 0) return splat(0);
  unsigned bit = row * width, shift = bit & 31;
  const uint8_t *words = in + 16 * (size_t)(bit >> 5);
  vector value = load_vector(words) >> shift;
  if (shift + width > 32) value |= load_vector(words + 16) << (32 - shift);
  return value & splat(((uint32_t)1 << width) - 1);
}

/// The running sum inside a row of four.
FIHRIST_INLINE vector row_sums(vector row) {
  const vector zero = splat(0);
  row += __builtin_shufflevector(zero, row, 0, 4, 5, 6);
  return row + __builtin_shufflevector(zero, row, 0, 0, 4, 5);
}

FIHRIST_INLINE vector last_lane(vector row) {
  return __builtin_shufflevector(row, row, 3, 3, 3, 3);
}

FIHRIST_INLINE void unpack(const uint8_t *in, unsigned width, uint32_t add, uint32_t *out) {
  const vector added = splat(add);
#pragma GCC unroll 32
  for (unsigned row = 0; row < 32; row++)
    store_vector(out + 4 * row, packed_row(in, row, width) + added);
}

FIHRIST_INLINE void unpack_gaps(const uint8_t *in, unsigned width, uint32_t before, uint32_t *out) {
  // Only one addition a row waits for the row before it.
  vector carried = splat(before);
#pragma GCC unroll 32
  for (unsigned row = 0; row < 32; row++) {
    vector sums = row_sums(packed_row(in, row, width) + splat(1));
    store_vector(out + 4 * row, sums + carried);
    carried += last_lane(sums);
  }
}

/// One case for each width, so that the width of a loop is a constant.
#define EACH_WIDTH(CASE)                                                                  \
  CASE(0) CASE(1) CASE(2) CASE(3) CASE(4) CASE(5) CASE(6) CASE(7) CASE(8) CASE(9) CASE(10) \
  CASE(11) CASE(12) CASE(13) CASE(14) CASE(15) CASE(16) CASE(17) CASE(18) CASE(19)         \
  CASE(20) CASE(21) CASE(22) CASE(23) CASE(24)

static void unpack128(const uint8_t *in, unsigned width, uint32_t add, uint32_t *out) {
  switch (width) {
#define CASE(w) case w: unpack(in, w, add, out); break;
    EACH_WIDTH(CASE)
#undef CASE
  }
}

static void unpack_gaps128(const uint8_t *in, unsigned width, uint32_t before, uint32_t *out) {
  switch (width) {
#define CASE(w) case w: unpack_gaps(in, w, before, out); break;
    EACH_WIDTH(CASE)
#undef CASE
  }
}

static void sum_gaps128(uint32_t *gaps, uint32_t before) {
  vector carried = splat(before);
  for (unsigned row = 0; row < 32; row++) {
    vector sums = row_sums(load_vector(gaps + 4 * row) + splat(1));
    store_vector(gaps + 4 * row, sums + carried);
    carried += last_lane(sums);
  }
}

static unsigned count_below128(const uint32_t *values, uint32_t wanted) {
  return fihrist_posting_kernels_scalar.count_below128(values, wanted);
}

static size_t dense_documents(const uint8_t *nibbles, size_t groups, size_t group, unsigned skip,
                              unsigned count, uint32_t *out) {
  return fihrist_posting_kernels_scalar.dense_documents(nibbles, groups, group, skip, count, out);
}

const struct fihrist_posting_kernels fihrist_posting_kernels_vector = {
    unpack128, unpack_gaps128, sum_gaps128, count_below128, dense_documents};
