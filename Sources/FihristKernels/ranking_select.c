#include "ranking_kernels.h"

#if FIHRIST_X86
#include <immintrin.h>
#endif

/// One bit for each of 8 bytes: set where the byte is at least `low` and at most `high`.
FIHRIST_INLINE uint64_t range_bits_8(const uint8_t *bounds, uint8_t low, uint8_t high) {
  uint64_t bits = 0;
  for (int i = 0; i < 8; i++)
    bits |= (uint64_t)(bounds[i] >= low && bounds[i] <= high) << i;
  return bits;
}

/// One bit for each document of a group, in plain C.
FIHRIST_INLINE uint64_t range_bits_scalar(const uint8_t *bounds, uint8_t low, uint8_t high) {
  uint64_t bits = 0;
  for (int i = 0; i < 64; i += 8) bits |= range_bits_8(bounds + i, low, high) << i;
  return bits;
}

/// The same with vectors of 16 bytes where the processor tells their top bits at once.
FIHRIST_INLINE uint64_t range_bits_vector(const uint8_t *bounds, uint8_t low, uint8_t high) {
#if FIHRIST_X86
  const __m128i from = _mm_set1_epi8((char)low), span = _mm_set1_epi8((char)(high - low));
  uint64_t bits = 0;
  for (int i = 0; i < 4; i++) {
    __m128i x = _mm_sub_epi8(_mm_loadu_si128((const __m128i *)bounds + i), from);
    __m128i in = _mm_cmpeq_epi8(_mm_min_epu8(x, span), x);
    bits |= (uint64_t)(uint32_t)_mm_movemask_epi8(in) << (16 * i);
  }
  return bits;
#else
  // No such instruction: most groups hold nothing, which a vector tells.
  bytes16 any = {0};
  for (int i = 0; i < 4; i++) {
    bytes16 x = load16(bounds + 16 * i);
    any |= (bytes16)(x >= low) & (bytes16)(x <= high);
  }
  uint64_t halves[2];
  memcpy(halves, &any, 16);
  return halves[0] | halves[1] ? range_bits_scalar(bounds, low, high) : 0;
#endif
}

#if FIHRIST_X86
FIHRIST_TARGET_AVX2 FIHRIST_INLINE uint64_t range_bits_avx2(
    const uint8_t *bounds, uint8_t low, uint8_t high) {
  const __m256i from = _mm256_set1_epi8((char)low), span = _mm256_set1_epi8((char)(high - low));
  uint64_t bits = 0;
  for (int i = 0; i < 2; i++) {
    __m256i x = _mm256_sub_epi8(_mm256_loadu_si256((const __m256i *)bounds + i), from);
    __m256i in = _mm256_cmpeq_epi8(_mm256_min_epu8(x, span), x);
    bits |= (uint64_t)(uint32_t)_mm256_movemask_epi8(in) << (32 * i);
  }
  return bits;
}

FIHRIST_TARGET_AVX512 FIHRIST_INLINE uint64_t range_bits_avx512(
    const uint8_t *bounds, uint8_t low, uint8_t high) {
  __m512i x = _mm512_sub_epi8(_mm512_loadu_si512(bounds), _mm512_set1_epi8((char)low));
  return _mm512_cmple_epu8_mask(x, _mm512_set1_epi8((char)(high - low)));
}
#endif

// MARK: Collecting

/// One bit for each document of a group whose bound is in `low...high`.
typedef uint64_t range_bits_form(const uint8_t *bounds, uint8_t low, uint8_t high);

/// The first group from `group` on with a bound of at least `low`: most groups have none.
typedef size_t reaching_form(const uint8_t *bounds, size_t group, size_t groups, uint8_t low);

FIHRIST_INLINE size_t collect_bounds(
    const uint8_t *bounds, size_t groups, uint8_t low, uint8_t high, uint32_t base,
    uint32_t *documents, size_t capacity, reaching_form *first_reaching,
    range_bits_form *range_bits) {
  if (low > high || low == 0) return 0;
  size_t count = 0;
  for (size_t group = 0;; group++) {
    group = first_reaching(bounds, group, groups, low);
    if (group >= groups) return count;
    uint64_t bits = range_bits(bounds + 64 * group, low, high);
    for (; bits; bits &= bits - 1) {
      if (count == capacity) return count;
      documents[count++] = base + (uint32_t)(64 * group) + (uint32_t)__builtin_ctzll(bits);
    }
  }
}

/// Skips nothing.
FIHRIST_INLINE size_t reaching_any(
    const uint8_t *bounds, size_t group, size_t groups, uint8_t low) {
  (void)bounds, (void)groups, (void)low;
  return group;
}

size_t fihrist_collect_bounds_scalar(
    const uint8_t *bounds, size_t groups, uint8_t low, uint8_t high, uint32_t base,
    uint32_t *documents, size_t capacity) {
  return collect_bounds(
      bounds, groups, low, high, base, documents, capacity, reaching_any, range_bits_scalar);
}

size_t fihrist_collect_bounds_vector(
    const uint8_t *bounds, size_t groups, uint8_t low, uint8_t high, uint32_t base,
    uint32_t *documents, size_t capacity) {
  return collect_bounds(
      bounds, groups, low, high, base, documents, capacity, reaching_any, range_bits_vector);
}

#if FIHRIST_X86
/// The first group from `group` on with a bound of at least `low`, looking at four groups at once;
/// `low` is at least 1.
FIHRIST_TARGET_AVX2 FIHRIST_INLINE size_t reaching_avx2(
    const uint8_t *bounds, size_t group, size_t groups, uint8_t low) {
  const __m256i below = _mm256_set1_epi8((char)(low - 1));
  for (; group + 4 <= groups; group += 4) {
    const __m256i *at = (const __m256i *)(bounds + 64 * group);
    __m256i most = _mm256_max_epu8(_mm256_loadu_si256(at), _mm256_loadu_si256(at + 1));
    for (int i = 2; i < 8; i++) most = _mm256_max_epu8(most, _mm256_loadu_si256(at + i));
    __m256i above = _mm256_subs_epu8(most, below);
    if (!_mm256_testz_si256(above, above)) break;
  }
  for (; group < groups; group++) {
    const __m256i *at = (const __m256i *)(bounds + 64 * group);
    __m256i most = _mm256_max_epu8(_mm256_loadu_si256(at), _mm256_loadu_si256(at + 1));
    __m256i above = _mm256_subs_epu8(most, below);
    if (!_mm256_testz_si256(above, above)) break;
  }
  return group;
}

FIHRIST_TARGET_AVX512 FIHRIST_INLINE size_t reaching_avx512(
    const uint8_t *bounds, size_t group, size_t groups, uint8_t low) {
  const __m512i from = _mm512_set1_epi8((char)low);
  for (; group + 4 <= groups; group += 4) {
    const uint8_t *at = bounds + 64 * group;
    __m512i first = _mm512_max_epu8(_mm512_loadu_si512(at), _mm512_loadu_si512(at + 64));
    __m512i second = _mm512_max_epu8(_mm512_loadu_si512(at + 128), _mm512_loadu_si512(at + 192));
    if (_mm512_cmpge_epu8_mask(_mm512_max_epu8(first, second), from)) break;
  }
  for (; group < groups; group++)
    if (_mm512_cmpge_epu8_mask(_mm512_loadu_si512(bounds + 64 * group), from)) break;
  return group;
}

FIHRIST_TARGET_AVX2 size_t fihrist_collect_bounds_avx2(
    const uint8_t *bounds, size_t groups, uint8_t low, uint8_t high, uint32_t base,
    uint32_t *documents, size_t capacity) {
  return collect_bounds(
      bounds, groups, low, high, base, documents, capacity, reaching_avx2, range_bits_avx2);
}

FIHRIST_TARGET_AVX512 size_t fihrist_collect_bounds_avx512(
    const uint8_t *bounds, size_t groups, uint8_t low, uint8_t high, uint32_t base,
    uint32_t *documents, size_t capacity) {
  return collect_bounds(
      bounds, groups, low, high, base, documents, capacity, reaching_avx512, range_bits_avx512);
}
#endif

// MARK: Counting

FIHRIST_INLINE size_t count_at_least(
    const uint8_t *bounds, size_t groups, uint8_t level, range_bits_form *range_bits) {
  size_t count = 0;
  for (size_t group = 0; group < groups; group++)
    count += (size_t)__builtin_popcountll(range_bits(bounds + 64 * group, level, 255));
  return count;
}

size_t fihrist_count_at_least_vector(const uint8_t *bounds, size_t groups, uint8_t level) {
  // Each byte of `sums` counts the hits of its column: at most 4 a group, so 63 groups do not
  // overflow it.
  size_t count = 0;
  for (size_t group = 0; group < groups;) {
    size_t end = groups - group > 63 ? group + 63 : groups;
    bytes16 sums = {0};
    for (; group < end; group++)
      for (int i = 0; i < 4; i++)
        sums -= (bytes16)(load16(bounds + 64 * group + 16 * (size_t)i) >= level);
    for (int i = 0; i < 16; i++) count += sums[i];
  }
  return count;
}

size_t fihrist_count_at_least_scalar(const uint8_t *bounds, size_t groups, uint8_t level) {
  size_t count = 0;
  for (size_t i = 0; i < 64 * groups; i++) count += bounds[i] >= level;
  return count;
}

#if FIHRIST_X86
FIHRIST_TARGET_AVX2 size_t fihrist_count_at_least_avx2(
    const uint8_t *bounds, size_t groups, uint8_t level) {
  return count_at_least(bounds, groups, level, range_bits_avx2);
}

FIHRIST_TARGET_AVX512 size_t fihrist_count_at_least_avx512(
    const uint8_t *bounds, size_t groups, uint8_t level) {
  return count_at_least(bounds, groups, level, range_bits_avx512);
}
#endif

// MARK: Candidates

/// Values after the last candidate are read and masked; nothing moves while all are kept.
FIHRIST_INLINE size_t keep_candidates(
    uint32_t *candidates, uint32_t *origins, uint8_t *values, size_t count, uint8_t least,
    range_bits_form *range_bits) {
  size_t kept = 0;
  for (size_t c = 0; c < count; c += 64) {
    uint64_t bits = range_bits(values + c, least, 255);
    if (count - c < 64) bits &= (UINT64_C(1) << (count - c)) - 1;
    if (kept == c && bits == ~UINT64_C(0)) {
      kept += 64;
      continue;
    }
    for (; bits; bits &= bits - 1) {
      size_t from = c + (size_t)__builtin_ctzll(bits);
      candidates[kept] = candidates[from];
      origins[kept] = origins[from];
      values[kept++] = values[from];
    }
  }
  return kept;
}

size_t fihrist_keep_candidates_scalar(
    uint32_t *candidates, uint32_t *origins, uint8_t *values, size_t count, uint8_t least) {
  return keep_candidates(candidates, origins, values, count, least, range_bits_scalar);
}

size_t fihrist_keep_candidates_vector(
    uint32_t *candidates, uint32_t *origins, uint8_t *values, size_t count, uint8_t least) {
  return keep_candidates(candidates, origins, values, count, least, range_bits_vector);
}

#if FIHRIST_X86
FIHRIST_TARGET_AVX2 size_t fihrist_keep_candidates_avx2(
    uint32_t *candidates, uint32_t *origins, uint8_t *values, size_t count, uint8_t least) {
  return keep_candidates(candidates, origins, values, count, least, range_bits_avx2);
}
#endif

// MARK: Column maxima

void fihrist_column_maxima_scalar(const uint8_t *bounds, size_t groups, uint8_t *maxima) {
  memset(maxima, 0, 64);
  for (size_t i = 0; i < 64 * groups; i++)
    if (bounds[i] > maxima[i % 64]) maxima[i % 64] = bounds[i];
}

void fihrist_column_maxima_vector(const uint8_t *bounds, size_t groups, uint8_t *maxima) {
  bytes16 most[4] = {{0}};
  for (size_t group = 0; group < groups; group++) {
    for (int i = 0; i < 4; i++) {
      bytes16 x = load16(bounds + 64 * group + 16 * i), more = (bytes16)(x > most[i]);
      most[i] = (x & more) | (most[i] & ~more);
    }
  }
  memcpy(maxima, most, 64);
}

#if FIHRIST_X86
FIHRIST_TARGET_AVX2 void fihrist_column_maxima_avx2(
    const uint8_t *bounds, size_t groups, uint8_t *maxima) {
  __m256i most[2] = {_mm256_setzero_si256(), _mm256_setzero_si256()};
  for (size_t group = 0; group < groups; group++)
    for (int i = 0; i < 2; i++)
      most[i] = _mm256_max_epu8(
          most[i], _mm256_loadu_si256((const __m256i *)(bounds + 64 * group) + i));
  for (int i = 0; i < 2; i++) _mm256_storeu_si256((__m256i *)maxima + i, most[i]);
}
#endif

// MARK: Live documents

void fihrist_keep_bounds_scalar(uint8_t *bounds, size_t groups, const uint64_t *words) {
  for (size_t group = 0; group < groups; group++) {
    if (words[group] == ~UINT64_C(0)) continue;
    for (unsigned i = 0; i < 64; i++)
      if (!(words[group] >> i & 1)) bounds[64 * group + i] = 0;
  }
}

/// Eight bytes for each of two times eight bits: spread, and compared with the bit of each byte.
void fihrist_keep_bounds_vector(uint8_t *bounds, size_t groups, const uint64_t *words) {
  const uint64_t ones = UINT64_C(0x0101010101010101);
  const bytes16 bit = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  for (size_t group = 0; group < groups; group++) {
    for (unsigned i = 0; i < 4; i++) {
      uint64_t bits = words[group] >> 16 * i;
      uint64_t spread[2] = {(bits & 255) * ones, (bits >> 8 & 255) * ones};
      uint8_t *at = bounds + 64 * group + 16 * i;
      bytes16 kept = load16(at) & (bytes16)((load16(spread) & bit) == bit);
      memcpy(at, &kept, 16);
    }
  }
}

#if FIHRIST_X86
FIHRIST_TARGET_AVX2 void fihrist_keep_bounds_avx2(
    uint8_t *bounds, size_t groups, const uint64_t *words) {
  const __m256i bit = _mm256_set1_epi64x((long long)UINT64_C(0x8040201008040201));
  const __m256i byte = _mm256_setr_epi64x(
      0, 0x0101010101010101, 0x0202020202020202, 0x0303030303030303);
  for (size_t group = 0; group < groups; group++) {
    for (unsigned i = 0; i < 2; i++) {
      __m256i bits = _mm256_set1_epi32((int)(uint32_t)(words[group] >> 32 * i));
      __m256i spread = _mm256_and_si256(_mm256_shuffle_epi8(bits, byte), bit);
      __m256i *at = (__m256i *)(bounds + 64 * group) + i;
      _mm256_storeu_si256(
          at, _mm256_and_si256(_mm256_loadu_si256(at), _mm256_cmpeq_epi8(spread, bit)));
    }
  }
}

FIHRIST_TARGET_AVX512 void fihrist_keep_bounds_avx512(
    uint8_t *bounds, size_t groups, const uint64_t *words) {
  for (size_t group = 0; group < groups; group++) {
    uint8_t *at = bounds + 64 * group;
    _mm512_storeu_si512(at, _mm512_maskz_mov_epi8(words[group], _mm512_loadu_si512(at)));
  }
}
#endif
