internal import FihristKernels
package import FihristStorage

/// The codes of four bits that bound postings.
extension PostingList {
  /// The bound, in 255ths, that a code (1...15) stands for; the list has codes.
  @inline(__always)
  package func level(_ code: Int) -> UInt8 {
    precondition(hasCodes && code >= 1 && code <= 15, "a code that lists do not use")
    return unsafe base.load(fromByteOffset: Int(layout.levels) + code - 1, as: UInt8.self)
  }

  /// Writes, for each posting of a block, what `table` has for its code.
  ///
  /// - Parameters:
  ///   - table: 16 values.
  ///   - values: At least 128 values; the first 128 are overwritten.
  /// - Returns: False without codes or when damaged.
  package func expandCodes(
    of block: Int, through table: Column<UInt8>, into values: Column<UInt8>
  ) -> Bool {
    precondition(table.count >= 16 && values.count >= 128, "too few values for a block")
    guard let codes = unsafe codes(block) else { return false }
    unsafe fihrist_expand_codes(codes, table.pointer(for: 16), values.pointer(for: 128))
    return true
  }

  /// Writes the indices, ascending, of the postings of a block whose code is at least `least`.
  ///
  /// - Parameters:
  ///   - least: 1...15.
  ///   - length: How many postings of the block are looked at.
  ///   - indices: At least 128 numbers.
  /// - Returns: How many there are; nil without codes or when damaged.
  package func postings(
    of block: Int, withCodeFrom least: UInt8, length: Int, into indices: Column<UInt32>
  ) -> Int? {
    precondition(indices.count >= 128 && length <= 128, "too few numbers for a block")
    guard let codes = unsafe codes(block) else { return nil }
    return unsafe fihrist_block_codes(codes, least, length, indices.pointer(for: 128))
  }

  /// Writes the documents of a dense list, ascending, whose code is at least `least`.
  ///
  /// - Parameters:
  ///   - range: The documents that are looked at; it starts at a multiple of 64.
  ///   - least: 1...15.
  ///   - documents: As many numbers as `range` has, rounded up to a multiple of 64. - Returns: How
  ///     many there are.
  package func denseDocuments(
    _ range: Range<Int>, withCodeFrom least: UInt8, into documents: Column<UInt32>
  ) -> Int {
    let groups = (range.count + 63) / 64
    precondition(
      form == .dense && range.lowerBound & 63 == 0 && range.lowerBound >= 0
        && range.upperBound <= shape.documentCount && documents.count >= 64 * groups,
      "documents that are not in a dense list")
    return unsafe fihrist_collect_codes(
      nibbles + range.lowerBound / 2, groups, least, UInt32(range.lowerBound),
      documents.pointer(for: 64 * groups))
  }
}
