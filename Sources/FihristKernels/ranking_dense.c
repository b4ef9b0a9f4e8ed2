#include "ranking_kernels.h"

#if FIHRIST_X86
#include <immintrin.h>
#endif

// Each form below computes the same bytes; a form differs only in how many documents it does at
// once.

// MARK: Plain C

void fihrist_dense_bounds_scalar(
    uint8_t *bounds, size_t groups, const uint8_t *const *nibbles, const uint8_t *tables,
    size_t terms, enum fihrist_dense_mode mode) {
  for (size_t document = 0; document < groups * 64; document++) {
    size_t byte = document / 64 * 32 + document % 32;
    unsigned shift = document % 64 < 32 ? 0 : 4;
    uint8_t sum = 0;
    int all = 1;
    for (size_t t = 0; t < terms; t++) {
      uint8_t value = tables[16 * t + (nibbles[t][byte] >> shift & 15)];
      sum += value;
      all &= value != 0;
    }
    uint8_t *bound = bounds + document;
    switch (mode) {
      case fihrist_dense_store: *bound = sum; break;
      case fihrist_dense_add: *bound += sum; break;
      case fihrist_dense_require: *bound = all ? sum : 0; break;
      case fihrist_dense_add_matching: *bound = *bound ? *bound + sum : 0; break;
    }
  }
}

// MARK: 16 bytes at once, for every processor with such vectors

static inline bytes16 splat16(uint8_t value) { return (bytes16){0} + value; }

/// Steps of a table: value(code) = sum of `add` over the steps with `above` < code.
struct steps {
  int count;
  uint8_t above[15], add[15];
};

static struct steps steps_of(const uint8_t *table) {
  struct steps s = {0};
  for (int code = 1; code < 16; code++) {
    uint8_t add = table[code] - table[code - 1];
    if (add == 0) continue;
    s.above[s.count] = code - 1;
    s.add[s.count++] = add;
  }
  return s;
}

/// Bounds of 64 documents of one term without a byte shuffle: every step is compared.
static inline void values_16(const struct steps *s, const uint8_t *codes, bytes16 values[4]) {
  bytes16 half[4];
  for (int i = 0; i < 2; i++) {
    bytes16 both = load16(codes + 16 * i);
    half[i] = both & 15;
    half[2 + i] = both >> 4;
    values[i] = values[2 + i] = splat16(0);
  }
  for (int k = 0; k < s->count; k++) {
    bytes16 above = splat16(s->above[k]), add = splat16(s->add[k]);
    for (int i = 0; i < 4; i++) values[i] += (bytes16)(half[i] > above) & add;
  }
}

void fihrist_dense_bounds_vector(
    uint8_t *bounds, size_t groups, const uint8_t *const *nibbles, const uint8_t *tables,
    size_t terms, enum fihrist_dense_mode mode) {
  for (size_t t = 0; t < terms; t++) {
    struct steps s = steps_of(tables + 16 * t);
    // One term at a time: `require` keeps 0 where an earlier term is absent.
    enum fihrist_dense_mode step = mode;
    if (t > 0 && mode == fihrist_dense_store) step = fihrist_dense_add;
    for (size_t group = 0; group < groups; group++) {
      bytes16 values[4];
      values_16(&s, nibbles[t] + 32 * group, values);
      uint8_t *at = bounds + 64 * group;
      for (int i = 0; i < 4; i++) {
        bytes16 old = load16(at + 16 * i), new = values[i];
        if (step == fihrist_dense_add) new += old;
        if (step == fihrist_dense_require && t > 0)
          new = (new + old) & (bytes16)(new != 0) & (bytes16)(old != 0);
        if (step == fihrist_dense_add_matching) new = (new + old) & (bytes16)(old != 0);
        memcpy(at + 16 * i, &new, 16);
      }
    }
  }
}

#if FIHRIST_X86

// MARK: AVX2

/// Bounds of `count` (1 or 2) groups at `group`.
FIHRIST_TARGET_AVX2 FIHRIST_INLINE void dense_groups_avx2(
    uint8_t *bounds, size_t group, const uint8_t *const *nibbles, const uint8_t *tables,
    size_t terms, const enum fihrist_dense_mode mode, const int count) {
  const __m256i low = _mm256_set1_epi8(15), zero = _mm256_setzero_si256();
  __m256i sum[4], least[4];
  for (int i = 0; i < 2 * count; i++) sum[i] = zero, least[i] = _mm256_set1_epi8(-1);
  for (size_t t = 0; t < terms; t++) {
    __m256i table =
        _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(tables + 16 * t)));
    for (int i = 0; i < count; i++) {
      __m256i codes =
          _mm256_loadu_si256((const __m256i *)(nibbles[t] + 32 * (group + (size_t)i)));
      __m256i first = _mm256_shuffle_epi8(table, _mm256_and_si256(codes, low));
      __m256i second =
          _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16(codes, 4), low));
      sum[2 * i] = _mm256_add_epi8(sum[2 * i], first);
      sum[2 * i + 1] = _mm256_add_epi8(sum[2 * i + 1], second);
      if (mode != fihrist_dense_require) continue;
      least[2 * i] = _mm256_min_epu8(least[2 * i], first);
      least[2 * i + 1] = _mm256_min_epu8(least[2 * i + 1], second);
    }
  }
  for (int i = 0; i < 2 * count; i++) {
    __m256i *at = (__m256i *)(bounds + 64 * group) + i;
    __m256i value = sum[i];
    if (mode == fihrist_dense_add) value = _mm256_add_epi8(value, _mm256_loadu_si256(at));
    if (mode == fihrist_dense_require)
      value = _mm256_andnot_si256(_mm256_cmpeq_epi8(least[i], zero), value);
    if (mode == fihrist_dense_add_matching) {
      __m256i old = _mm256_loadu_si256(at);
      value = _mm256_andnot_si256(_mm256_cmpeq_epi8(old, zero), _mm256_add_epi8(value, old));
    }
    _mm256_storeu_si256(at, value);
  }
}

FIHRIST_TARGET_AVX2 FIHRIST_INLINE void dense_mode_avx2(
    uint8_t *bounds, size_t groups, const uint8_t *const *nibbles, const uint8_t *tables,
    size_t terms, const enum fihrist_dense_mode mode) {
  size_t group = 0;
  for (; group + 2 <= groups; group += 2)
    dense_groups_avx2(bounds, group, nibbles, tables, terms, mode, 2);
  if (group < groups) dense_groups_avx2(bounds, group, nibbles, tables, terms, mode, 1);
}

FIHRIST_TARGET_AVX2 void fihrist_dense_bounds_avx2(
    uint8_t *bounds, size_t groups, const uint8_t *const *nibbles, const uint8_t *tables,
    size_t terms, enum fihrist_dense_mode mode) {
  switch (mode) {
    case fihrist_dense_store:
      return dense_mode_avx2(bounds, groups, nibbles, tables, terms, fihrist_dense_store);
    case fihrist_dense_add:
      return dense_mode_avx2(bounds, groups, nibbles, tables, terms, fihrist_dense_add);
    case fihrist_dense_require:
      return dense_mode_avx2(bounds, groups, nibbles, tables, terms, fihrist_dense_require);
    case fihrist_dense_add_matching:
      return dense_mode_avx2(bounds, groups, nibbles, tables, terms, fihrist_dense_add_matching);
  }
}

// MARK: AVX-512

/// Writes one group of 64 bounds.
FIHRIST_TARGET_AVX512 FIHRIST_INLINE void finish_avx512(
    uint8_t *at, __m512i value, __m512i least, const enum fihrist_dense_mode mode) {
  if (mode == fihrist_dense_add) value = _mm512_add_epi8(value, _mm512_loadu_si512(at));
  if (mode == fihrist_dense_require)
    value = _mm512_maskz_mov_epi8(_mm512_test_epi8_mask(least, least), value);
  if (mode == fihrist_dense_add_matching) {
    __m512i old = _mm512_loadu_si512(at);
    value = _mm512_maskz_add_epi8(_mm512_test_epi8_mask(old, old), value, old);
  }
  _mm512_storeu_si512(at, value);
}

/// Bounds of `2 * pairs` groups: a vector holds the same half of two neighbouring groups.
FIHRIST_TARGET_AVX512 FIHRIST_INLINE void dense_pairs_avx512(
    uint8_t *bounds, size_t group, const uint8_t *const *nibbles, const uint8_t *tables,
    size_t terms, const enum fihrist_dense_mode mode, const int pairs) {
  const __m512i low = _mm512_set1_epi8(15), zero = _mm512_setzero_si512();
  __m512i sum[8], least[8];
  for (int i = 0; i < 2 * pairs; i++) sum[i] = zero, least[i] = _mm512_set1_epi8(-1);
  for (size_t t = 0; t < terms; t++) {
    __m512i table = _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)(tables + 16 * t)));
    for (int i = 0; i < pairs; i++) {
      __m512i codes = _mm512_loadu_si512(nibbles[t] + 32 * (group + 2 * (size_t)i));
      __m512i first = _mm512_shuffle_epi8(table, _mm512_and_si512(codes, low));
      __m512i second =
          _mm512_shuffle_epi8(table, _mm512_and_si512(_mm512_srli_epi16(codes, 4), low));
      sum[2 * i] = _mm512_add_epi8(sum[2 * i], first);
      sum[2 * i + 1] = _mm512_add_epi8(sum[2 * i + 1], second);
      if (mode != fihrist_dense_require) continue;
      least[2 * i] = _mm512_min_epu8(least[2 * i], first);
      least[2 * i + 1] = _mm512_min_epu8(least[2 * i + 1], second);
    }
  }
  for (int i = 0; i < pairs; i++) {
    uint8_t *at = bounds + 64 * (group + 2 * (size_t)i);
    int a = 2 * i, b = 2 * i + 1;
    finish_avx512(
        at, _mm512_shuffle_i64x2(sum[a], sum[b], 0x44),
        _mm512_shuffle_i64x2(least[a], least[b], 0x44), mode);
    finish_avx512(
        at + 64, _mm512_shuffle_i64x2(sum[a], sum[b], 0xEE),
        _mm512_shuffle_i64x2(least[a], least[b], 0xEE), mode);
  }
}

FIHRIST_TARGET_AVX512 FIHRIST_INLINE void dense_mode_avx512(
    uint8_t *bounds, size_t groups, const uint8_t *const *nibbles, const uint8_t *tables,
    size_t terms, const enum fihrist_dense_mode mode) {
  size_t group = 0;
  for (; group + 8 <= groups; group += 8)
    dense_pairs_avx512(bounds, group, nibbles, tables, terms, mode, 4);
  for (; group + 2 <= groups; group += 2)
    dense_pairs_avx512(bounds, group, nibbles, tables, terms, mode, 1);
  if (group < groups) dense_groups_avx2(bounds, group, nibbles, tables, terms, mode, 1);
}

FIHRIST_TARGET_AVX512 void fihrist_dense_bounds_avx512(
    uint8_t *bounds, size_t groups, const uint8_t *const *nibbles, const uint8_t *tables,
    size_t terms, enum fihrist_dense_mode mode) {
  switch (mode) {
    case fihrist_dense_store:
      return dense_mode_avx512(bounds, groups, nibbles, tables, terms, fihrist_dense_store);
    case fihrist_dense_add:
      return dense_mode_avx512(bounds, groups, nibbles, tables, terms, fihrist_dense_add);
    case fihrist_dense_require:
      return dense_mode_avx512(bounds, groups, nibbles, tables, terms, fihrist_dense_require);
    case fihrist_dense_add_matching:
      return dense_mode_avx512(bounds, groups, nibbles, tables, terms, fihrist_dense_add_matching);
  }
}

#endif

// MARK: Excluding

void fihrist_dense_exclude(uint8_t *bounds, size_t groups, const uint8_t *nibbles) {
  // Vectors of 16 bytes: two loads and an "and not" for 16 documents, on every processor.
  for (size_t group = 0; group < groups; group++) {
    for (int i = 0; i < 4; i++) {
      bytes16 both = load16(nibbles + 32 * group + 16 * (i & 1));
      bytes16 codes = i < 2 ? both & 15 : both >> 4;
      uint8_t *at = bounds + 64 * group + 16 * i;
      bytes16 kept = load16(at) & (bytes16)(codes == 0);
      memcpy(at, &kept, 16);
    }
  }
}
