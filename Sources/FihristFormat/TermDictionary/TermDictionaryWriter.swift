internal import FihristStorage

/// Writes the term dictionary of a segment: a section for each term space, and in it the terms in
/// ascending order of their UTF-8.
///
/// Holds one block in memory, 12 bytes for each block written, and the frequent terms.
struct TermDictionaryWriter: ~Copyable {
  private var file: FileWriter
  private let path: String
  private var hasPositions = false
  /// Where the open section starts.
  private var sectionStart = 0
  private var sectionEnds: [UInt8] = []
  private var strings: [UInt8] = []
  private var metadata: [UInt8] = []
  private var head: [UInt8] = []
  private var prefixes: [UInt8] = []
  private var offsets: [UInt8] = []
  private var frequent = FrequentTermsTable()
  private var blockCount = 0
  private var termCount = 0
  // The code of the term being appended, and that of the one before.
  private var code = [UInt8](repeating: 0, count: TermCode.maximumCodeByteCount)
  private var previous = [UInt8](repeating: 0, count: TermCode.maximumCodeByteCount)
  private var previousCount = 0

  init(_ directory: IndexDirectory, segment: UInt64) throws(IndexError) {
    let name = IndexFileName.segment(segment, .terms)
    file = try directory.create(name, kind: .terms)
    path = directory.path(of: name)
  }

  /// Starts the section of the next term space.
  mutating func startSpace(hasPositions: Bool) {
    self.hasPositions = hasPositions
    sectionStart = file.byteCount
    prefixes.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    frequent.removeAll()
    (blockCount, termCount, previousCount) = (0, 0, 0)
  }

  /// Completes the section of a term space.
  mutating func finishSpace() throws(IndexError) {
    try writeBlock()
    let start = file.byteCount - sectionStart
    try file.append(prefixes)
    try file.append(offsets)
    try file.append(frequent.bytes())
    var tail: [UInt8] = []
    tail.appendLittleEndian(UInt64(termCount))
    tail.appendLittleEndian(UInt32(blockCount))
    tail.appendLittleEndian(hasPositions ? TermBlock.positionsFlag : 0)
    tail.appendLittleEndian(UInt64(start))
    tail.appendLittleEndian(UInt64(frequent.count))
    try file.append(tail)
    sectionEnds.appendLittleEndian(UInt64(file.byteCount))
  }

  /// Appends `term`, which is greater than the last one of its space.
  ///
  /// - Throws: ``IndexError`` of kind `invalid` if it does not, or is empty, too long or not UTF-8;
  ///   of kind `storage`.
  mutating func append(
    _ term: UnsafeBufferPointer<UInt8>, _ entry: TermEntry
  ) throws(IndexError) {
    let encoded = unsafe code.withUnsafeMutableBufferPointer {
      unsafe TermCode.encode(term, into: $0.baseAddress!)
    }
    guard let count = encoded else {
      throw IndexError.invalid(
        path, "a term of \(term.count) bytes is too long, empty or not UTF-8",
        advice: "report this as a fault of the software")
    }
    var shared = 0
    while shared < min(count, previousCount), code[shared] == previous[shared] { shared += 1 }
    let isAbove =
      shared < count && (shared == previousCount || code[shared] > previous[shared])
    guard isAbove else {
      throw IndexError.invalid(
        path, "terms are not in ascending order", advice: "report this as a fault of the software")
    }
    if termCount % TermBlock.termCount == 0 { try startBlock(entry, count: count) }
    if termCount % TermBlock.termCount == 0 { shared = 0 }
    TermBlock.appendControl(shared: shared, rest: count - shared, to: &strings)
    strings.append(contentsOf: code[shared..<count])
    TermMetadata(entry).append(to: &metadata, hasPositions: hasPositions)
    frequent.add(code, count: count, entry)
    swap(&code, &previous)
    previousCount = count
    termCount += 1
  }

  /// Closes the file after the last section.
  consuming func finish(synchronize: Bool) throws(IndexError) -> FileSummary {
    try file.append(sectionEnds)
    return try file.finish(synchronize: synchronize)
  }

  private mutating func startBlock(_ entry: TermEntry, count: Int) throws(IndexError) {
    try writeBlock()
    guard let offset = UInt32(exactly: file.byteCount - sectionStart) else {
      throw IndexError.invalid(
        path, "the terms of one term space of a segment exceed 4 GiB",
        advice: "keep the index in more segments")
    }
    let prefix = unsafe code.withUnsafeBufferPointer {
      unsafe TermBlock.prefix($0.baseAddress!, count: count)
    }
    prefixes.appendLittleEndian(prefix)
    offsets.appendLittleEndian(offset)
    metadata.appendVarint(entry.postings.lowerBound)
    if hasPositions { metadata.appendVarint(entry.positions.lowerBound) }
    blockCount += 1
  }

  private mutating func writeBlock() throws(IndexError) {
    guard !strings.isEmpty else { return }
    head.removeAll(keepingCapacity: true)
    head.appendVarint(strings.count)
    try file.append(head)
    try file.append(strings)
    try file.append(metadata)
    strings.removeAll(keepingCapacity: true)
    metadata.removeAll(keepingCapacity: true)
  }
}
