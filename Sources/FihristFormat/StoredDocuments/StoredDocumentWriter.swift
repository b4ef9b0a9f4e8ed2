internal import FihristStorage

/// Writes the stored documents of a segment in document order: raw records, or frames made before.
///
/// Groups of 64 frames each end with the varints of their byte counts, so that a fetch touches one
/// place; the directory holds where each group's counts begin. Memory: one group's counts, 8 bytes a
/// group, and the sample that a dictionary is trained on.
struct StoredDocumentWriter: ~Copyable {
  /// Frames in a group.
  static let groupCount = 64

  private var groups: FrameGroups
  private var encoder: RecordEncoder?
  private let readyDictionary: [UInt8]

  /// Begins the file of `segment`.
  ///
  /// - Parameter dictionary: what ready frames were made with (empty: without), or nil if records
  ///   are to come.
  init(
    _ directory: IndexDirectory, segment: UInt64, dictionary: [UInt8]?
  ) throws(IndexError) {
    groups = try FrameGroups(directory, name: IndexFileName.segment(segment, .documents))
    encoder = dictionary == nil ? RecordEncoder() : nil
    readyDictionary = dictionary ?? []
  }

  /// Appends the next document as a record.
  mutating func append(record: UnsafeBufferPointer<UInt8>) throws(IndexError) {
    guard encoder != nil else { throw groups.misuse("this segment takes frames, not records") }
    unsafe try encoder?.append(record) { (frame) throws(IndexError) in
      unsafe try groups.append(frame)
    }
  }

  /// Appends the next document as a frame made with the dictionary given at the beginning.
  mutating func append(frame: UnsafeBufferPointer<UInt8>) throws(IndexError) {
    guard encoder == nil else { throw groups.misuse("this segment takes records, not frames") }
    unsafe try groups.append(frame)
  }

  /// Writes dictionary and directory and closes the file.
  consuming func finish(synchronize: Bool) throws(IndexError) -> FileSummary {
    unsafe try encoder?.finish { (frame) throws(IndexError) in unsafe try groups.append(frame) }
    let dictionary = encoder?.dictionary ?? readyDictionary
    return try groups.finish(dictionary: dictionary, synchronize: synchronize)
  }
}

/// Lays out frames in groups.
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
    counts.appendVarint(frame.count)
    frameCount += 1
    if frameCount % StoredDocumentWriter.groupCount == 0 { try endGroup() }
  }

  consuming func finish(dictionary: [UInt8], synchronize: Bool) throws(IndexError) -> FileSummary {
    if !counts.isEmpty { try endGroup() }
    let framesEnd = file.byteCount
    try file.append(dictionary)
    var tail = self.directory
    tail.appendLittleEndian(UInt32(frameCount))
    tail.appendLittleEndian(UInt32(dictionary.count))
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
