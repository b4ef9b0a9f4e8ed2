internal import FihristKernels
internal import FihristStorage

/// Finds terms of one term space in the mapped dictionary of a segment.
///
/// A look-up allocates nothing: it tries the table of frequent terms, then searches the 8-byte
/// prefixes of the blocks and scans one block.
@safe struct TermDictionaryReader: Sendable {
  /// How many terms there are.
  let termCount: Int
  let blockCount: Int
  let hasPositions: Bool
  let file: CheckedFile
  /// The terms that most queries ask for.
  let frequent: FrequentTermsReader
  /// Where the section starts; block offsets are relative to it.
  private let start: Int
  /// Where the prefixes start, which is where the last block ends.
  private let prefixesStart: Int
  // Points into the body of `file`, which this value keeps.
  private nonisolated(unsafe) let prefixes: UnsafeRawPointer

  /// Reads the trailer and the prefixes of the section in `range` of `file`, 8 bytes for each 32
  /// terms, and checks that the parts fit.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  init(
    _ file: CheckedFile, in range: Range<Int>, hasPositions: Bool
  ) throws(IndexError) {
    let end = range.upperBound - TermBlock.trailerByteCount
    guard end >= range.lowerBound else {
      throw IndexError.damaged(file.path, "its parts do not fit")
    }
    let trailer = unsafe try file.bytes(end..<range.upperBound)
    let termCount = unsafe trailer.littleEndian(at: 0, as: UInt64.self)
    blockCount = unsafe Int(trailer.littleEndian(at: 8, as: UInt32.self))
    let flags = unsafe trailer.littleEndian(at: 12, as: UInt32.self)
    let prefixes = unsafe trailer.littleEndian(at: 16, as: UInt64.self)
    let frequentCount = unsafe trailer.littleEndian(at: 24, as: UInt64.self)
    guard termCount <= UInt64(blockCount * TermBlock.termCount),
      blockCount == (Int(termCount) + TermBlock.termCount - 1) / TermBlock.termCount,
      flags == (hasPositions ? TermBlock.positionsFlag : 0),
      prefixes <= UInt64(end), frequentCount <= termCount
    else { throw IndexError.damaged(file.path, "its parts do not fit") }
    let table = range.lowerBound + Int(prefixes) + 12 * blockCount
    let slotCount = FrequentTerm.slotCount(terms: Int(frequentCount))
    guard table + FrequentTerm.byteCount * slotCount == end else {
      throw IndexError.damaged(file.path, "its parts do not fit")
    }
    self.termCount = Int(termCount)
    self.hasPositions = hasPositions
    self.file = file
    frequent = FrequentTermsReader(file, start: table, count: Int(frequentCount))
    start = range.lowerBound
    prefixesStart = start + Int(prefixes)
    // Empty only in a dictionary without terms, where nothing reads them.
    let bytes = unsafe try file.bytes(prefixesStart..<prefixesStart + 8 * blockCount)
    unsafe self.prefixes = bytes.baseAddress!
  }

  /// The entry of `term`, or nil if it is not there (also if it is not a valid term).
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  func find(_ term: UnsafeBufferPointer<UInt8>) throws(IndexError) -> TermEntry? {
    // Above 1,024 bytes, a temporary buffer would be allocated on the heap; real words are far
    // shorter.
    unsafe try withUnsafeTemporaryAllocation(
      of: UInt8.self, capacity: EncodedTerm.byteCount(ofTerm: term.count)
    ) {
      memory -> Result<TermEntry?, IndexError> in
      let term = unsafe EncodedTerm(term, into: memory.baseAddress!)
      return Result { () throws(IndexError) in
        switch try search(term) {
        case .missing: nil
        case .block(let block): try find(term, in: block)
        case .found(let entry): entry
        }
      }
    }.get()
  }

  /// The bytes of `block`, which is below ``blockCount``.
  func bytes(ofBlock block: Int) throws(IndexError) -> UnsafeRawBufferPointer {
    let isLast = block + 1 == blockCount
    let entry = prefixesStart + 8 * blockCount + 4 * block
    let offsets = unsafe try file.bytes(entry..<entry + (isLast ? 4 : 8))
    let first = unsafe start + Int(offsets.littleEndian(at: 0, as: UInt32.self))
    let end =
      isLast ? prefixesStart : unsafe start + Int(offsets.littleEndian(at: 4, as: UInt32.self))
    guard first < end, end <= prefixesStart else { throw damage("its block offsets do not ascend") }
    return unsafe try file.bytes(first..<end)
  }

  /// The first block behind `block` with a term that may start with `prefix` or be above it.
  func block(reaching prefix: UInt64, after block: Int) -> Int {
    if block + 2 >= blockCount || self.prefix(of: block + 2) >= prefix { return block + 1 }
    // A block that starts with the prefix may have terms before it in the block before.
    return max(block + 1, firstBlock { $0 >= prefix } - 1)
  }

  func damage(_ reason: String) -> IndexError { .damaged(file.path, reason) }

  /// Looks for `term` as far as that is possible without reading a block, which is fetched.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  func search(_ term: EncodedTerm) throws(IndexError) -> TermSearch {
    guard blockCount > 0, term.count > 0 else { return .missing }
    if term.frequent != 0, let entry = try frequent.find(term.frequent) { return .found(entry) }
    let key = term.prefix
    let above = firstBlock { $0 > key }
    guard above > 0 else { return .missing }
    var block = above - 1
    // Usually the block's prefix is below the key's, which decides the block.
    if prefix(of: block) == key {
      unsafe block = try lastBlock(
        from: firstBlock { $0 >= key }, to: above, code: term.code, count: term.count)
      if block < 0 { return .missing }
    }
    unsafe fihrist_prefetch(prefixes + (8 &* blockCount &+ 4 &* block))
    return .block(block)
  }

  /// Fetches what the search for `term` reads first.
  @inline(__always)
  func prefetch(_ term: EncodedTerm) {
    if term.frequent != 0 { frequent.prefetch(term.frequent) }
  }

  /// Fetches the start of `block`, and the next line, for ``find(_:in:)``.
  func prefetch(block: Int) {
    guard block < blockCount else { return }
    let offset = unsafe prefixes.loadUnaligned(
      fromByteOffset: 8 &* blockCount &+ 4 &* block, as: UInt32.self)
    let first = start &+ Int(UInt32(littleEndian: offset))
    file.prefetch(first)
    file.prefetch(first &+ 64)
  }

  /// The entry of `term` if `block` has it.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  func find(_ term: EncodedTerm, in block: Int) throws(IndexError) -> TermEntry? {
    unsafe try scan(block: block, code: term.code, count: term.count)
  }

  @inline(__always)
  private func prefix(of block: Int) -> UInt64 {
    UInt64(littleEndian: unsafe prefixes.loadUnaligned(fromByteOffset: 8 &* block, as: UInt64.self))
  }

  /// The first block whose prefix passes `test`, which fails for all earlier blocks; otherwise
  /// ``blockCount``.
  @inline(__always)
  private func firstBlock(where test: (UInt64) -> Bool) -> Int {
    var base = 0
    var count = blockCount
    while count > 0 {
      let half = count &>> 1
      let isBelow = !test(prefix(of: base &+ half))
      base = isBelow ? base &+ half &+ 1 : base
      count = isBelow ? count &- half &- 1 : half
    }
    return base
  }

  /// The last block before `high` whose first term is not above `code`, at least `low` − 1.
  private func lastBlock(
    from low: Int, to high: Int, code: UnsafePointer<UInt8>, count: Int
  ) throws(IndexError) -> Int {
    var (low, high) = (low - 1, high)
    while high - low > 1 {
      let middle = (low + high) / 2
      guard var cursor = unsafe BlockCursor(try bytes(ofBlock: middle)), cursor.varint() != nil,
        let control = cursor.nibbles(), control.high == 0,
        let head = unsafe cursor.take(control.low)
      else { throw damage("a block is cut off") }
      let order = unsafe ByteOrder.compare(
        UnsafeBufferPointer(start: head, count: control.low),
        UnsafeBufferPointer(start: code, count: count))
      if order <= 0 { low = middle } else { high = middle }
    }
    return low
  }

  /// Looks for `code` among the terms of `block`.
  private func scan(
    block: Int, code: UnsafePointer<UInt8>, count: Int
  ) throws(IndexError) -> TermEntry? {
    let bytes = unsafe try bytes(ofBlock: block)
    guard let start = bytes.baseAddress else { throw damage("a block is cut off") }
    var term = fihrist_term()
    // The padding of the file follows the bytes of the last block.
    let result = unsafe fihrist_find_term(
      start.assumingMemoryBound(to: UInt8.self), bytes.count, code, count, hasPositions, &term)
    switch result {
    case FIHRIST_TERM_FOUND: return TermEntry(term)
    case FIHRIST_TERM_MISSING: return nil
    case FIHRIST_TERM_DAMAGED_STRINGS: throw damage("a term is cut off")
    default: throw damage("the metadata of a block is cut off")
    }
  }
}

extension TermEntry {
  /// The entry that a block has; every number in it is below 2^62.
  fileprivate init(_ term: fihrist_term) {
    let (postings, positions) = (Int(term.postings), Int(term.positions))
    self.init(
      documentFrequency: Int(term.document_frequency),
      postings: postings..<postings + Int(term.postings_size),
      positions: positions..<positions + Int(term.positions_size))
  }
}
