#include "postings_kernels.h"

#include <stdatomic.h>

const struct fihrist_posting_kernels *fihrist_posting_kernels_at(int level) {
  int best = fihrist_simd_level();
  if (level > best) level = best;
#if FIHRIST_X86
  if (level >= FIHRIST_SIMD_AVX512) return &fihrist_posting_kernels_avx512;
  if (level >= FIHRIST_SIMD_AVX2) return &fihrist_posting_kernels_avx2;
#endif
  if (level >= FIHRIST_SIMD_SSE2) return &fihrist_posting_kernels_vector;
  return &fihrist_posting_kernels_scalar;
}

const struct fihrist_posting_kernels *fihrist_posting_kernels_best(void) {
  // Two threads may both choose at first: they choose the same.
  static _Atomic(const struct fihrist_posting_kernels *) chosen = NULL;
  const struct fihrist_posting_kernels *kernels =
      atomic_load_explicit(&chosen, memory_order_relaxed);
  if (kernels != NULL) return kernels;
  kernels = fihrist_posting_kernels_at(FIHRIST_SIMD_AVX512);
  atomic_store_explicit(&chosen, kernels, memory_order_relaxed);
  return kernels;
}

void fihrist_unpack128(const uint8_t *in, unsigned width, uint32_t add, uint32_t *out) {
  fihrist_posting_kernels_best()->unpack128(in, width, add, out);
}

void fihrist_unpack_gaps128(const uint8_t *in, unsigned width, uint32_t before, uint32_t *out) {
  fihrist_posting_kernels_best()->unpack_gaps128(in, width, before, out);
}

unsigned fihrist_count_below128(const uint32_t *values, uint32_t wanted) {
  return fihrist_posting_kernels_best()->count_below128(values, wanted);
}

size_t fihrist_dense_documents(const uint8_t *nibbles, size_t groups, size_t group, unsigned skip,
                               unsigned count, uint32_t *out) {
  return fihrist_posting_kernels_best()->dense_documents(nibbles, groups, group, skip, count, out);
}
