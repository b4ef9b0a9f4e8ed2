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

size_t fihrist_match_block(
    const uint32_t *candidates, size_t candidate_count, const uint32_t *block, size_t count,
    uint32_t *matched, uint16_t *places) {
  size_t matches = 0;
  if (count == 0) return 0;
  for (size_t c = 0; c < candidate_count; c++) {
    uint32_t candidate = candidates[c];
    size_t place = fihrist_lower_bound(block, count, candidate);
    place = place < count ? place : count - 1;
    // Written always, kept if equal: no branch on the data.
    matched[matches] = (uint32_t)c;
    places[matches] = (uint16_t)place;
    matches += block[place] == candidate;
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

void fihrist_score_postings(
    const uint32_t *documents, const uint32_t *frequencies, size_t count, const uint8_t *norms,
    const float *inverse, float weight, float unit, float *scores) {
  for (size_t i = 0; i < count; i++) scores[i] = inverse[norms[documents[i]]];
  for (size_t i = 0; i < count; i++) {
    float frequency = (float)(int32_t)frequencies[i] * unit;
    scores[i] = weight - weight / (1.0f + frequency * scores[i]);
  }
}

void fihrist_add_scores(
    float *sums, uint32_t base, const uint32_t *documents, const float *scores, size_t count) {
  for (size_t i = 0; i < count; i++) sums[documents[i] - base] += scores[i];
}
