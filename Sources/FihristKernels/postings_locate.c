#include "postings_kernels.h"

/// The bits that the positions of posting `index` of a block take in `document`.
FIHRIST_INLINE uint64_t position_bits(const struct fihrist_position_block *block, unsigned index,
                                      uint32_t document) {
  uint32_t count = block->frequencies[index];
  if (block->excess != NULL)
    count = count > block->excess[index] ? count - block->excess[index] : 0;
  return (uint64_t)count * block->widths[document];
}

/// The bits of the postings from `first` to `index` (excluded) of a list that is not dense.
FIHRIST_INLINE uint64_t listed_bits(const struct fihrist_position_block *block, unsigned first,
                                    unsigned index) {
  uint64_t bits = 0;
  for (unsigned i = first; i < index; i++)
    bits += position_bits(block, i, block->documents[i]);
  return bits;
}

/// The same for a dense list, whose documents before that of `index` are found going backwards.
FIHRIST_INLINE uint64_t dense_bits(const struct fihrist_position_block *block, unsigned first,
                                   unsigned index, uint32_t document) {
  uint64_t bits = 0;
  size_t group = document >> 6;
  uint64_t mask = fihrist_group_mask(block->nibbles + 32 * group);
  mask &= ((uint64_t)1 << (document & 63)) - 1;
  while (index > first) {
    while (mask == 0) {
      // Damaged codes: the list has fewer documents than the index says.
      if (group == 0) return UINT64_MAX >> 1;
      mask = fihrist_group_mask(block->nibbles + 32 * --group);
    }
    const unsigned bit = 63 - (unsigned)__builtin_clzll(mask);
    mask ^= (uint64_t)1 << bit;
    bits += position_bits(block, --index, (uint32_t)(64 * group + bit));
  }
  return bits;
}

/// The bit at which the positions of posting `index` start; more than there are if it is damaged.
FIHRIST_INLINE uint64_t start_of(struct fihrist_position_block *block, unsigned index,
                                 uint32_t document) {
  unsigned first = index / FIHRIST_ANCHOR_SPAN * FIHRIST_ANCHOR_SPAN;
  uint64_t start = 0;
  // An anchor is only left out after thousands of positions.
  for (; first > 0; first -= FIHRIST_ANCHOR_SPAN) {
    const uint8_t *anchor = block->anchors + 2 * (first / FIHRIST_ANCHOR_SPAN) - 2;
    start = anchor[0] | (uint64_t)anchor[1] << 8;
    if (start != FIHRIST_NO_ANCHOR) break;
    start = 0;
  }
  // Candidates ascend, so the one before is often in the same group.
  if (block->last_index > first && block->last_index <= index) {
    first = block->last_index;
    start = block->last_start;
  }
  start += block->nibbles == NULL ? listed_bits(block, first, index)
                                  : dense_bits(block, first, index, document);
  block->last_index = index;
  block->last_start = start;
  return start;
}

size_t fihrist_locate_positions(struct fihrist_position_block *block, const long *chosen,
                                size_t count, const uint32_t *documents, const uint32_t *postings,
                                uint32_t offset, struct fihrist_position_run *runs,
                                size_t stride) {
  size_t next = 0;
  for (; next < count; next++) {
    const size_t candidate = (size_t)chosen[next];
    const uint32_t posting = postings[candidate], document = documents[candidate];
    const unsigned index = posting % FIHRIST_BLOCK;
    if (posting / FIHRIST_BLOCK != block->number || index >= block->length) break;
    if (block->documents != NULL && block->documents[index] != document) break;
    const uint64_t start = start_of(block, index, document);
    const uint64_t bits = position_bits(block, index, document);
    if (start > block->bits || bits > block->bits - start) break;
    // Fetched early: the other terms are located before these positions are read.
    fihrist_prefetch(block->stream + (start >> 3));
    struct fihrist_position_run *run = &runs[stride * candidate];
    uint32_t times = block->frequencies[index];
    if (block->excess != NULL)
      times = times > block->excess[index] ? times - block->excess[index] : 0;
    *run = (struct fihrist_position_run){block->stream, start, times, offset};
  }
  return next;
}
