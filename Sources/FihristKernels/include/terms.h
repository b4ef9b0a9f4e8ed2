/// The look-up of a term in a block of a term dictionary; see Documentation/Format/terms.md.
#ifndef FIHRIST_TERMS_H
#define FIHRIST_TERMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The most terms of a block.
#define FIHRIST_TERMS_OF_BLOCK 32
/// How many bytes behind the code of a term are readable.
#define FIHRIST_CODE_PADDING 8

/// What a block says about one term.
struct fihrist_term {
  uint64_t document_frequency;
  /// Where its postings start in the postings file, and how many bytes they take.
  uint64_t postings, postings_size;
  /// The same for its positions; 0 without positions.
  uint64_t positions, positions_size;
};

enum fihrist_term_result {
  /// The block does not have the term.
  FIHRIST_TERM_MISSING,
  /// It has the term.
  FIHRIST_TERM_FOUND,
  /// The strings of the block are damaged.
  FIHRIST_TERM_DAMAGED_STRINGS,
  /// What follows the strings is damaged.
  FIHRIST_TERM_DAMAGED_METADATA,
};

/// Looks for the term of the `count` bytes `code` in a block of `size` bytes.
///
/// Up to 8 bytes past the block and FIHRIST_CODE_PADDING past the code are read, whatever they are.
/// Sizes are below 2^57, and sums of them below 2^63.
enum fihrist_term_result fihrist_find_term(
    const uint8_t *block, size_t size, const uint8_t *code, size_t count, bool has_positions,
    struct fihrist_term *found);

#endif
