package import FihristStorage

/// Writes the stored documents of a segment in document order: raw records, or frames made before.
///
/// Groups of 64 frames each end with the varints of their byte counts, so that a fetch touches one
/// part of the file; the directory holds where each group's counts begin. Memory: one group's
/// counts, 8 bytes a group, and the sample that a dictionary is trained on.
package struct StoredDocumentWriter: ~Copyable {
  /// Frames in a group.
  static let groupCount = 64

  private var groups: FrameGroups
  private var encoder: RecordEncoder?
  private var words: WordFrames?
  private var ready: FrameForm?

  /// Starts the file `name`.
  package init(
    _ directory: IndexDirectory, name: String, form: consuming StoredForm
  ) throws(IndexError) {
    groups = try FrameGroups(directory, name: name)
    switch consume form {
    case .records: encoder = RecordEncoder()
    case .words(let coder): words = WordFrames(coder)
    case .frames(let form): ready = form
    }
  }

  /// Appends the next document as a record.
  package mutating func append(record: UnsafeBufferPointer<UInt8>) throws(IndexError) {
    guard ready == nil else { throw groups.misuse("this segment takes frames, not records") }
    unsafe try words?.append(record, to: &groups)
    unsafe try encoder?.append(record) { (frame) throws(IndexError) in
      unsafe try groups.append(frame)
    }
  }

  /// Appends the next document, which is `document` of another segment.
  ///
  /// - Parameter source: which of the segments this is, as told to the ``TextSurvey``.
  package mutating func append(
    _ document: UInt32, of reader: StoredDocumentReader, source: Int
  ) throws(IndexError) {
    if words != nil {
      try words?.append(document, of: reader, source: source, to: &groups)
      return
    }
    let failure = unsafe try reader.withRecord(of: document) { record -> IndexError? in
      unsafe record.withMemoryRebound(to: UInt8.self) { record -> IndexError? in
        do throws(IndexError) {
          unsafe try append(record: record)
          return nil
        } catch {
          return error
        }
      }
    }
    if let failure { throw failure }
  }

  /// Appends the next document as a frame made with what was given at the start.
  mutating func append(frame: UnsafeBufferPointer<UInt8>) throws(IndexError) {
    guard ready != nil else { throw groups.misuse("this segment takes records, not frames") }
    unsafe try groups.append(frame)
  }

  /// Writes dictionary, words and directory and closes the file.
  package consuming func finish(synchronize: Bool) throws(IndexError) -> FileSummary {
    unsafe try encoder?.finish { (frame) throws(IndexError) in unsafe try groups.append(frame) }
    try words?.finish(to: &groups)
    return try groups.finish(
      dictionary: encoder?.dictionary ?? words?.dictionary ?? ready?.dictionary ?? [],
      words: words?.section ?? ready?.words ?? [], synchronize: synchronize)
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
