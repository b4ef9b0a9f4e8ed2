internal import FihristStorage

/// Writes frames in groups.
struct FrameGroups: ~Copyable {
  private var file: FileWriter
  private let path: String
  private var counts: [UInt8] = []
  private var directory: [UInt8] = []
  private var frameCount = 0

  init(_ directory: IndexDirectory, name: String) throws(IndexError) {
    file = try directory.create(name, kind: .documents)
    path = directory.path(of: name)
  }

  mutating func append(_ frame: UnsafeBufferPointer<UInt8>) throws(IndexError) {
    unsafe try file.append(UnsafeRawBufferPointer(frame))
    try endFrame(frame.count)
  }

  /// Appends a frame in two parts.
  mutating func append(_ first: [UInt8], _ second: [UInt8]) throws(IndexError) {
    try file.append(first)
    try file.append(second)
    try endFrame(first.count + second.count)
  }

  private mutating func endFrame(_ count: Int) throws(IndexError) {
    counts.appendVarint(count)
    frameCount += 1
    if frameCount % StoredDocumentWriter.groupCount == 0 { try endGroup() }
  }

  consuming func finish(
    dictionary: [UInt8], words: [UInt8], synchronize: Bool
  ) throws(IndexError) -> FileSummary {
    if !counts.isEmpty { try endGroup() }
    let framesEnd = file.byteCount
    try file.append(dictionary)
    try file.append(words)
    var tail = self.directory
    tail.appendLittleEndian(UInt32(frameCount))
    tail.appendLittleEndian(UInt32(dictionary.count))
    tail.appendLittleEndian(UInt32(words.count))
    tail.appendLittleEndian(UInt32(0))
    tail.appendLittleEndian(UInt64(framesEnd))
    try file.append(tail)
    return try file.finish(synchronize: synchronize)
  }

  func misuse(_ reason: String) -> IndexError {
    .invalid(path, reason, advice: "report this as a fault of the software")
  }

  private mutating func endGroup() throws(IndexError) {
    directory.appendLittleEndian(UInt64(file.byteCount))
    try file.append(counts)
    counts.removeAll(keepingCapacity: true)
  }
}
