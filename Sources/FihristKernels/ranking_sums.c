/// Exact scores of postings, and their sums in a window of documents.
#include "ranking_kernels.h"

#if FIHRIST_X86
#include <immintrin.h>
#endif

// Scores must be the same on every processor, so that products are not fused with sums.
#pragma STDC FP_CONTRACT OFF

// MARK: Scores

float fihrist_score_postings_scalar(
    const uint32_t *documents, const uint32_t *frequencies, size_t count, const uint8_t *norms,
    const float *inverse, float weight, float *scores) {
  float most = 0;
  for (size_t i = 0; i < count; i++) scores[i] = inverse[norms[documents[i]]];
  for (size_t i = 0; i < count; i++)
    scores[i] = weight - weight / (1.0f + (float)(int32_t)frequencies[i] * scores[i]);
  for (size_t i = 0; i < count; i++) most = scores[i] > most ? scores[i] : most;
  return most;
}

#if FIHRIST_X86
// The norms are single bytes, so a gather of four bytes would read behind the last: they are loaded
// one by one.
FIHRIST_TARGET_AVX2 static inline __m256 inverse_norms_avx2(
    const uint32_t *documents, const uint8_t *norms, const float *inverse) {
  uint32_t at[8];
  for (int i = 0; i < 8; i++) at[i] = norms[documents[i]];
  return _mm256_i32gather_ps(inverse, _mm256_loadu_si256((const __m256i *)at), 4);
}

FIHRIST_TARGET_AVX2 float fihrist_score_postings_avx2(
    const uint32_t *documents, const uint32_t *frequencies, size_t count, const uint8_t *norms,
    const float *inverse, float weight, float *scores) {
  const __m256 weights = _mm256_set1_ps(weight), ones = _mm256_set1_ps(1.0f);
  __m256 greatest = _mm256_setzero_ps();
  size_t i = 0;
  for (; i + 8 <= count; i += 8) {
    __m256 times = _mm256_cvtepi32_ps(_mm256_loadu_si256((const __m256i *)(frequencies + i)));
    __m256 product = _mm256_mul_ps(times, inverse_norms_avx2(documents + i, norms, inverse));
    __m256 score = _mm256_sub_ps(weights, _mm256_div_ps(weights, _mm256_add_ps(ones, product)));
    _mm256_storeu_ps(scores + i, score);
    greatest = _mm256_max_ps(greatest, score);
  }
  float lanes[8];
  _mm256_storeu_ps(lanes, greatest);
  float most = fihrist_score_postings_scalar(
      documents + i, frequencies + i, count - i, norms, inverse, weight, scores + i);
  for (int lane = 0; lane < 8; lane++) most = lanes[lane] > most ? lanes[lane] : most;
  return most;
}
#endif

// MARK: Sums

void fihrist_add_scores(
    float *sums, uint32_t base, const uint32_t *documents, const float *scores, size_t count) {
  for (size_t i = 0; i < count; i++) sums[documents[i] - base] += scores[i];
}

void fihrist_add_marks(
    uint16_t *marks, uint32_t base, const uint32_t *documents, size_t count) {
  for (size_t i = 0; i < count; i++) marks[documents[i] - base]++;
}

float fihrist_sum_threshold(
    const float *sums, const uint16_t *marks, size_t count, uint16_t wanted, size_t least) {
  // Bits of numbers that are not negative ascend with them; the sign is 0, so that the exponent and
  // the first five bits of the fraction number 8,192 buckets.
  static const unsigned shift = 18;
  uint32_t buckets[1 << 13] = {0};
  for (size_t i = 0; i < count; i++) {
    uint32_t bits;
    memcpy(&bits, sums + i, 4);
    buckets[bits >> shift & 0x1FFF] += marks[i] == wanted;
  }
  size_t reached = 0;
  for (uint32_t bucket = 1 << 13; bucket-- > 0;) {
    reached += buckets[bucket];
    if (reached < least) continue;
    uint32_t bits = bucket << shift;
    float threshold;
    memcpy(&threshold, &bits, 4);
    return threshold;
  }
  return 0;
}

/// A bit for each of `count` marks, at most 64, that is `wanted`.
static uint64_t wanted_marks(const uint16_t *marks, size_t count, uint16_t wanted) {
  uint8_t flags[64] = {0};
  for (size_t i = 0; i < count; i++) flags[i] = marks[i] == wanted;
  uint64_t bits = 0;
  for (unsigned i = 0; i < 64; i += 8) {
    uint64_t eight = 0;
    for (unsigned j = 0; j < 8; j++) eight |= (uint64_t)flags[i + j] << 8 * j;
    // Moves bit 8 j to bit 56 + j, for each j below 8.
    bits |= eight * 0x0102040810204080 >> 56 << i;
  }
  return bits;
}

size_t fihrist_collect_sums(
    const float *sums, const uint16_t *marks, size_t count, uint16_t wanted, float threshold,
    uint32_t base, uint32_t *documents, size_t *matching) {
  size_t written = 0, matches = 0;
  for (size_t first = 0; first < count; first += 64) {
    size_t length = count - first;
    // Most documents have no mark: the others are found 64 at a time.
    uint64_t bits = length < 64 ? wanted_marks(marks + first, length, wanted)
                                : wanted_marks(marks + first, 64, wanted);
    for (; bits; bits &= bits - 1) {
      size_t i = first + (size_t)__builtin_ctzll(bits);
      documents[written] = base + (uint32_t)i;
      written += sums[i] >= threshold;
      matches++;
    }
  }
  *matching = matches;
  return written;
}

// MARK: Sums without marks

void fihrist_clear_sums(float *sums, size_t count) {
  for (size_t i = 0; i < count; i++) sums[i] = -0.0f;
}

/// The number of a document with its score.
FIHRIST_INLINE uint64_t number_of(uint32_t bits, uint32_t document) {
  return (uint64_t)bits << 32 | (uint32_t)~document;
}

size_t fihrist_collect_plain_sums_scalar(
    const float *sums, size_t count, float threshold, uint32_t base, uint64_t *numbers,
    size_t *matching) {
  size_t written = 0, matches = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t bits;
    memcpy(&bits, sums + i, 4);
    numbers[written] = number_of(bits, base + (uint32_t)i);
    matches += bits >> 31 == 0;
    written += bits >> 31 == 0 && sums[i] >= threshold;
  }
  *matching = matches;
  return written;
}

#if FIHRIST_X86
FIHRIST_TARGET_AVX2 size_t fihrist_collect_plain_sums_avx2(
    const float *sums, size_t count, float threshold, uint32_t base, uint64_t *numbers,
    size_t *matching) {
  const __m256 least = _mm256_set1_ps(threshold);
  size_t written = 0, matches = 0;
  for (size_t i = 0; i < count; i += 8) {
    __m256 eight = _mm256_loadu_ps(sums + i);
    unsigned found = ~(unsigned)_mm256_movemask_ps(eight) & 0xFF;
    unsigned kept = found & (unsigned)_mm256_movemask_ps(_mm256_cmp_ps(eight, least, _CMP_GE_OQ));
    matches += (unsigned)__builtin_popcount(found);
    for (; kept; kept &= kept - 1) {
      size_t at = i + (unsigned)__builtin_ctz(kept);
      uint32_t bits;
      memcpy(&bits, sums + at, 4);
      numbers[written++] = number_of(bits, base + (uint32_t)at);
    }
  }
  *matching = matches;
  return written;
}
#endif

// MARK: Numbers

size_t fihrist_drop_low_numbers(uint64_t *numbers, size_t count, size_t wanted) {
  // The exponent of the score and the first five bits of its fraction number 8,192 buckets.
  static const unsigned shift = 32 + 18;
  if (count <= wanted) return count;
  uint32_t buckets[1 << 13] = {0};
  for (size_t i = 0; i < count; i++) buckets[numbers[i] >> shift & 0x1FFF]++;
  size_t reached = 0;
  uint64_t bucket = 1 << 13;
  while (bucket > 0 && reached < wanted) reached += buckets[--bucket];
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    uint64_t number = numbers[i];
    numbers[kept] = number;
    kept += number >> shift >= bucket;
  }
  return kept;
}

void fihrist_sort_numbers(uint64_t *numbers, size_t count, uint64_t *room) {
  // By one byte after the other, the last first; bytes that all numbers share are left out.
  uint32_t starts[8][256] = {{0}};
  for (size_t i = 0; i < count; i++)
    for (unsigned byte = 0; byte < 8; byte++) starts[byte][~numbers[i] >> 8 * byte & 255]++;
  uint64_t *from = numbers, *to = room;
  for (unsigned byte = 0; byte < 8 && count > 1; byte++) {
    uint32_t *start = starts[byte], sum = 0;
    if (start[~from[0] >> 8 * byte & 255] == count) continue;
    for (unsigned value = 0; value < 256; value++) {
      uint32_t here = start[value];
      start[value] = sum;
      sum += here;
    }
    for (size_t i = 0; i < count; i++) to[start[~from[i] >> 8 * byte & 255]++] = from[i];
    uint64_t *old = from;
    from = to;
    to = old;
  }
  if (from != numbers) memcpy(numbers, from, 8 * count);
}
