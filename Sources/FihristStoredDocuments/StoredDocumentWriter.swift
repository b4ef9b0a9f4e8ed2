package import FihristStorage

/// Writes the stored documents of a segment in document order: records, or frames that were made in
/// advance.
///
/// Groups of 64 frames each end with the varints of their byte counts, so that a fetch touches one
/// part of the file; the directory holds where each group's counts start. Memory: one group's
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
  /// - Parameter source: the index of the segment, as it was given to the ``TextSurvey``.
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

  /// Appends the next document as a frame made with the dictionary given at the start.
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
