#include "postings_kernels.h"

#if FIHRIST_X86
#include <immintrin.h>

// MARK: AVX2

/// In this layout two rows need two loads and an insertion: unpacking stays with rows of 128 bits.
static void unpack128_narrow(const uint8_t *in, unsigned width, uint32_t add, uint32_t *out) {
  fihrist_posting_kernels_vector.unpack128(in, width, add, out);
}

static void unpack_gaps128_narrow(const uint8_t *in, unsigned width, uint32_t before,
                                  uint32_t *out) {
  fihrist_posting_kernels_vector.unpack_gaps128(in, width, before, out);
}

FIHRIST_TARGET_AVX2
static void sum_gaps128_avx2(uint32_t *gaps, uint32_t before) {
  const __m256i one = _mm256_set1_epi32(1), zero = _mm256_setzero_si256();
  const __m256i third = _mm256_set1_epi32(3), last = _mm256_set1_epi32(7);
  __m256i carried = _mm256_set1_epi32((int)before);
#pragma GCC unroll 4
  for (unsigned i = 0; i < FIHRIST_BLOCK; i += 8) {
    __m256i *at = (__m256i *)(void *)(gaps + i);
    __m256i sums = _mm256_add_epi32(_mm256_loadu_si256(at), one);
    // Inside each half; then the last sum of the lower half is added to the upper.
    sums = _mm256_add_epi32(sums, _mm256_slli_si256(sums, 4));
    sums = _mm256_add_epi32(sums, _mm256_slli_si256(sums, 8));
    __m256i lower = _mm256_permutevar8x32_epi32(sums, third);
    sums = _mm256_add_epi32(sums, _mm256_blend_epi32(zero, lower, 0xF0));
    _mm256_storeu_si256(at, _mm256_add_epi32(sums, carried));
    carried = _mm256_add_epi32(carried, _mm256_permutevar8x32_epi32(sums, last));
  }
}

FIHRIST_TARGET_AVX2
static unsigned count_below128_avx2(const uint32_t *values, uint32_t wanted) {
  // Unsigned comparison by flipping the sign; each comparison that holds counts -1.
  const __m256i flip = _mm256_set1_epi32((int)0x80000000u);
  const __m256i limit = _mm256_xor_si256(_mm256_set1_epi32((int)wanted), flip);
  __m256i count = _mm256_setzero_si256();
  for (unsigned i = 0; i < FIHRIST_BLOCK; i += 8) {
    __m256i value = _mm256_loadu_si256((const __m256i *)(const void *)(values + i));
    count = _mm256_sub_epi32(count, _mm256_cmpgt_epi32(limit, _mm256_xor_si256(value, flip)));
  }
  __m128i sum = _mm_add_epi32(_mm256_castsi256_si128(count), _mm256_extracti128_si256(count, 1));
  sum = _mm_add_epi32(sum, _mm_shuffle_epi32(sum, 0x4E));
  sum = _mm_add_epi32(sum, _mm_shuffle_epi32(sum, 0xB1));
  return (unsigned)_mm_cvtsi128_si32(sum);
}

FIHRIST_TARGET_AVX2
static size_t dense_documents_avx2(const uint8_t *nibbles, size_t groups, size_t group,
                                   unsigned skip, unsigned count, uint32_t *out) {
  size_t written = 0;
  for (; group < groups && written < count; group++) {
    uint64_t mask = fihrist_group_mask(nibbles + 32 * group);
    for (; skip > 0 && mask != 0; skip--) mask &= mask - 1;
    for (; mask != 0 && written < count; mask &= mask - 1)
      out[written++] = (uint32_t)(64 * group) + (uint32_t)__builtin_ctzll(mask);
  }
  return written;
}

const struct fihrist_posting_kernels fihrist_posting_kernels_avx2 = {
    unpack128_narrow, unpack_gaps128_narrow, sum_gaps128_avx2, count_below128_avx2,
    dense_documents_avx2};

// MARK: AVX-512

/// How four rows of a packed block lie in the 64 bytes from the word of the first on.
struct quartet {
  __m512i bits, step, lane, mask;
  unsigned width;
};

FIHRIST_TARGET_AVX512 FIHRIST_INLINE struct quartet first_quartet(unsigned width) {
  struct quartet rows;
  const __m512i row = _mm512_set_epi32(3, 3, 3, 3, 2, 2, 2, 2, 1, 1, 1, 1, 0, 0, 0, 0);
  rows.bits = _mm512_mullo_epi32(row, _mm512_set1_epi32((int)width));
  rows.step = _mm512_set1_epi32((int)(4 * width));
  rows.lane = _mm512_set_epi32(3, 2, 1, 0, 3, 2, 1, 0, 3, 2, 1, 0, 3, 2, 1, 0);
  rows.mask = _mm512_set1_epi32((int)(((uint32_t)1 << width) - 1));
  rows.width = width;
  return rows;
}

/// Rows 4 * index ... 4 * index + 3 in order. They end at most 28 + 4 * 24 = 124 bits after the
/// first word of the first, so 64 bytes hold them; a high word is wrong only where no bit of it is
/// used.
FIHRIST_TARGET_AVX512 FIHRIST_INLINE __m512i next_quartet(struct quartet *rows, const uint8_t *in,
                                                          unsigned index) {
  unsigned word = 4 * index * rows->width >> 5;
  __m512i bytes = _mm512_loadu_si512(in + 16 * (size_t)word);
  __m512i relative =
      _mm512_sub_epi32(_mm512_srli_epi32(rows->bits, 5), _mm512_set1_epi32((int)word));
  __m512i lane = _mm512_add_epi32(_mm512_slli_epi32(relative, 2), rows->lane);
  __m512i low = _mm512_permutexvar_epi32(lane, bytes);
  __m512i high = _mm512_permutexvar_epi32(_mm512_add_epi32(lane, _mm512_set1_epi32(4)), bytes);
  __m512i shift = _mm512_and_si512(rows->bits, _mm512_set1_epi32(31));
  rows->bits = _mm512_add_epi32(rows->bits, rows->step);
  return _mm512_and_si512(_mm512_shrdv_epi32(low, high, shift), rows->mask);
}

/// The running sum of 16 values: inside rows of four; then each row adds the last sum of the row
/// before it, then of the two rows before those.
FIHRIST_TARGET_AVX512 FIHRIST_INLINE __m512i sums16(__m512i values) {
  const __m512i one = _mm512_set_epi32(11, 11, 11, 11, 7, 7, 7, 7, 3, 3, 3, 3, 0, 0, 0, 0);
  const __m512i two = _mm512_set_epi32(7, 7, 7, 7, 3, 3, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0);
  values = _mm512_add_epi32(values, _mm512_bslli_epi128(values, 4));
  values = _mm512_add_epi32(values, _mm512_bslli_epi128(values, 8));
  values = _mm512_add_epi32(values, _mm512_maskz_permutexvar_epi32(0xFFF0, one, values));
  return _mm512_add_epi32(values, _mm512_maskz_permutexvar_epi32(0xFF00, two, values));
}

FIHRIST_TARGET_AVX512
static void unpack_gaps128_avx512(const uint8_t *in, unsigned width, uint32_t before,
                                  uint32_t *out) {
  struct quartet rows = first_quartet(width);
  const __m512i one = _mm512_set1_epi32(1), last = _mm512_set1_epi32(15);
  __m512i carried = _mm512_set1_epi32((int)before);
#pragma GCC unroll 8
  for (unsigned index = 0; index < 8; index++) {
    __m512i sums = sums16(_mm512_add_epi32(next_quartet(&rows, in, index), one));
    _mm512_storeu_si512(out + 16 * index, _mm512_add_epi32(sums, carried));
    carried = _mm512_add_epi32(carried, _mm512_permutexvar_epi32(last, sums));
  }
}

FIHRIST_TARGET_AVX512
static void unpack128_avx512(const uint8_t *in, unsigned width, uint32_t add, uint32_t *out) {
  struct quartet rows = first_quartet(width);
  const __m512i added = _mm512_set1_epi32((int)add);
#pragma GCC unroll 8
  for (unsigned index = 0; index < 8; index++)
    _mm512_storeu_si512(out + 16 * index,
                        _mm512_add_epi32(next_quartet(&rows, in, index), added));
}

FIHRIST_TARGET_AVX512
static void sum_gaps128_avx512(uint32_t *gaps, uint32_t before) {
  const __m512i one = _mm512_set1_epi32(1), last = _mm512_set1_epi32(15);
  __m512i carried = _mm512_set1_epi32((int)before);
  for (unsigned i = 0; i < FIHRIST_BLOCK; i += 16) {
    __m512i sums = sums16(_mm512_add_epi32(_mm512_loadu_si512(gaps + i), one));
    _mm512_storeu_si512(gaps + i, _mm512_add_epi32(sums, carried));
    carried = _mm512_add_epi32(carried, _mm512_permutexvar_epi32(last, sums));
  }
}

FIHRIST_TARGET_AVX512
static unsigned count_below128_avx512(const uint32_t *values, uint32_t wanted) {
  const __m512i limit = _mm512_set1_epi32((int)wanted);
  unsigned count = 0;
  for (unsigned i = 0; i < FIHRIST_BLOCK; i += 32) {
    __mmask16 low = _mm512_cmplt_epu32_mask(_mm512_loadu_si512(values + i), limit);
    __mmask16 high = _mm512_cmplt_epu32_mask(_mm512_loadu_si512(values + i + 16), limit);
    count += (unsigned)__builtin_popcount((unsigned)low | (unsigned)high << 16);
  }
  return count;
}

/// Writes the set bits of a group by compressing; up to 64 numbers, the last few of them only when
/// `out` can hold all.
FIHRIST_TARGET_AVX512
static size_t dense_documents_avx512(const uint8_t *nibbles, size_t groups, size_t group,
                                     unsigned skip, unsigned count, uint32_t *out) {
  size_t written = 0;
  const __m512i numbers = _mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
  for (; group < groups && written < count; group++) {
    uint64_t mask = fihrist_group_mask(nibbles + 32 * group);
    for (; skip > 0 && mask != 0; skip--) mask &= mask - 1;
    for (unsigned part = 0; part < 4; part++, mask >>= 16) {
      __mmask16 present = (__mmask16)mask;
      unsigned found = (unsigned)__builtin_popcount(present);
      if (written + found > count) {
        present = (__mmask16)_pdep_u32((1u << (count - written)) - 1, present);
        found = (unsigned)(count - written);
      }
      __m512i ids = _mm512_add_epi32(numbers, _mm512_set1_epi32((int)(64 * group + 16 * part)));
      _mm512_mask_storeu_epi32(out + written, (__mmask16)((1u << found) - 1),
                               _mm512_maskz_compress_epi32(present, ids));
      written += found;
    }
  }
  return written;
}

const struct fihrist_posting_kernels fihrist_posting_kernels_avx512 = {
    unpack128_avx512, unpack_gaps128_avx512, sum_gaps128_avx512, count_below128_avx512,
    dense_documents_avx512};

#else
/// A translation unit must not be empty.
typedef int fihrist_no_x86;
#endif
