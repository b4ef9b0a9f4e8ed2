/// Kernels of posting lists. A block holds 128 values; every function works on one block or less.
///
/// Readers never read more than 64 bytes past the range they are given, whatever it holds, and
/// never write past the memory they are given: damaged bytes give a false or zero result, or wrong
/// values.
#ifndef FIHRIST_POSTINGS_H
#define FIHRIST_POSTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// The number of values of a block.
#define FIHRIST_BLOCK 128
/// The widest value of a block, in bits: document IDs and frequencies are below 2^24.
#define FIHRIST_WIDEST 24
/// The most bytes of a patched block.
#define FIHRIST_PATCHED_CAPACITY 386
/// The most bytes of a tail (at most 127 postings), including its frequencies and excess.
#define FIHRIST_TAIL_CAPACITY 4096

// MARK: Packed blocks
// Value i lies in lane i % 4 at row i / 4; a lane is a sequence of 32-bit words that holds its 32
// rows of `width` bits, low bits first; the words of the four lanes take turns. 16 * width bytes in
// all.

/// Packs 128 values below 2^width, width 0...32.
void fihrist_pack128(const uint32_t *values, unsigned width, uint8_t *out);
/// Unpacks 128 values of `width` bits (0...24), each plus `add`.
void fihrist_unpack128(const uint8_t *in, unsigned width, uint32_t add, uint32_t *out);
/// Unpacks 128 gaps of `width` bits (0...24) and sums them: out[i] = out[i - 1] + 1 + gap[i], where
/// out[-1] = `before` (UINT32_MAX: none).
void fihrist_unpack_gaps128(const uint8_t *in, unsigned width, uint32_t before, uint32_t *out);

// MARK: Patched blocks
// Header u16: bits 0...4 width b, 5...11 exception count e, 12...15 exception width h; then the low
// b bits of each value packed, the e indexes of the exceptions (one byte each, ascending), the e
// high parts (h bits each).

/// Writes 128 values below 2^24 in the fewest bytes, counting `penalty` bytes for having exceptions
/// at all; `out` has FIHRIST_PATCHED_CAPACITY bytes and 8 more. The number of bytes.
size_t fihrist_patched_encode(const uint32_t *values, unsigned penalty, uint8_t *out);
/// The number of bytes of the patched block at `in`; 0 when damaged or longer than `available`.
size_t fihrist_patched_size(const uint8_t *in, size_t available);
/// Reads 128 values, each plus `add`; the number of bytes read, 0 when damaged.
size_t fihrist_patched_decode(const uint8_t *in, size_t available, uint32_t add, uint32_t *out);
/// Reads 128 gaps and sums them as `fihrist_unpack_gaps128` does; bytes read, 0 when damaged.
size_t fihrist_patched_decode_gaps(const uint8_t *in, size_t available, uint32_t before,
                                   uint32_t *out);
/// Value `index` (0...127) of a patched block, or UINT32_MAX when damaged.
uint32_t fihrist_patched_value(const uint8_t *in, size_t available, unsigned index);
/// The frequency of posting `index` (0...127) of a full block of `available` bytes, which starts with
/// `codes` bytes of codes and, if `has_gaps`, a patched block of gaps; 0 when damaged.
uint32_t fihrist_block_frequency(const uint8_t *in, size_t available, size_t codes, bool has_gaps,
                                 unsigned index);

// MARK: Tails
// One stream of bits, low bits first: the low k bits of each gap; the rest of each gap in unary
// (that many zeros, then a one); frequencies; excess; the long frequencies; the long excess.
// Frequencies start with a bit that is one when every frequency is 1; if not, min(f - 1, 15) each
// in unary, and those of 15 have the Elias gamma code of f - 15 among the long. Excess (when kept)
// likewise with x instead of f - 1, and the gamma code of x - 14.

/// The k of a tail of `count` gaps whose sum is at most `range`: the Rice parameter of a geometric
/// distribution (A. Kiely, "Selecting the Golomb parameter in Rice coding", JPL IPN 42-159, 2004).
static inline unsigned fihrist_rice_width(uint32_t range, uint32_t count) {
  uint64_t scaled = (uint64_t)range * 63 / ((uint64_t)count * 64);
  return scaled == 0 ? 0 : 63 - (unsigned)__builtin_clzll(scaled);
}

/// Writes a tail of 1...127 postings in ascending order after `before` (UINT32_MAX: none), `excess`
/// being NULL when not kept; `out` has FIHRIST_TAIL_CAPACITY bytes. The number of bytes.
size_t fihrist_tail_encode(const uint32_t *documents, const uint32_t *frequencies,
                           const uint32_t *excess, uint32_t count, uint32_t before, uint32_t range,
                           uint8_t *out);
/// Reads the documents of a tail; false when damaged. Ascending; the last is `before` + `range` at
/// most.
bool fihrist_tail_documents(const uint8_t *in, size_t size, uint32_t count, uint32_t before,
                            uint32_t range, uint32_t *out);
/// Reads the frequencies (at least 1) of a tail, and the excess too unless `excess` is NULL; either
/// may be NULL. `kept` says whether the stream has excess. False when damaged.
bool fihrist_tail_frequencies(const uint8_t *in, size_t size, uint32_t count, uint32_t range,
                              bool kept, uint32_t *frequencies, uint32_t *excess);

// MARK: Codes of 4 bits
// Byte i holds the code of posting i in its low half and that of posting 64 + i in its high half.

/// Packs `count` (at most 128) codes below 16 into min(count, 64) bytes.
void fihrist_pack_codes(const uint8_t *codes, unsigned count, uint8_t *out);
/// Unpacks 128 codes from 64 bytes.
void fihrist_unpack_codes(const uint8_t *in, uint8_t *out);

// MARK: Dense lists
// 32 bytes for 64 documents: byte j holds the code of document j in its low half and of document
// 32 + j in its high half; 0 = absent.

/// The documents present in a group: bit j for document j.
static inline uint64_t fihrist_group_mask(const uint8_t *nibbles) {
#if defined(__SSE2__)
  const __m128i low = _mm_set1_epi8(15), zero = _mm_setzero_si128();
  __m128i a = _mm_loadu_si128((const __m128i *)(const void *)nibbles);
  __m128i b = _mm_loadu_si128((const __m128i *)(const void *)(nibbles + 16));
  uint64_t absent =
      (uint64_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_and_si128(a, low), zero)) |
      (uint64_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_and_si128(b, low), zero)) << 16 |
      (uint64_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_andnot_si128(low, a), zero)) << 32 |
      (uint64_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_andnot_si128(low, b), zero)) << 48;
  return ~absent;
#else
  uint64_t mask = 0;
  for (unsigned part = 0; part < 4; part++) {
    uint64_t bytes;
    memcpy(&bytes, nibbles + 8 * part, 8);
    // One bit for each half-byte that is not zero, then the eight bits of a kind side by side.
    bytes |= bytes >> 2;
    bytes |= bytes >> 1;
    uint64_t lows = bytes & 0x0101010101010101u, highs = bytes >> 4 & 0x0101010101010101u;
    mask |= (lows * 0x0102040810204080u >> 56) << 8 * part;
    mask |= (highs * 0x0102040810204080u >> 56) << (32 + 8 * part);
  }
  return mask;
#endif
}

/// The documents of `count` (at most 128) postings, starting `skip` postings into group `group`;
/// fewer than `count` are written when the groups end. The number written.
size_t fihrist_dense_documents(const uint8_t *nibbles, size_t groups, size_t group, unsigned skip,
                               unsigned count, uint32_t *out);

// MARK: Search in a block

/// The number of the 128 ascending values that are below `wanted`: the index of the first that is
/// not.
unsigned fihrist_count_below128(const uint32_t *values, uint32_t wanted);

// MARK: Positions

enum {
  /// A block of more postings stores, for every 32nd of them, where its positions start.
  FIHRIST_ANCHOR_SPAN = 32,
  /// Written instead of a bit offset that takes more than 16 bits.
  FIHRIST_NO_ANCHOR = 65535,
};

/// How many anchors, of two bytes each, precede the positions of a block of `count` postings.
static inline unsigned fihrist_position_anchors(unsigned count) {
  return count == 0 ? 0 : (count - 1) / FIHRIST_ANCHOR_SPAN;
}

/// Writes the anchors of `count` postings and their positions, each position in the width of its
/// document, low bits first; posting i has frequencies[i] - excess[i] of them (`excess` may be
/// NULL). `out` has `capacity` bytes and 8 more. The number of bytes; SIZE_MAX when they do not
/// fit.
size_t fihrist_positions_encode(const uint32_t *documents, const uint32_t *frequencies,
                                const uint32_t *excess, const uint32_t *positions, unsigned count,
                                const uint8_t *widths, uint8_t *out, size_t capacity);
/// The bits at which the positions of the postings from `first` to `count` (excluded) start, and
/// where those of the last end, from starts[first] on, which is given.
void fihrist_position_starts(const uint32_t *documents, const uint32_t *frequencies,
                             const uint32_t *excess, unsigned first, unsigned count,
                             const uint8_t *widths, uint64_t *starts);
/// Unpacks the positions of `count` postings, whose starts are known, one posting after the other;
/// those of a posting are as many as its bits hold.
void fihrist_positions_decode(const uint8_t *in, const uint32_t *documents, const uint64_t *starts,
                              unsigned count, const uint8_t *widths, uint32_t *out);
/// Unpacks `count` values of `width` bits from bit `start` on; zeros if wider than 32.
void fihrist_unpack_bits(const uint8_t *in, uint64_t start, unsigned width, size_t count,
                         uint32_t *out);

/// Prefetches the memory at `address`; any address may be given.
static inline void fihrist_prefetch(const void *address) { __builtin_prefetch(address); }

/// The packed positions of one posting.
struct fihrist_position_run {
  /// The start of the block; 8 bytes after the run's last are readable.
  const uint8_t *block;
  /// The bit at which the run starts.
  uint64_t start;
  /// How many positions there are.
  uint32_t count;
  /// This term's distance from the phrase's first term, in positions.
  uint32_t offset;
};

/// A block of a term's posting list with its positions, and the posting that was located last.
struct fihrist_position_block {
  /// For each 32 postings but the first, where their positions start.
  const uint8_t *anchors;
  /// The packed positions, of `bits` bits.
  const uint8_t *stream;
  uint64_t bits;
  /// The documents of the block; NULL for a dense list.
  const uint32_t *documents;
  /// The codes of a dense list from document 0 on; NULL for another.
  const uint8_t *nibbles;
  /// The frequency and the excess of each posting; `excess` is NULL if lists keep none.
  const uint32_t *frequencies;
  const uint32_t *excess;
  /// For each document of the segment the bits of a position.
  const uint8_t *widths;
  /// The number of the block in its list, and how many postings it has.
  uint32_t number, length;
  /// The posting that was located last, and where its positions start. At first 0 and 0.
  uint32_t last_index;
  uint64_t last_start;
};

/// Finds the positions of the postings of some documents, as many as are in `block`.
///
/// `chosen` are the indexes of `count` candidates; documents[i] is the document of candidate i,
/// postings[i] the index of its posting in the list. The run of candidate i becomes
/// runs[i * stride], with `offset`. Returns for how many candidates the run was found: it stops
/// before the first whose posting is in another block, or is damaged.
size_t fihrist_locate_positions(struct fihrist_position_block *block, const long *chosen,
                                size_t count, const uint32_t *documents, const uint32_t *postings,
                                uint32_t offset, struct fihrist_position_run *runs, size_t stride);

/// How often a phrase occurs in a document: for how many p each of the `count` (1 or more) runs has
/// the position p + offset. All positions take `width` bits, at most 32, and ascend in a run.
uint32_t fihrist_phrase_occurrences(const struct fihrist_position_run *runs, size_t count,
                                    unsigned width);

/// Whether a position of `a` and one of `b`, each less its offset, differ by at most `slop`. All
/// positions take `width` bits, at most 32, and ascend in a run.
bool fihrist_positions_near(const struct fihrist_position_run *a,
                            const struct fihrist_position_run *b, unsigned width, uint32_t slop);

// MARK: The forms of a kernel

/// The kernels that have several forms, in the forms of one instruction level; for tests and
/// benchmarks. The functions above choose by `fihrist_simd_level`.
struct fihrist_posting_kernels {
  void (*unpack128)(const uint8_t *in, unsigned width, uint32_t add, uint32_t *out);
  void (*unpack_gaps128)(const uint8_t *in, unsigned width, uint32_t before, uint32_t *out);
  void (*sum_gaps128)(uint32_t *gaps, uint32_t before);
  unsigned (*count_below128)(const uint32_t *values, uint32_t wanted);
  size_t (*dense_documents)(const uint8_t *nibbles, size_t groups, size_t group, unsigned skip,
                            unsigned count, uint32_t *out);
};

/// The kernels of a level (`enum fihrist_simd`), or the best below it that this processor runs.
const struct fihrist_posting_kernels *fihrist_posting_kernels_at(int level);

#endif
