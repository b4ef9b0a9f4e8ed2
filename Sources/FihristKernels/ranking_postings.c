#include "ranking_kernels.h"

#if FIHRIST_X86
#include <immintrin.h>
#endif

// A part of a score is defined operation by operation: no multiplication may be fused with an
// addition.
#pragma STDC FP_CONTRACT OFF

// MARK: Finding

/// `step` if `number` is below `bound`, otherwise 0, without a branch.
///
/// A conditional, and a mask too, become a branch in compilers' hands, mispredicted half of the
/// time; they cannot see what the empty instruction does.
FIHRIST_INLINE uint32_t step_if_below(uint32_t number, uint32_t bound, uint32_t step) {
  uint32_t mask = 0 - (uint32_t)(number < bound);
  __asm__("" : "+r"(mask));
  return step & mask;
}

size_t fihrist_lower_bound(const uint32_t *numbers, size_t count, uint32_t bound) {
  if (count == 0) return 0;
  const uint32_t *base = numbers;
  // The answer lies in base ... base + count all the time; there are fewer than 2^32 numbers.
  while (count > 1) {
    size_t half = count / 2;
    base += step_if_below(base[half - 1], bound, (uint32_t)half);
    count -= half;
  }
  return (size_t)(base - numbers) + (*base < bound);
}

/// How many documents are looked for at the same time: a step of a search waits for memory, and the
/// steps of others fill the time.
#define SEARCHES 8

void fihrist_find_documents(
    const uint32_t *documents, size_t count, uint32_t start, const uint32_t *candidates,
    size_t candidate_count, uint32_t *indexes) {
  for (size_t first = 0; first < candidate_count; first += SEARCHES) {
    const size_t here =
        candidate_count - first < SEARCHES ? candidate_count - first : SEARCHES;
    uint32_t wanted[SEARCHES], at[SEARCHES] = {0};
    // Searches that nobody asked for look for the first candidate again.
    for (size_t i = 0; i < SEARCHES; i++)
      wanted[i] = start + candidates[first + (i < here ? i : 0)];
    // The answer of each lies in at ... at + length all the time, as in `fihrist_lower_bound`.
    size_t length = count;
    while (length > 1) {
      const uint32_t half = (uint32_t)(length / 2);
      for (size_t i = 0; i < SEARCHES; i++)
        at[i] += step_if_below(documents[at[i] + half - 1], wanted[i], half);
      length -= half;
    }
    for (size_t i = 0; i < here; i++) {
      if (count > 0) at[i] += documents[at[i]] < wanted[i];
      const int is_there = at[i] < count && documents[at[i]] == wanted[i];
      indexes[first + i] = is_there ? at[i] : UINT32_MAX;
    }
  }
}

/// Index of the first of `numbers`, from `from` on, that is at least `bound`: steps double, then
/// halve.
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
    uint32_t *matched, uint32_t *indexes) {
  size_t matches = 0, from = 0;
  if (count == 0) return 0;
  // The fewer ones are looked for among the more.
  if (count < candidate_count / 8) {
    for (size_t d = 0; d < count; d++) {
      from = gallop(candidates, from, candidate_count, documents[d]);
      if (from == candidate_count) break;
      matched[matches] = (uint32_t)from;
      indexes[matches] = (uint32_t)d;
      matches += candidates[from] == documents[d];
    }
    return matches;
  }
  for (size_t c = 0; c < candidate_count; c++) {
    uint32_t candidate = candidates[c];
    from = gallop(documents, from, count, candidate);
    if (from == count) break;
    // Written always, kept if equal: no branch on the data.
    matched[matches] = (uint32_t)c;
    indexes[matches] = (uint32_t)from;
    matches += documents[from] == candidate;
  }
  return matches;
}

FIHRIST_INLINE unsigned index_scalar(
    const uint32_t *block, const void *pivots, uint32_t document) {
  (void)pivots;
  unsigned index = 0;
  for (unsigned half = 64; half > 0; half /= 2)
    index += half & (0 - (unsigned)(block[index + half - 1] < document));
  return index;
}

/// The bound of the posting at `index` of a block.
FIHRIST_INLINE uint8_t value_of_posting(
    const uint8_t *codes, const uint8_t *table, const uint8_t *values_of_block, unsigned index) {
  return codes ? table[codes[index & 63] >> (index >> 4 & 4) & 15] : values_of_block[index];
}

FIHRIST_INLINE uint8_t joined_value(uint8_t old, uint8_t value, int takes_least) {
  uint8_t sum = (uint8_t)(old + value);
  return takes_least ? (old < value ? old : value) : sum;
}

/// Moves the candidates `hits` from `from` on, with the indexes where the block has them, to
/// `kept`.
static inline size_t move_matches(
    uint32_t *candidates, uint32_t *origins, uint8_t *values, size_t from, size_t kept,
    const uint8_t *hits, const uint8_t *hit_indexes, size_t count, const uint8_t *codes,
    const uint8_t *table, const uint8_t *values_of_block, int takes_least, uint32_t first_index,
    uint32_t *indexes) {
  for (size_t i = 0; i < count; i++) {
    size_t c = from + hits[i];
    unsigned index = hit_indexes[i];
    uint32_t origin = origins[c];
    uint8_t value = value_of_posting(codes, table, values_of_block, index);
    candidates[kept] = candidates[c];
    origins[kept] = origin;
    values[kept++] = joined_value(values[c], value, takes_least);
    indexes[origin] = first_index + index;
  }
  return kept;
}

/// The same for candidates that stay where they are, as do those between them.
static inline void mark_matches(
    const uint32_t *origins, uint8_t *values, const uint8_t *hits, const uint8_t *hit_indexes,
    size_t count, const uint8_t *codes, const uint8_t *table, const uint8_t *values_of_block,
    int takes_least, uint32_t first_index, uint32_t *indexes) {
  for (size_t i = 0; i < count; i++) {
    unsigned index = hit_indexes[i];
    uint8_t value = value_of_posting(codes, table, values_of_block, index);
    values[hits[i]] = joined_value(values[hits[i]], value, takes_least);
    indexes[origins[hits[i]]] = first_index + index;
  }
}

/// The index of `document` in a block, or another index below 128 if the block does not have it;
/// `pivots` is what a form finds out about a block before it looks for documents.
typedef unsigned index_form(const uint32_t *block, const void *pivots, uint32_t document);

/// In two steps, as most candidates match nothing. No candidate is above the block's last document;
/// the mask keeps the index within the block even so.
FIHRIST_INLINE size_t join_block(
    uint32_t *candidates, uint32_t *origins, uint8_t *values, size_t from, size_t to, size_t kept,
    const uint32_t *block, const uint8_t *codes, const uint8_t *table,
    const uint8_t *values_of_block, int required, int takes_least, uint32_t first_index,
    uint32_t *indexes,
    index_form *index_of, const void *pivots) {
  for (size_t c = from; c < to; c += 128) {
    uint8_t hits[128], hit_indexes[128];
    size_t count = 0, length = to - c < 128 ? to - c : 128;
    for (size_t i = 0; i < length; i++) {
      uint32_t document = candidates[c + i];
      unsigned index = index_of(block, pivots, document) & 127;
      // Written always, kept if equal: no branch on the data.
      hits[count] = (uint8_t)i;
      hit_indexes[count] = (uint8_t)index;
      count += block[index] == document;
    }
    if (required) {
      kept = move_matches(
          candidates, origins, values, c, kept, hits, hit_indexes, count, codes, table,
          values_of_block, takes_least, first_index, indexes);
    } else {
      mark_matches(
          origins + c, values + c, hits, hit_indexes, count, codes, table, values_of_block,
          takes_least, first_index, indexes);
    }
  }
  return kept;
}

size_t fihrist_join_block_scalar(
    uint32_t *candidates, uint32_t *origins, uint8_t *values, size_t from, size_t to, size_t kept,
    const uint32_t *block, const uint8_t *codes, const uint8_t *table,
    const uint8_t *values_of_block, int required, int takes_least, uint32_t first_index,
    uint32_t *indexes) {
  return join_block(
      candidates, origins, values, from, to, kept, block, codes, table, values_of_block,
      required, takes_least, first_index, indexes, index_scalar, NULL);
}

#if FIHRIST_X86
/// The last number of each 16 of the block.
FIHRIST_TARGET_AVX2 FIHRIST_INLINE __m256i pivots_of(const uint32_t *block) {
  return _mm256_setr_epi32(
      (int)block[15], (int)block[31], (int)block[47], (int)block[63], (int)block[79],
      (int)block[95], (int)block[111], (int)block[127]);
}

/// Two steps: which 16 of the block by their last numbers, then which of the 16.
FIHRIST_TARGET_AVX2 FIHRIST_INLINE unsigned index_avx2(
    const uint32_t *block, const void *pivots, uint32_t document) {
  __m256i wanted = _mm256_set1_epi32((int)document);
  unsigned below = (unsigned)_mm256_movemask_ps(
      _mm256_castsi256_ps(_mm256_cmpgt_epi32(wanted, *(const __m256i *)pivots)));
  // The last pivot is not counted: a document above all is looked for among the last 16.
  unsigned part = (unsigned)__builtin_popcount(below & 127) * 16;
  const __m256i *at = (const __m256i *)(block + part);
  __m256i low = _mm256_cmpgt_epi32(wanted, _mm256_loadu_si256(at));
  __m256i high = _mm256_cmpgt_epi32(wanted, _mm256_loadu_si256(at + 1));
  unsigned less = (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(low)) |
                  (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(high)) << 8;
  return part + (unsigned)__builtin_popcount(less);
}

FIHRIST_TARGET_AVX2 size_t fihrist_join_block_avx2(
    uint32_t *candidates, uint32_t *origins, uint8_t *values, size_t from, size_t to, size_t kept,
    const uint32_t *block, const uint8_t *codes, const uint8_t *table,
    const uint8_t *values_of_block, int required, int takes_least, uint32_t first_index,
    uint32_t *indexes) {
  const __m256i pivots = pivots_of(block);
  return join_block(
      candidates, origins, values, from, to, kept, block, codes, table, values_of_block,
      required, takes_least, first_index, indexes, index_avx2, &pivots);
}

/// As `index_avx2`, with masks, which are counted without being moved first.
FIHRIST_TARGET_AVX512 FIHRIST_INLINE unsigned index_avx512(
    const uint32_t *block, const void *pivots, uint32_t document) {
  __mmask8 below = _mm256_cmpgt_epi32_mask(
      _mm256_set1_epi32((int)document), *(const __m256i *)pivots);
  unsigned part = (unsigned)__builtin_popcount(below & 127) * 16;
  __mmask16 less =
      _mm512_cmpgt_epi32_mask(_mm512_set1_epi32((int)document), _mm512_loadu_si512(block + part));
  return part + (unsigned)__builtin_popcount(less);
}

FIHRIST_TARGET_AVX512 size_t fihrist_join_block_avx512(
    uint32_t *candidates, uint32_t *origins, uint8_t *values, size_t from, size_t to, size_t kept,
    const uint32_t *block, const uint8_t *codes, const uint8_t *table,
    const uint8_t *values_of_block, int required, int takes_least, uint32_t first_index,
    uint32_t *indexes) {
  const __m256i pivots = pivots_of(block);
  return join_block(
      candidates, origins, values, from, to, kept, block, codes, table, values_of_block,
      required, takes_least, first_index, indexes, index_avx512, &pivots);
}
#endif

size_t fihrist_candidates_dense(
    uint32_t *candidates, uint32_t *origins, uint8_t *values, size_t count,
    const uint8_t *nibbles, const uint8_t *table, int required, int takes_least) {
  size_t kept = 0;
  for (size_t c = 0; c < count; c++) {
    uint32_t document = candidates[c];
    uint8_t both = nibbles[(size_t)(document >> 6) * 32 + (document & 31)];
    uint8_t value = table[both >> (document >> 3 & 4) & 15];
    candidates[kept] = document;
    origins[kept] = origins[c];
    uint8_t old = values[c], sum = (uint8_t)(old + value);
    values[kept] = takes_least ? (old < value ? old : value) : sum;
    kept += value != 0 || !required;
  }
  return kept;
}

void fihrist_take_postings(
    const uint32_t *block, const uint8_t *codes, const uint8_t *table, const uint32_t *chosen,
    size_t count, uint32_t first_origin, uint32_t *candidates, uint32_t *origins,
    uint8_t *values) {
  for (size_t i = 0; i < count; i++) {
    uint32_t index = chosen[i];
    candidates[i] = block[index];
    origins[i] = first_origin + index;
    values[i] = table[codes[index & 63] >> (index >> 4 & 4) & 15];
  }
}

// MARK: Scoring

void fihrist_quantize_levels(
    const uint8_t *levels, float weight, float upper, float slack, float units, uint8_t *table) {
  table[0] = 0;
  for (int code = 1; code < 16; code++) {
    float part = (float)levels[code - 1] / 255.0f * upper;
    part = part < 1.0f ? part : 1.0f;
    float scaled = weight * part * slack * units;
    // NaN becomes 1.
    scaled = scaled >= 1.0f ? scaled : 1.0f;
    scaled = scaled <= 255.0f ? scaled : 255.0f;
    int32_t whole = (int32_t)scaled;
    table[code] = (uint8_t)(whole + ((float)whole < scaled));
  }
}

void fihrist_bound_scores(const float *scores, size_t count, float units, uint8_t *values) {
  for (size_t i = 0; i < count; i++) {
    float scaled = scores[i] * units;
    // NaN gives 255 too, so that the conversion below is always in range.
    if (!(scaled <= 255.0f)) scaled = 255.0f;
    int32_t whole = (int32_t)scaled;
    whole += (float)whole < scaled;
    values[i] = (uint8_t)(whole < 1 ? 1 : whole);
  }
}
