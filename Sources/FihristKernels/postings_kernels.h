/// Private to the posting kernels: declarations shared between their files.
#ifndef FIHRIST_POSTINGS_KERNELS_H
#define FIHRIST_POSTINGS_KERNELS_H

#include "cpu.h"
#include "include/postings.h"

/// Eight bytes at any address.
FIHRIST_INLINE uint64_t load64(const uint8_t *in) {
  uint64_t value;
  memcpy(&value, in, 8);
  return value;
}

FIHRIST_INLINE void store64(uint8_t *out, uint64_t value) { memcpy(out, &value, 8); }

/// The best kernels of this processor.
const struct fihrist_posting_kernels *fihrist_posting_kernels_best(void);

extern const struct fihrist_posting_kernels fihrist_posting_kernels_scalar;
extern const struct fihrist_posting_kernels fihrist_posting_kernels_vector;
#if FIHRIST_X86
extern const struct fihrist_posting_kernels fihrist_posting_kernels_avx2;
extern const struct fihrist_posting_kernels fihrist_posting_kernels_avx512;
#endif

/// Appends bits, low bits first, to memory that holds everything appended and 8 bytes more.
struct bit_writer {
  uint8_t *next;
  uint64_t bits;
  unsigned count;
};

/// Appends the low `width` bits (at most 57) of `value`, whose other bits are zero.
FIHRIST_INLINE void put_bits(struct bit_writer *writer, uint64_t value, unsigned width) {
  writer->bits |= value << writer->count;
  writer->count += width;
  store64(writer->next, writer->bits);
  unsigned whole = writer->count >> 3;
  writer->next += whole;
  writer->bits = whole == 8 ? 0 : writer->bits >> (8 * whole);
  writer->count &= 7;
}

/// The number of bytes since `start`, the unfinished one included.
FIHRIST_INLINE size_t finish_bits(struct bit_writer *writer, const uint8_t *start) {
  if (writer->count > 0) *writer->next++ = (uint8_t)writer->bits;
  return (size_t)(writer->next - start);
}

#endif
