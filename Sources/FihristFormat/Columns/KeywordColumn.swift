package import FihristStorage

/// The column of a keyword field in one segment: which strings each document has.
///
/// The strings are known by their ordinals in the order of their bytes, so that comparing ordinals
/// compares strings. Ordinals of different segments have nothing to do with each other.
@safe package struct KeywordColumn: Sendable {
  /// How many documents there are.
  package let documentCount: Int

  /// How many distinct strings there are.
  package let stringCount: Int

  /// How many values all documents have together.
  package let valueCount: Int

  /// How many documents have no value.
  package let missingCount: Int

  /// Whether a document may have several values.
  package let isMultiple: Bool

  /// With single values: for each document 1 more than the ordinal of its string, or 0 if it has
  /// none; but the ordinal itself where every document has one, see ``codeOffset``. With multiple
  /// values: the ordinals of all documents, one after the other.
  package let codes: PackedNumbers

  /// With multiple values: where in ``codes`` the values of each document start, and for the last
  /// one where they end. Else empty.
  package let starts: PackedNumbers

  private let strings: FrontCodedStrings
  private let file: CheckedFile

  /// What a code is more than the ordinal: 1 if documents may lack a value, else 0.
  package var codeOffset: Int { !isMultiple && missingCount > 0 ? 1 : 0 }

  /// Opens the section in `range` of `file`, and compares its bytes with their checksums.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  init(_ file: CheckedFile, in range: Range<Int>, documentCount: Int) throws(IndexError) {
    let section = unsafe try file.bytes(range)
    let damage = IndexError.damaged(file.path, "a keyword column does not fit")
    let end = section.count - KeywordTrailer.byteCount
    guard end >= 0,
      let trailer = unsafe KeywordTrailer(
        UnsafeRawBufferPointer(rebasing: section[end...]), documentCount: documentCount,
        sectionByteCount: section.count)
    else { throw damage }
    let codeCount = trailer.isMultiple ? trailer.valueCount : documentCount
    let startCount = trailer.isMultiple ? documentCount + 1 : 0
    let blockCount = FrontCodedStrings.blockCount(of: trailer.stringCount)
    guard
      let codesByteCount = PackedNumbers.byteCount(of: codeCount, bitCount: trailer.codeBitCount),
      let startsByteCount = PackedNumbers.byteCount(
        of: startCount, bitCount: trailer.startBitCount)
    else { throw damage }
    let offsetsEnd = trailer.stringsByteCount + 8 * blockCount
    guard trailer.stringsByteCount <= end, offsetsEnd + codesByteCount + startsByteCount == end,
      let codes = unsafe PackedNumbers(
        UnsafeRawBufferPointer(rebasing: section[offsetsEnd..<offsetsEnd + codesByteCount]),
        count: codeCount, bitCount: trailer.codeBitCount),
      let starts = unsafe PackedNumbers(
        UnsafeRawBufferPointer(rebasing: section[offsetsEnd + codesByteCount..<end]),
        count: startCount, bitCount: trailer.startBitCount)
    else { throw damage }
    strings = unsafe FrontCodedStrings(
      UnsafeRawBufferPointer(rebasing: section[..<trailer.stringsByteCount]),
      offsets: UnsafeRawBufferPointer(rebasing: section[trailer.stringsByteCount..<offsetsEnd]),
      count: trailer.stringCount, path: file.path)
    self.documentCount = documentCount
    stringCount = trailer.stringCount
    valueCount = trailer.valueCount
    missingCount = trailer.missingCount
    isMultiple = trailer.isMultiple
    self.codes = codes
    self.starts = starts
    self.file = file
  }

  /// The string of that ordinal.
  ///
  /// - Throws: ``IndexError``: `damaged`, also if the column lacks that ordinal.
  package func string(_ ordinal: Int) throws(IndexError) -> [UInt8] {
    try strings.string(ordinal)
  }

  /// The strings of those ordinals.
  ///
  /// - Throws: as ``string(_:)``.
  package func strings(_ ordinals: [Int]) throws(IndexError) -> [[UInt8]] {
    // Looking one up reads half a block of them.
    guard KeywordColumnWriter.blockStringCount / 2 * ordinals.count >= stringCount else {
      return try ordinals.map { (ordinal) throws(IndexError) in try string(ordinal) }
    }
    var all: [[UInt8]] = []
    var cursor = makeCursor()
    while try cursor.next() { all.append(cursor.string) }
    guard ordinals.allSatisfy(all.indices.contains) else { throw damage }
    return ordinals.map { all[$0] }
  }

  /// Calls `body` with all strings, ascending.
  package func forEachString(
    _ body: (UnsafeBufferPointer<UInt8>) throws(IndexError) -> Void
  ) throws(IndexError) {
    unsafe try strings.forEach(body)
  }

  /// A cursor before the first string.
  package func makeCursor() -> KeywordCursor { KeywordCursor(strings) }

  /// How many strings are below `string` in the order of bytes: its ordinal, if it is there.
  ///
  /// - Complexity: O(log(strings)).
  package func rank(of string: [UInt8]) throws(IndexError) -> Int { try strings.rank(of: string) }

  /// The ordinal of `string`, or nil if no document has it.
  package func ordinal(of string: [UInt8]) throws(IndexError) -> Int? {
    let rank = try strings.rank(of: string)
    guard rank < stringCount, try strings.string(rank) == string else { return nil }
    return rank
  }

  /// Where the values of a document lie in ``codes``; only with multiple values.
  ///
  /// - Throws: ``IndexError`` of kind `damaged` if they do not ascend.
  package func values(of document: Int) throws(IndexError) -> Range<Int> {
    let (start, end) = (starts[document], starts[document + 1])
    guard start <= end, end <= UInt64(valueCount) else { throw damage }
    return Int(start)..<Int(end)
  }

  /// Makes `ordinals` those of the strings of `document`, ascending.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  package func read(_ document: Int, into ordinals: inout [UInt32]) throws(IndexError) {
    ordinals.removeAll(keepingCapacity: true)
    if isMultiple {
      for index in try values(of: document) { try append(codes[index], to: &ordinals) }
    } else if codes[document] >= UInt64(codeOffset) {
      try append(codes[document] - UInt64(codeOffset), to: &ordinals)
    }
  }

  private func append(_ ordinal: UInt64, to ordinals: inout [UInt32]) throws(IndexError) {
    guard ordinal < UInt64(stringCount) else { throw damage }
    ordinals.append(UInt32(ordinal))
  }

  /// The strings of `document`, ascending.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  package func strings(of document: Int) throws(IndexError) -> [[UInt8]] {
    var ordinals: [UInt32] = []
    try read(document, into: &ordinals)
    var strings: [[UInt8]] = []
    for ordinal in ordinals { strings.append(try string(Int(ordinal))) }
    return strings
  }

  private var damage: IndexError { .damaged(file.path, "a keyword column does not fit") }

  /// Checks everything: that strings and the ordinals of each document ascend, that each string is
  /// one of a document, and the counts.
  ///
  /// - Throws: ``IndexError`` of kind `damaged` for the first fault.
  func verify() throws(IndexError) {
    var previous: [UInt8]?
    unsafe try strings.forEach { (string) throws(IndexError) in
      guard previous.map({ unsafe $0.lexicographicallyPrecedes(string) }) ?? true else {
        throw damage
      }
      previous = unsafe Array(string)
    }
    var ordinals: [UInt32] = []
    var (valueCount, missingCount) = (0, 0)
    var isUsed = [Bool](repeating: false, count: stringCount)
    for document in 0..<documentCount {
      try read(document, into: &ordinals)
      valueCount += ordinals.count
      missingCount += ordinals.isEmpty ? 1 : 0
      guard zip(ordinals, ordinals.dropFirst()).allSatisfy({ $0 < $1 }) else { throw damage }
      for ordinal in ordinals { isUsed[Int(ordinal)] = true }
    }
    guard valueCount == self.valueCount, missingCount == self.missingCount,
      isUsed.allSatisfy(\.self)
    else { throw damage }
  }
}
