/// The inner loops of ranking: bytes that bound scores, one for each document of a window.
///
/// The *bounds* of a window are one byte for each document, in groups of 64; 0 means that the
/// document does not match. A dense term has a 4-bit code for each document: byte `j` of a group's
/// 32 bytes holds document `j` in its low half and document `32 + j` in its high half; 0 means
/// absent. A *table* of 16 bytes turns codes into bounds; its entry 0 is 0. The caller ensures that
/// no document's sum exceeds 255.
///
/// An *index* is that of a posting in its block; an *origin* is any number that stays with a
/// candidate.
#ifndef FIHRIST_RANKING_H
#define FIHRIST_RANKING_H

#include <stddef.h>
#include <stdint.h>

/// How the codes of dense terms join the bounds of a window.
enum fihrist_dense_mode {
  /// Bounds become the sum over the terms.
  fihrist_dense_store = 0,
  /// The sum over the terms is added.
  fihrist_dense_add = 1,
  /// Bounds become the sum over the terms where every term is present, 0 elsewhere.
  fihrist_dense_require = 2,
  /// The sum over the terms is added to the bounds that are not 0.
  fihrist_dense_add_matching = 3
};

/// Adds the bounds of `terms` dense terms to `groups` groups of 64 documents.
///
/// `nibbles[t]` is the first code byte of term `t` in the window, `tables + 16 * t` its table.
/// `terms` is at least 1. Reads 32 bytes a group and term.
void fihrist_dense_bounds(
    uint8_t *bounds, size_t groups, const uint8_t *const *nibbles, const uint8_t *tables,
    size_t terms, enum fihrist_dense_mode mode);

/// Sets to 0 the bounds of documents that hold a dense term.
void fihrist_dense_exclude(uint8_t *bounds, size_t groups, const uint8_t *nibbles);

/// Sets to 0 the bounds whose bit in `words` is 0; one word for each group of 64 documents.
void fihrist_keep_bounds(uint8_t *bounds, size_t groups, const uint64_t *words);

/// The largest bound of each of 64 columns (documents with equal number modulo 64).
///
/// At least i documents reach the i-th largest of them.
void fihrist_column_maxima(const uint8_t *bounds, size_t groups, uint8_t *maxima);

/// The number of documents whose bound is at least `level` (1...255).
size_t fihrist_count_at_least(const uint8_t *bounds, size_t groups, uint8_t level);

/// Writes the documents whose bounds lie in `low...high`, ascending, numbered from `base`; stops
/// after `capacity` of them. Returns how many were written; none if `low` is 0 or above `high`.
size_t fihrist_collect_bounds(
    const uint8_t *bounds, size_t groups, uint8_t low, uint8_t high, uint32_t base,
    uint32_t *documents, size_t capacity);

/// Writes the documents whose code of a dense term is at least `code` (1...15), ascending, numbered
/// from `base`. Returns their number; `documents` can hold all of them.
size_t fihrist_collect_codes(
    const uint8_t *nibbles, size_t groups, uint8_t code, uint32_t base, uint32_t *documents);

/// Writes the indexes, ascending, of the postings of a block of `count` (at most 128) whose code is
/// at least `code` (1...15); `indexes` can hold 128. Reads 64 bytes. Returns their number.
size_t fihrist_block_codes(const uint8_t *codes, uint8_t code, size_t count, uint32_t *indexes);

/// The number of codes of a dense term that are at least `code` (1...15).
size_t fihrist_count_codes(const uint8_t *nibbles, size_t groups, uint8_t code);

/// Turns the 64 bytes of codes of a block of 128 postings into 128 bounds.
///
/// Byte `i` holds posting `i` in its low half and posting `64 + i` in its high half.
void fihrist_expand_codes(const uint8_t *codes, const uint8_t *table, uint8_t *values);

/// Adds `values[i]` to the bound of document `documents[i]`; documents are numbered from `base`.
void fihrist_scatter_add(
    uint8_t *bounds, uint32_t base, const uint32_t *documents, const uint8_t *values, size_t count);

/// As `fihrist_scatter_add`, but only to bounds that are not 0.
void fihrist_scatter_matching(
    uint8_t *bounds, uint32_t base, const uint32_t *documents, const uint8_t *values, size_t count);

/// Sets the bounds of `documents` to 0.
void fihrist_scatter_clear(
    uint8_t *bounds, uint32_t base, const uint32_t *documents, size_t count);

/// The index of the first of `count` ascending numbers that is at least `bound`; `count` if there
/// is none.
size_t fihrist_lower_bound(const uint32_t *numbers, size_t count, uint32_t bound);

/// Finds the documents `start + candidates[i]` among the `count` ascending `documents`, and writes
/// the index of each, or UINT32_MAX if it is not there.
void fihrist_find_documents(
    const uint32_t *documents, size_t count, uint32_t start, const uint32_t *candidates,
    size_t candidate_count, uint32_t *indexes);

/// Finds the candidates that occur in `documents`, both ascending.
///
/// Writes for each match the candidate's index and the document's. Returns the number of matches.
/// O(candidate_count · log(count / candidate_count)) or so: each search starts where the last one
/// ended.
size_t fihrist_match_postings(
    const uint32_t *candidates, size_t candidate_count, const uint32_t *documents, size_t count,
    uint32_t *matched, uint32_t *indexes);

/// Makes candidates of the postings with the `count` indexes `chosen` in a block.
///
/// `block` has the block's documents, `codes` are as for `fihrist_expand_codes`. An origin is
/// `first_origin` plus the index.
void fihrist_take_postings(
    const uint32_t *block, const uint8_t *codes, const uint8_t *table, const uint32_t *chosen,
    size_t count, uint32_t first_origin, uint32_t *candidates, uint32_t *origins,
    uint8_t *values);

/// Keeps the candidates whose value is at least `least` (1...255), in order, within the arrays.
///
/// Reads `values` up to the next multiple of 64. Returns the number of candidates kept.
size_t fihrist_keep_candidates(
    uint32_t *candidates, uint32_t *origins, uint8_t *values, size_t count, uint8_t least);

/// Joins candidates with a block of 128 documents, and keeps only those that occur in it if it is
/// `required`.
///
/// `block` ascends, below 2^31, padded to 128 numbers with INT32_MAX; `codes` are the block's as
/// for `fihrist_expand_codes`, or NULL if `values_of_block` has a bound for each index. The bound
/// of a posting is added to the candidate's (or the smaller of the two is taken if `takes_least`),
/// and `indexes[origins[c]]` becomes `first_index` plus the posting's index. Candidates
/// `from ... to - 1` are looked at. If `required`, those that occur are moved to `kept ...` (at most
/// `from`), and the end of those kept is returned; otherwise all stay where they are. None is above
/// the last document of the block.
size_t fihrist_join_block(
    uint32_t *candidates, uint32_t *origins, uint8_t *values, size_t from, size_t to, size_t kept,
    const uint32_t *block, const uint8_t *codes, const uint8_t *table,
    const uint8_t *values_of_block, int required, int takes_least, uint32_t first_index,
    uint32_t *indexes);

/// Adds the bound of a dense term to each candidate's (or takes the smaller if `takes_least`), and
/// keeps only those that have the term if it is `required`.
///
/// `nibbles` starts at document 0. `origins` are moved with their candidates. Within the arrays.
/// Returns the number of candidates kept.
size_t fihrist_candidates_dense(
    uint32_t *candidates, uint32_t *origins, uint8_t *values, size_t count,
    const uint8_t *nibbles, const uint8_t *table, int required, int takes_least);

/// Scores `count` postings:
/// `scores[i] = w - w / (1 + frequencies[i] * inverse[norms[documents[i]]])` in single precision,
/// operation by operation as written. Frequencies are below 2^31. Returns the greatest score, 0 if
/// there is none.
float fihrist_score_postings(
    const uint32_t *documents, const uint32_t *frequencies, size_t count, const uint8_t *norms,
    const float *inverse, float weight, float *scores);

/// Bounds, in units, of the 16 codes of a list: of code c, `weight * min(1, level / 255 * upper) *
/// slack * units` for the c-th of its 15 `levels`, rounded up, in 1...255; of code 0, 0.
void fihrist_quantize_levels(
    const uint8_t *levels, float weight, float upper, float slack, float units, uint8_t *table);

/// Bounds of exact scores in units: `values[i] = ceil(scores[i] * units)`, in 1...255.
void fihrist_bound_scores(const float *scores, size_t count, float units, uint8_t *values);

/// Adds 1 to `marks[documents[i] - base]`.
void fihrist_add_marks(
    uint16_t *marks, uint32_t base, const uint32_t *documents, size_t count);

/// A number that at least `least` of the sums with the mark `wanted` reach, and few others; 0 if
/// there are fewer. Sums are not negative.
float fihrist_sum_threshold(
    const float *sums, const uint16_t *marks, size_t count, uint16_t wanted, size_t least);

/// Finds the documents whose mark is `wanted` and writes those whose sum is at least `threshold`,
/// ascending, numbered from `base`; `documents` can hold `count`. Returns how many were written;
/// `*matching` receives how many have the mark.
size_t fihrist_collect_sums(
    const float *sums, const uint16_t *marks, size_t count, uint16_t wanted, float threshold,
    uint32_t base, uint32_t *documents, size_t *matching);

/// Sets `count` sums to -0. A score added to it leaves +0 or more, so that the sign tells which
/// documents have no posting.
void fihrist_clear_sums(float *sums, size_t count);

/// Finds the sums without a sign, as `fihrist_clear_sums` and `fihrist_add_scores` leave them, and
/// writes those that are at least `threshold`: the bits of the sum above the inverted document, as
/// one number, by ascending documents, numbered from `base`.
///
/// `numbers` can hold `count`. Reads sums up to the next multiple of 8; those behind `count` are
/// -0. Returns how many were written; `*matching` receives how many have no sign.
size_t fihrist_collect_plain_sums(
    const float *sums, size_t count, float threshold, uint32_t base, uint64_t *numbers,
    size_t *matching);

/// Drops numbers that are not among the `wanted` greatest, in order, and may leave a few too many.
/// The numbers are those of `fihrist_collect_plain_sums`. Returns how many are left.
size_t fihrist_drop_low_numbers(uint64_t *numbers, size_t count, size_t wanted);

/// Sorts descending. `room` can hold `count` numbers. O(count).
void fihrist_sort_numbers(uint64_t *numbers, size_t count, uint64_t *room);

/// Adds `scores[i]` to `sums[documents[i] - base]`.
void fihrist_add_scores(
    float *sums, uint32_t base, const uint32_t *documents, const float *scores, size_t count);

// MARK: The forms of a kernel

/// The kernels that have several forms, in the forms of one instruction level; for tests and
/// benchmarks. All forms of a kernel give the same bytes.
struct fihrist_ranking_kernels {
  __typeof__(&fihrist_dense_bounds) dense_bounds;
  __typeof__(&fihrist_keep_bounds) keep_bounds;
  __typeof__(&fihrist_column_maxima) column_maxima;
  __typeof__(&fihrist_count_at_least) count_at_least;
  __typeof__(&fihrist_collect_bounds) collect_bounds;
  __typeof__(&fihrist_collect_codes) collect_codes;
  __typeof__(&fihrist_count_codes) count_codes;
  __typeof__(&fihrist_expand_codes) expand_codes;
  __typeof__(&fihrist_keep_candidates) keep_candidates;
  __typeof__(&fihrist_join_block) join_block;
  __typeof__(&fihrist_score_postings) score_postings;
  __typeof__(&fihrist_collect_plain_sums) collect_plain_sums;
};

/// The kernels of a level (`enum fihrist_simd`), or the best below it that this processor runs.
const struct fihrist_ranking_kernels *fihrist_ranking_kernels_at(int level);

#endif
