package import FihristStorage

/// Walks over the terms of a segment in ascending order of their UTF-8.
package struct TermCursor {
  /// The current term in UTF-8; empty before the first call of ``next()``.
  package private(set) var bytes: [UInt8] = []

  /// What is known about the current term; undefined before the first call of ``next()``.
  package private(set) var entry = TermEntry(
    documentFrequency: 0, postings: 0..<0, positions: 0..<0)

  private let reader: TermDictionaryReader
  private var upcoming = 0
  private var strings: BlockCursor?
  private var metadata: BlockCursor?
  /// The code of the current term; see ``TermCode``.
  package private(set) var code: [UInt8] = []
  /// How many bytes all codes have had in common since ``takeShared()`` was last called.
  private var shared = 0
  /// How many entries before that of the current term are not read yet.
  private var pending = 0
  /// The last code of the previous block.
  private var lastCode: [UInt8] = []
  private var postings = 0
  private var positions = 0

  init(_ reader: TermDictionaryReader) { self.reader = reader }

  /// Steps to the next term.
  ///
  /// - Returns: false after the last.
  /// - Throws: ``IndexError`` of kind `damaged`, also if the term is not greater than the previous
  ///   one.
  package mutating func next() throws(IndexError) -> Bool {
    guard try step() else { return false }
    try read()
    return true
  }

  /// Steps to the next term and reads its ``code`` alone: most terms that a walk passes do not fit.
  ///
  /// - Returns: false after the last.
  /// - Throws: ``IndexError`` of kind `damaged`, also if the term is not above the one before.
  package mutating func step() throws(IndexError) -> Bool {
    guard upcoming < reader.termCount else { return false }
    if upcoming % TermBlock.termCount == 0 { try openBlock(upcoming / TermBlock.termCount) }
    guard readString() else {
      throw reader.damage("a term is cut off, too long or not above the previous one")
    }
    // Within a block, front coding guarantees the order; codes have the order of the terms.
    let isFirst = upcoming % TermBlock.termCount == 0
    guard !isFirst || lastCode.lexicographicallyPrecedes(code) else {
      throw reader.damage("a block does not start above the previous one")
    }
    pending += 1
    upcoming += 1
    return true
  }

  /// How many bytes the codes have had in common since the last call, the one then included.
  package mutating func takeShared() -> Int {
    defer { shared = code.count }
    return shared
  }

  /// Reads ``bytes`` and ``entry`` of the term that was stepped to.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  package mutating func read() throws(IndexError) {
    bytes.removeAll(keepingCapacity: true)
    let isTerm = unsafe code.withUnsafeBufferPointer {
      unsafe TermCode.decode($0, appendingTo: &bytes)
    }
    guard isTerm, bytes.count <= TermCode.maximumTermByteCount else {
      throw reader.damage("a term is not UTF-8 or too long")
    }
    while pending > 0 {
      try readEntry()
      pending -= 1
    }
  }

  /// Steps to the first term that is not below `target`, which is above the current term.
  ///
  /// Blocks in between are not read; a target in the same block costs the terms up to it.
  ///
  /// - Parameter target: UTF-8, as terms are.
  /// - Returns: false if there is none; the cursor is behind the last term then.
  /// - Throws: ``IndexError`` of kind `damaged`.
  package mutating func seek(to target: [UInt8]) throws(IndexError) -> Bool {
    // What cannot be a term, such as a text that is too long, is found by stepping.
    guard let wanted = Self.code(of: target) else {
      while try next() { if !bytes.lexicographicallyPrecedes(target) { return true } }
      return false
    }
    guard try step(to: wanted) else { return false }
    try read()
    return true
  }

  /// Steps to the first term whose code is not below `wanted`, the code of a text above the current
  /// term, as ``seek(to:)`` and ``step()`` do.
  package mutating func step(to wanted: [UInt8]) throws(IndexError) -> Bool {
    let block = try reader.block(of: wanted)
    if block * TermBlock.termCount > upcoming { upcoming = block * TermBlock.termCount }
    while upcoming < reader.termCount {
      if upcoming % TermBlock.termCount == 0 {
        guard try step() else { return false }
        if !code.lexicographicallyPrecedes(wanted) { return true }
      }
      if try skip(to: wanted) { return true }
    }
    return false
  }

  /// Steps within the present block to the first term whose code is not below `wanted`, which is
  /// above the current one, without putting the codes in between together.
  ///
  /// `matched` counts the bytes that `wanted` shares with the code before. A code that shares more
  /// with the one before is, like that, below `wanted`; one that shares less is above.
  ///
  /// - Returns: false behind the last term of the block.
  private mutating func skip(to wanted: [UInt8]) throws(IndexError) -> Bool {
    guard var cursor = strings else { return false }
    var matched = zip(code, wanted).prefix { $0 == $1 }.count
    while upcoming < reader.termCount, upcoming % TermBlock.termCount != 0 {
      guard let (shared, rest) = TermBlock.control(&cursor), rest > 0,
        rest <= TermCode.maximumCodeByteCount, let suffix = unsafe cursor.take(rest)
      else { throw reader.damage("a term is cut off, too long or not above the one before") }
      upcoming += 1
      pending += 1
      self.shared = min(self.shared, shared)
      guard shared <= matched else { continue }
      var isBelow = false
      if shared == matched {
        let common = min(rest, wanted.count - matched)
        var index = 0
        while index < common, unsafe suffix[index] == wanted[matched + index] { index += 1 }
        isBelow =
          index < common
          ? unsafe suffix[index] < wanted[matched + index] : matched + rest < wanted.count
        if isBelow { matched += index }
      }
      guard !isBelow else { continue }
      code.removeAll(keepingCapacity: true)
      code += wanted[..<shared]
      unsafe code.append(contentsOf: UnsafeBufferPointer(start: suffix, count: rest))
      strings = cursor
      return true
    }
    strings = cursor
    return false
  }

  /// The code of `term`; nil if it cannot be a term.
  package static func code(of term: [UInt8]) -> [UInt8]? {
    guard term.count <= TermCode.maximumTermByteCount else { return nil }
    var isCoded = false
    let code = unsafe [UInt8](unsafeUninitializedCapacity: term.count / 2 * 3 + 4) {
      target, count in
      guard let base = target.baseAddress else { return }
      let coded = unsafe term.withUnsafeBufferPointer { unsafe TermCode.encode($0, into: base) }
      isCoded = coded != nil
      count = coded ?? 0
    }
    return isCoded ? code : nil
  }

  private mutating func openBlock(_ block: Int) throws(IndexError) {
    guard var cursor = unsafe BlockCursor(try reader.bytes(ofBlock: block)),
      let count = cursor.varint(), let start = unsafe cursor.take(count),
      let first = cursor.varint()
    else { throw reader.damage("a block is cut off") }
    unsafe strings = BlockCursor(UnsafeRawBufferPointer(start: start, count: count))
    postings = first
    positions = 0
    if reader.hasPositions {
      guard let first = cursor.varint() else { throw reader.damage("a block is cut off") }
      positions = first
    }
    metadata = cursor
    swap(&lastCode, &code)
    code.removeAll(keepingCapacity: true)
    pending = 0
  }

  private mutating func readString() -> Bool {
    guard var cursor = strings, let (shared, rest) = TermBlock.control(&cursor),
      shared <= code.count, rest > 0, rest <= TermCode.maximumCodeByteCount,
      let suffix = unsafe cursor.take(rest),
      unsafe shared == code.count || suffix[0] > code[shared]
    else { return false }
    self.shared = min(self.shared, shared)
    code.removeSubrange(shared...)
    unsafe code.append(contentsOf: UnsafeBufferPointer(start: suffix, count: rest))
    strings = cursor
    return code.count <= TermCode.maximumCodeByteCount
  }

  private mutating func readEntry() throws(IndexError) {
    guard var cursor = metadata,
      let term = TermMetadata(&cursor, hasPositions: reader.hasPositions)
    else { throw reader.damage("the metadata of a block is cut off") }
    metadata = cursor
    entry = TermEntry(
      documentFrequency: term.documentFrequency,
      postings: postings..<postings + term.postingsByteCount,
      positions: positions..<positions + term.positionsByteCount)
    postings = entry.postings.upperBound
    positions = entry.positions.upperBound
  }
}
