#include <stdatomic.h>

#include "ranking_kernels.h"

static const struct fihrist_ranking_kernels scalar_kernels = {
    .dense_bounds = fihrist_dense_bounds_scalar,
    .keep_bounds = fihrist_keep_bounds_scalar,
    .column_maxima = fihrist_column_maxima_scalar,
    .count_at_least = fihrist_count_at_least_scalar,
    .collect_bounds = fihrist_collect_bounds_scalar,
    .collect_codes = fihrist_collect_codes_scalar,
    .count_codes = fihrist_count_codes_scalar,
    .expand_codes = fihrist_expand_codes_scalar,
    .keep_candidates = fihrist_keep_candidates_scalar,
    .join_block = fihrist_join_block_scalar,
    .score_postings = fihrist_score_postings_scalar,
    .collect_plain_sums = fihrist_collect_plain_sums_scalar,
};

static const struct fihrist_ranking_kernels vector_kernels = {
    .dense_bounds = fihrist_dense_bounds_vector,
    .keep_bounds = fihrist_keep_bounds_vector,
    .column_maxima = fihrist_column_maxima_vector,
    .count_at_least = fihrist_count_at_least_vector,
    .collect_bounds = fihrist_collect_bounds_vector,
    .collect_codes = fihrist_collect_codes_vector,
    .count_codes = fihrist_count_codes_vector,
    .expand_codes = fihrist_expand_codes_scalar,
    .keep_candidates = fihrist_keep_candidates_vector,
    .join_block = fihrist_join_block_scalar,
    .score_postings = fihrist_score_postings_scalar,
    .collect_plain_sums = fihrist_collect_plain_sums_scalar,
};

#if FIHRIST_X86
static const struct fihrist_ranking_kernels avx2_kernels = {
    .dense_bounds = fihrist_dense_bounds_avx2,
    .keep_bounds = fihrist_keep_bounds_avx2,
    .column_maxima = fihrist_column_maxima_avx2,
    .count_at_least = fihrist_count_at_least_avx2,
    .collect_bounds = fihrist_collect_bounds_avx2,
    .collect_codes = fihrist_collect_codes_avx2,
    .count_codes = fihrist_count_codes_avx2,
    .expand_codes = fihrist_expand_codes_avx2,
    .keep_candidates = fihrist_keep_candidates_avx2,
    .join_block = fihrist_join_block_avx2,
    .score_postings = fihrist_score_postings_avx2,
    .collect_plain_sums = fihrist_collect_plain_sums_avx2,
};

// Wider vectors gain nothing in the kernels that stay with AVX2.
static const struct fihrist_ranking_kernels avx512_kernels = {
    .dense_bounds = fihrist_dense_bounds_avx512,
    .keep_bounds = fihrist_keep_bounds_avx512,
    .column_maxima = fihrist_column_maxima_avx2,
    .count_at_least = fihrist_count_at_least_avx512,
    .collect_bounds = fihrist_collect_bounds_avx512,
    .collect_codes = fihrist_collect_codes_avx2,
    .count_codes = fihrist_count_codes_avx2,
    .expand_codes = fihrist_expand_codes_avx2,
    .keep_candidates = fihrist_keep_candidates_avx2,
    .join_block = fihrist_join_block_avx512,
    .score_postings = fihrist_score_postings_avx2,
    .collect_plain_sums = fihrist_collect_plain_sums_avx2,
};
#endif

const struct fihrist_ranking_kernels *fihrist_ranking_kernels_at(int level) {
  int best = fihrist_simd_level();
  if (level > best) level = best;
#if FIHRIST_X86
  if (level >= FIHRIST_SIMD_AVX512) return &avx512_kernels;
  if (level >= FIHRIST_SIMD_AVX2) return &avx2_kernels;
#endif
  return level >= FIHRIST_SIMD_SSE2 ? &vector_kernels : &scalar_kernels;
}

/// The best kernels of this processor.
static const struct fihrist_ranking_kernels *best_kernels(void) {
  // Two threads may both choose at first: they choose the same.
  static _Atomic(const struct fihrist_ranking_kernels *) chosen = NULL;
  const struct fihrist_ranking_kernels *kernels =
      atomic_load_explicit(&chosen, memory_order_relaxed);
  if (kernels != NULL) return kernels;
  kernels = fihrist_ranking_kernels_at(FIHRIST_SIMD_AVX512);
  atomic_store_explicit(&chosen, kernels, memory_order_relaxed);
  return kernels;
}

void fihrist_dense_bounds(
    uint8_t *bounds, size_t groups, const uint8_t *const *nibbles, const uint8_t *tables,
    size_t terms, enum fihrist_dense_mode mode) {
  best_kernels()->dense_bounds(bounds, groups, nibbles, tables, terms, mode);
}

void fihrist_keep_bounds(uint8_t *bounds, size_t groups, const uint64_t *words) {
  best_kernels()->keep_bounds(bounds, groups, words);
}

void fihrist_column_maxima(const uint8_t *bounds, size_t groups, uint8_t *maxima) {
  best_kernels()->column_maxima(bounds, groups, maxima);
}

size_t fihrist_count_at_least(const uint8_t *bounds, size_t groups, uint8_t level) {
  return best_kernels()->count_at_least(bounds, groups, level);
}

size_t fihrist_collect_bounds(
    const uint8_t *bounds, size_t groups, uint8_t low, uint8_t high, uint32_t base,
    uint32_t *documents, size_t capacity) {
  return best_kernels()->collect_bounds(bounds, groups, low, high, base, documents, capacity);
}

size_t fihrist_collect_codes(
    const uint8_t *nibbles, size_t groups, uint8_t code, uint32_t base, uint32_t *documents) {
  return best_kernels()->collect_codes(nibbles, groups, code, base, documents);
}

size_t fihrist_count_codes(const uint8_t *nibbles, size_t groups, uint8_t code) {
  return best_kernels()->count_codes(nibbles, groups, code);
}

void fihrist_expand_codes(const uint8_t *codes, const uint8_t *table, uint8_t *values) {
  best_kernels()->expand_codes(codes, table, values);
}

size_t fihrist_keep_candidates(
    uint32_t *candidates, uint32_t *origins, uint8_t *values, size_t count, uint8_t least) {
  return best_kernels()->keep_candidates(candidates, origins, values, count, least);
}

size_t fihrist_join_block(
    uint32_t *candidates, uint32_t *origins, uint8_t *values, size_t from, size_t to, size_t kept,
    const uint32_t *block, const uint8_t *codes, const uint8_t *table,
    const uint8_t *values_of_block, int required, int takes_least, uint32_t first_index,
    uint32_t *indexes) {
  return best_kernels()->join_block(
      candidates, origins, values, from, to, kept, block, codes, table, values_of_block,
      required, takes_least, first_index, indexes);
}

float fihrist_score_postings(
    const uint32_t *documents, const uint32_t *frequencies, size_t count, const uint8_t *norms,
    const float *inverse, float weight, float *scores) {
  return best_kernels()->score_postings(
      documents, frequencies, count, norms, inverse, weight, scores);
}

size_t fihrist_collect_plain_sums(
    const float *sums, size_t count, float threshold, uint32_t base, uint64_t *numbers,
    size_t *matching) {
  return best_kernels()->collect_plain_sums(sums, count, threshold, base, numbers, matching);
}
