#include "ranking_kernels.h"

#if FIHRIST_X86
#include <immintrin.h>
#endif

// MARK: Documents by the code of one dense term

/// One bit for each document of a group: set where the code is at least `code`.
FIHRIST_INLINE uint64_t code_bits_scalar(const uint8_t *nibbles, uint8_t code) {
  uint64_t bits = 0;
  for (int i = 0; i < 32; i++) {
    bits |= (uint64_t)((nibbles[i] & 15) >= code) << i;
    bits |= (uint64_t)(nibbles[i] >> 4 >= code) << (32 + i);
  }
  return bits;
}

#if FIHRIST_X86
FIHRIST_INLINE uint64_t code_bits_vector(const uint8_t *nibbles, uint8_t code) {
  const __m128i low = _mm_set1_epi8(15), below = _mm_set1_epi8((char)(code - 1));
  uint64_t bits = 0;
  for (int i = 0; i < 2; i++) {
    __m128i both = _mm_loadu_si128((const __m128i *)nibbles + i);
    __m128i first = _mm_cmpgt_epi8(_mm_and_si128(both, low), below);
    __m128i second = _mm_cmpgt_epi8(_mm_and_si128(_mm_srli_epi16(both, 4), low), below);
    bits |= (uint64_t)(uint32_t)_mm_movemask_epi8(first) << (16 * i);
    bits |= (uint64_t)(uint32_t)_mm_movemask_epi8(second) << (32 + 16 * i);
  }
  return bits;
}

FIHRIST_TARGET_AVX2 FIHRIST_INLINE uint64_t code_bits_avx2(const uint8_t *nibbles, uint8_t code) {
  const __m256i low = _mm256_set1_epi8(15), below = _mm256_set1_epi8((char)(code - 1));
  __m256i both = _mm256_loadu_si256((const __m256i *)nibbles);
  __m256i first = _mm256_cmpgt_epi8(_mm256_and_si256(both, low), below);
  __m256i second = _mm256_cmpgt_epi8(_mm256_and_si256(_mm256_srli_epi16(both, 4), low), below);
  return (uint64_t)(uint32_t)_mm256_movemask_epi8(first) |
         (uint64_t)(uint32_t)_mm256_movemask_epi8(second) << 32;
}
#else
FIHRIST_INLINE uint64_t code_bits_vector(const uint8_t *nibbles, uint8_t code) {
  return code_bits_scalar(nibbles, code);
}
#endif

/// Writes the documents of the codes that `code_bits` finds.
FIHRIST_INLINE size_t collect_codes(
    const uint8_t *nibbles, size_t groups, uint8_t code, uint32_t base, uint32_t *documents,
    uint64_t (*code_bits)(const uint8_t *nibbles, uint8_t code)) {
  size_t count = 0;
  for (size_t group = 0; group < groups; group++) {
    uint64_t bits = code_bits(nibbles + 32 * group, code);
    for (; bits; bits &= bits - 1)
      documents[count++] = base + (uint32_t)(64 * group) + (uint32_t)__builtin_ctzll(bits);
  }
  return count;
}

/// Counts the codes that `code_bits` finds.
FIHRIST_INLINE size_t count_codes(
    const uint8_t *nibbles, size_t groups, uint8_t code,
    uint64_t (*code_bits)(const uint8_t *nibbles, uint8_t code)) {
  size_t count = 0;
  for (size_t group = 0; group < groups; group++)
    count += (size_t)__builtin_popcountll(code_bits(nibbles + 32 * group, code));
  return count;
}

size_t fihrist_collect_codes_scalar(
    const uint8_t *nibbles, size_t groups, uint8_t code, uint32_t base, uint32_t *documents) {
  return collect_codes(nibbles, groups, code, base, documents, code_bits_scalar);
}

size_t fihrist_count_codes_scalar(const uint8_t *nibbles, size_t groups, uint8_t code) {
  return count_codes(nibbles, groups, code, code_bits_scalar);
}

size_t fihrist_collect_codes_vector(
    const uint8_t *nibbles, size_t groups, uint8_t code, uint32_t base, uint32_t *documents) {
  return collect_codes(nibbles, groups, code, base, documents, code_bits_vector);
}

size_t fihrist_count_codes_vector(const uint8_t *nibbles, size_t groups, uint8_t code) {
  return count_codes(nibbles, groups, code, code_bits_vector);
}

#if FIHRIST_X86
FIHRIST_TARGET_AVX2 size_t fihrist_collect_codes_avx2(
    const uint8_t *nibbles, size_t groups, uint8_t code, uint32_t base, uint32_t *documents) {
  return collect_codes(nibbles, groups, code, base, documents, code_bits_avx2);
}

FIHRIST_TARGET_AVX2 size_t fihrist_count_codes_avx2(
    const uint8_t *nibbles, size_t groups, uint8_t code) {
  return count_codes(nibbles, groups, code, code_bits_avx2);
}
#endif

// MARK: Codes of the postings of a block

size_t fihrist_block_codes(const uint8_t *codes, uint8_t code, size_t count, uint32_t *indexes) {
  // The 64 bytes are those of two groups of a dense term, in another order.
  uint64_t first = code_bits_vector(codes, code), second = code_bits_vector(codes + 32, code);
  uint64_t bits[2] = {(first & 0xFFFFFFFFu) | second << 32,
                      first >> 32 | (second & ~UINT64_C(0xFFFFFFFF))};
  if (count < 64) bits[0] &= (UINT64_C(1) << count) - 1;
  if (count < 128) bits[1] &= count > 64 ? (UINT64_C(1) << (count - 64)) - 1 : 0;
  size_t written = 0;
  for (int half = 0; half < 2; half++)
    for (uint64_t rest = bits[half]; rest; rest &= rest - 1)
      indexes[written++] = (uint32_t)(64 * half + __builtin_ctzll(rest));
  return written;
}

void fihrist_expand_codes_scalar(
    const uint8_t *codes, const uint8_t *table, uint8_t *values) {
  for (int i = 0; i < 64; i++) {
    values[i] = table[codes[i] & 15];
    values[64 + i] = table[codes[i] >> 4];
  }
}

#if FIHRIST_X86
FIHRIST_TARGET_AVX2 void fihrist_expand_codes_avx2(
    const uint8_t *codes, const uint8_t *table, uint8_t *values) {
  const __m256i low = _mm256_set1_epi8(15);
  __m256i wide = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)table));
  for (int i = 0; i < 2; i++) {
    __m256i both = _mm256_loadu_si256((const __m256i *)codes + i);
    __m256i first = _mm256_shuffle_epi8(wide, _mm256_and_si256(both, low));
    __m256i second = _mm256_shuffle_epi8(wide, _mm256_and_si256(_mm256_srli_epi16(both, 4), low));
    _mm256_storeu_si256((__m256i *)values + i, first);
    _mm256_storeu_si256((__m256i *)(values + 64) + i, second);
  }
}
#endif

// MARK: Postings to bounds

void fihrist_scatter_add(
    uint8_t *bounds, uint32_t base, const uint32_t *documents, const uint8_t *values,
    size_t count) {
  size_t i = 0;
  for (; i + 4 <= count; i += 4) {
    bounds[documents[i] - base] += values[i];
    bounds[documents[i + 1] - base] += values[i + 1];
    bounds[documents[i + 2] - base] += values[i + 2];
    bounds[documents[i + 3] - base] += values[i + 3];
  }
  for (; i < count; i++) bounds[documents[i] - base] += values[i];
}

void fihrist_scatter_matching(
    uint8_t *bounds, uint32_t base, const uint32_t *documents, const uint8_t *values,
    size_t count) {
  for (size_t i = 0; i < count; i++) {
    uint8_t *bound = bounds + (documents[i] - base);
    *bound += *bound ? values[i] : 0;
  }
}

void fihrist_scatter_clear(
    uint8_t *bounds, uint32_t base, const uint32_t *documents, size_t count) {
  for (size_t i = 0; i < count; i++) bounds[documents[i] - base] = 0;
}
