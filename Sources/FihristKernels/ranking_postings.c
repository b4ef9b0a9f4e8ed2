#include "include/ranking.h"

// A part of a score is defined operation by operation: no multiplication may be fused with an addition.
#pragma STDC FP_CONTRACT OFF

// MARK: Finding

size_t fihrist_lower_bound(const uint32_t *numbers, size_t count, uint32_t bound) {
  if (count == 0) return 0;
  const uint32_t *base = numbers;
  // Without branches: the answer lies in base ... base + count all the time.
  while (count > 1) {
    size_t half = count / 2;
    base += base[half - 1] < bound ? half : 0;
    count -= half;
  }
  return (size_t)(base - numbers) + (*base < bound);
}

/// Index of the first of `numbers` from `from` on that is at least `bound`: steps double, then halve.
static inline size_t gallop(const uint32_t *numbers, size_t from, size_t count, uint32_t bound) {
  size_t step = 8;
  while (from + step < count && numbers[from + step] < bound) {
    from += step;
    step *= 2;
  }
  size_t length = from + step < count ? step : count - from;
  return from + fihrist_lower_bound(numbers + from, length, bound);
}

size_t fihrist_match_postings(
    const uint32_t *candidates, size_t candidate_count, const uint32_t *documents, size_t count,
    uint32_t *matched, uint32_t *places) {
  size_t matches = 0, from = 0;
  if (count == 0) return 0;
  for (size_t c = 0; c < candidate_count; c++) {
    uint32_t candidate = candidates[c];
    from = gallop(documents, from, count, candidate);
    if (from == count) break;
    // Written always, kept if equal: no branch on the data.
    matched[matches] = (uint32_t)c;
    places[matches] = (uint32_t)from;
    matches += documents[from] == candidate;
  }
  return matches;
}

size_t fihrist_candidates_dense(
    uint32_t *candidates, uint32_t *origins, uint8_t *values, size_t count,
    const uint8_t *nibbles, const uint8_t *table, int required) {
  size_t kept = 0;
  for (size_t c = 0; c < count; c++) {
    uint32_t document = candidates[c];
    uint8_t both = nibbles[(size_t)(document >> 6) * 32 + (document & 31)];
    uint8_t value = table[both >> (document >> 3 & 4) & 15];
    candidates[kept] = document;
    origins[kept] = origins[c];
    values[kept] = (uint8_t)(values[c] + value);
    kept += value != 0 || !required;
  }
  return kept;
}

// MARK: Scoring

float fihrist_score_postings(
    const uint32_t *documents, const uint32_t *frequencies, size_t count, const uint8_t *norms,
    const float *inverse, float weight, float *scores) {
  float most = 0;
  for (size_t i = 0; i < count; i++) scores[i] = inverse[norms[documents[i]]];
  for (size_t i = 0; i < count; i++)
    scores[i] = weight - weight / (1.0f + (float)(int32_t)frequencies[i] * scores[i]);
  for (size_t i = 0; i < count; i++) most = scores[i] > most ? scores[i] : most;
  return most;
}

void fihrist_bound_scores(const float *scores, size_t count, float units, uint8_t *values) {
  for (size_t i = 0; i < count; i++) {
    float scaled = scores[i] * units;
    // Also 255 for what is no number: the conversion below is then of a number in its range.
    if (!(scaled <= 255.0f)) scaled = 255.0f;
    int32_t whole = (int32_t)scaled;
    whole += (float)whole < scaled;
    values[i] = (uint8_t)(whole < 1 ? 1 : whole);
  }
}

void fihrist_add_scores(
    float *sums, uint32_t base, const uint32_t *documents, const float *scores, size_t count) {
  for (size_t i = 0; i < count; i++) sums[documents[i] - base] += scores[i];
}

void fihrist_add_marks(
    uint16_t *marks, uint32_t base, const uint32_t *documents, size_t count) {
  for (size_t i = 0; i < count; i++) marks[documents[i] - base]++;
}

size_t fihrist_collect_sums(
    const float *sums, const uint16_t *marks, size_t count, uint16_t wanted, float threshold,
    uint32_t base, uint32_t *documents, size_t *matching) {
  size_t written = 0, matches = 0;
  for (size_t i = 0; i < count; i++) {
    size_t matches_here = wanted ? marks[i] == wanted : marks[i] != 0;
    matches += matches_here;
    documents[written] = base + (uint32_t)i;
    written += matches_here & (sums[i] >= threshold);
  }
  *matching = matches;
  return written;
}
