#include "include/terms.h"

#include <string.h>

#include "cpu.h"

/// Reads a block from front to back.
struct term_reader {
  const uint8_t *next;
  const uint8_t *end;
};

FIHRIST_INLINE uint64_t eight_bytes(const uint8_t *in) {
  uint64_t bytes;
  memcpy(&bytes, in, 8);
  return bytes;
}

/// A varint of more than one byte, whose first byte has been read; UINT64_MAX if it has more than
/// eight bytes.
static uint64_t long_varint(struct term_reader *reader, uint64_t first) {
  uint64_t value = first & 0x7F;
  for (unsigned shift = 7; shift < 56; shift += 7) {
    if (reader->next >= reader->end) return UINT64_MAX;
    uint64_t byte = *reader->next++;
    value |= (byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
  return UINT64_MAX;
}

/// Reads a varint below 2^56; false if there is none.
FIHRIST_INLINE bool read_varint(struct term_reader *reader, uint64_t *value) {
  if (reader->next >= reader->end) return false;
  *value = *reader->next++;
  if (*value >= 0x80) *value = long_varint(reader, *value);
  return *value != UINT64_MAX;
}

/// Adds a varint to `value` if that is `mark`; false if it is needed and not there.
FIHRIST_INLINE bool continue_value(struct term_reader *reader, uint64_t mark, uint64_t *value) {
  if (*value != mark) return true;
  uint64_t more;
  if (!read_varint(reader, &more)) return false;
  *value += more;
  return true;
}

/// How many of the first `count` bytes are equal; 8 bytes past both are readable.
FIHRIST_INLINE size_t equal_bytes(const uint8_t *a, const uint8_t *b, size_t count) {
  for (size_t i = 0; i < count; i += 8) {
    uint64_t differing = eight_bytes(a + i) ^ eight_bytes(b + i);
    if (differing == 0) continue;
    size_t equal = i + (size_t)__builtin_ctzll(differing) / 8;
    return equal < count ? equal : count;
  }
  return count;
}

/// The ordinal of `code` among front-coded strings; -1 if it is not there, -2 if they are damaged.
///
/// `matched` counts the bytes that `code` shares with the previous string. A string that shares
/// more bytes with its predecessor is below `code`, like the predecessor; one that shares fewer is
/// above it.
static int ordinal_of(struct term_reader *reader, const uint8_t *code, size_t count) {
  size_t matched = 0;
  for (int ordinal = 0; reader->next < reader->end; ordinal++) {
    const unsigned control = *reader->next++;
    uint64_t shared = control >> 4, rest = control & 15;
    if (!continue_value(reader, 15, &shared) || !continue_value(reader, 15, &rest)) return -2;
    const uint8_t *suffix = reader->next;
    if (rest > (uint64_t)(reader->end - suffix)) return -2;
    reader->next += rest;
    if (shared < matched) return -1;
    if (shared > matched) continue;
    const size_t left = count - matched;
    const size_t equal = equal_bytes(suffix, code + matched, rest < left ? rest : left);
    matched += equal;
    if (equal == rest) {
      if (matched == count) return ordinal;
    } else if (matched == count || suffix[equal] > code[matched]) {
      return -1;
    }
  }
  return -1;
}

/// Reads the metadata of one term into all of `term` but the starts; false if they are damaged.
FIHRIST_INLINE bool read_metadata(
    struct term_reader *reader, bool has_positions, struct fihrist_term *term) {
  if (reader->next >= reader->end) return false;
  const unsigned head = *reader->next++;
  if ((head & 3) != 3) {
    term->document_frequency = (head & 3) + 1;
    term->postings_size = (head >> 2 & 7) + 1;
    term->positions_size = head >> 5;
    return continue_value(reader, 8, &term->postings_size) &&
           continue_value(reader, 7, &term->positions_size) &&
           (has_positions || term->positions_size == 0);
  }
  term->document_frequency = (head >> 2) + 4;
  term->positions_size = 0;
  return continue_value(reader, 67, &term->document_frequency) &&
         read_varint(reader, &term->postings_size) &&
         (!has_positions || read_varint(reader, &term->positions_size));
}

enum fihrist_term_result fihrist_find_term(
    const uint8_t *block, size_t size, const uint8_t *code, size_t count, bool has_positions,
    struct fihrist_term *found) {
  struct term_reader reader = {block, block + size};
  uint64_t strings_size;
  if (!read_varint(&reader, &strings_size) ||
      strings_size > (uint64_t)(reader.end - reader.next))
    return FIHRIST_TERM_DAMAGED_STRINGS;
  struct term_reader strings = {reader.next, reader.next + strings_size};
  const int ordinal = ordinal_of(&strings, code, count);
  if (ordinal == -2) return FIHRIST_TERM_DAMAGED_STRINGS;
  if (ordinal < 0) return FIHRIST_TERM_MISSING;
  reader.next += strings_size;
  uint64_t postings, positions = 0;
  if (ordinal >= FIHRIST_TERMS_OF_BLOCK || !read_varint(&reader, &postings) ||
      (has_positions && !read_varint(&reader, &positions)))
    return FIHRIST_TERM_DAMAGED_METADATA;
  // At most 32 additions of numbers below 2^57.
  for (int i = 0;; i++) {
    if (!read_metadata(&reader, has_positions, found)) return FIHRIST_TERM_DAMAGED_METADATA;
    if (i == ordinal) break;
    postings += found->postings_size;
    positions += found->positions_size;
  }
  found->postings = postings;
  found->positions = positions;
  return FIHRIST_TERM_FOUND;
}
