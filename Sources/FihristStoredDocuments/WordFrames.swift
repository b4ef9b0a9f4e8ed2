internal import FihristStorage

/// Combines the codes of documents with the frames of the rest of their records, in order.
///
/// Frames are delayed while a dictionary is trained on the first records; the codes wait for them.
struct WordFrames: ~Copyable {
  private var coder: WordCoder
  private var encoder = RecordEncoder()
  private var waiting = WaitingCodes()

  /// Makes codes with `coder`.
  init(_ coder: consuming WordCoder) { self.coder = coder }

  /// The section that defines the codes.
  var section: [UInt8] { coder.section }

  /// The dictionary of the frames; final after ``finish(to:)``.
  var dictionary: [UInt8] { encoder.dictionary }

  /// Takes a record, and writes the documents that are ready to `groups`.
  mutating func append(
    _ record: UnsafeBufferPointer<UInt8>, to groups: inout FrameGroups
  ) throws(IndexError) {
    try append(rest: unsafe try coder.encode(record), to: &groups)
  }

  /// Takes `document` of another segment.
  mutating func append(
    _ document: UInt32, of reader: StoredDocumentReader, source: Int,
    to groups: inout FrameGroups
  ) throws(IndexError) {
    try append(rest: try coder.encode(document, of: reader, source: source), to: &groups)
  }

  private mutating func append(
    rest: [UInt8], to groups: inout FrameGroups
  ) throws(IndexError) {
    guard !rest.isEmpty || !waiting.isEmpty else { return try groups.append(coder.codes, []) }
    waiting.append(coder.codes, hasRest: !rest.isEmpty)
    if rest.isEmpty { return }
    unsafe try rest.withUnsafeBufferPointer { (rest) throws(IndexError) in
      unsafe try encoder.append(rest) { (frame) throws(IndexError) in
        unsafe try waiting.take([UInt8](frame), to: &groups)
      }
    }
    try waiting.takeBare(to: &groups)
  }

  /// Writes what was held back.
  mutating func finish(to groups: inout FrameGroups) throws(IndexError) {
    unsafe try encoder.finish { (frame) throws(IndexError) in
      unsafe try waiting.take([UInt8](frame), to: &groups)
    }
    try waiting.takeBare(to: &groups)
  }
}

/// The codes of documents that wait for their frames, or for those of earlier documents.
private struct WaitingCodes {
  private var documents: [(codes: [UInt8], hasRest: Bool)] = []
  private var next = 0

  /// Whether none waits.
  var isEmpty: Bool { documents.isEmpty }

  /// Adds a document.
  mutating func append(_ codes: [UInt8], hasRest: Bool) {
    // A copy of exactly these bytes: the buffer in which they were made has the capacity of the
    // longest document, and thousands may wait.
    let exact = unsafe codes.withUnsafeBufferPointer { unsafe [UInt8]($0) }
    documents.append((exact, hasRest))
  }

  /// Writes the first document that waits for a frame, and those before it.
  mutating func take(_ frame: [UInt8], to groups: inout FrameGroups) throws(IndexError) {
    try takeBare(to: &groups)
    try groups.append(documents[next].codes, frame)
    advance()
  }

  /// Writes the first documents that do not wait for a frame.
  mutating func takeBare(to groups: inout FrameGroups) throws(IndexError) {
    while next < documents.count, !documents[next].hasRest {
      try groups.append(documents[next].codes, [])
      advance()
    }
  }

  private mutating func advance() {
    documents[next].codes = []
    next += 1
    guard next == documents.count else { return }
    documents = []
    next = 0
  }
}
