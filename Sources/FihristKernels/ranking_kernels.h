/// Private to the ranking kernels: the forms of each kernel, for the dispatch table in another
/// file.
#ifndef FIHRIST_RANKING_KERNELS_H
#define FIHRIST_RANKING_KERNELS_H

#include <string.h>

#include "cpu.h"
#include "include/ranking.h"

// A form has the type of the function that chooses among them. `vector` forms use the compiler's
// vectors of 128 bits, or what every x86-64 processor has.
__typeof__(fihrist_dense_bounds) fihrist_dense_bounds_scalar, fihrist_dense_bounds_vector;
__typeof__(fihrist_keep_bounds) fihrist_keep_bounds_scalar, fihrist_keep_bounds_vector;
__typeof__(fihrist_column_maxima) fihrist_column_maxima_scalar, fihrist_column_maxima_vector;
__typeof__(fihrist_count_at_least) fihrist_count_at_least_scalar, fihrist_count_at_least_vector;
__typeof__(fihrist_collect_bounds) fihrist_collect_bounds_scalar, fihrist_collect_bounds_vector;
__typeof__(fihrist_collect_codes) fihrist_collect_codes_scalar, fihrist_collect_codes_vector;
__typeof__(fihrist_count_codes) fihrist_count_codes_scalar, fihrist_count_codes_vector;
__typeof__(fihrist_expand_codes) fihrist_expand_codes_scalar;
__typeof__(fihrist_keep_candidates) fihrist_keep_candidates_scalar, fihrist_keep_candidates_vector;
__typeof__(fihrist_join_block) fihrist_join_block_scalar;
__typeof__(fihrist_score_postings) fihrist_score_postings_scalar;
__typeof__(fihrist_collect_plain_sums) fihrist_collect_plain_sums_scalar;

#if FIHRIST_X86
__typeof__(fihrist_dense_bounds) fihrist_dense_bounds_avx2, fihrist_dense_bounds_avx512;
__typeof__(fihrist_keep_bounds) fihrist_keep_bounds_avx2, fihrist_keep_bounds_avx512;
__typeof__(fihrist_column_maxima) fihrist_column_maxima_avx2;
__typeof__(fihrist_count_at_least) fihrist_count_at_least_avx2, fihrist_count_at_least_avx512;
__typeof__(fihrist_collect_bounds) fihrist_collect_bounds_avx2, fihrist_collect_bounds_avx512;
__typeof__(fihrist_collect_codes) fihrist_collect_codes_avx2;
__typeof__(fihrist_count_codes) fihrist_count_codes_avx2;
__typeof__(fihrist_expand_codes) fihrist_expand_codes_avx2;
__typeof__(fihrist_keep_candidates) fihrist_keep_candidates_avx2;
__typeof__(fihrist_join_block) fihrist_join_block_avx2, fihrist_join_block_avx512;
__typeof__(fihrist_score_postings) fihrist_score_postings_avx2;
__typeof__(fihrist_collect_plain_sums) fihrist_collect_plain_sums_avx2;
#endif

/// 16 bytes that the compiler treats at once, on every processor with such vectors.
typedef uint8_t bytes16 __attribute__((vector_size(16)));

FIHRIST_INLINE bytes16 load16(const void *from) {
  bytes16 value;
  memcpy(&value, from, 16);
  return value;
}

#endif
