internal import FihristStorage

/// Puts the codes of documents and the frames of what is left of their records together, in order.
///
/// Frames come late while a dictionary is trained on the first records; the codes wait for them.
struct WordFrames: ~Copyable {
  private var coder: WordCoder
  private var encoder = RecordEncoder()
  private var waiting = WaitingCodes()

  /// Makes codes with `coder`.
  init(_ coder: consuming WordCoder) { self.coder = coder }

  /// The section that says what codes stand for.
  var section: [UInt8] { coder.section }

  /// What the frames were made with; settled after ``finish(to:)``.
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

/// The codes of documents that wait for the frames of their rests, or behind such.
private struct WaitingCodes {
  private var documents: [(codes: [UInt8], hasRest: Bool)] = []
  private var next = 0

  /// Whether none waits.
  var isEmpty: Bool { documents.isEmpty }

  /// Adds a document.
  mutating func append(_ codes: [UInt8], hasRest: Bool) {
    // A copy of just these bytes: the row that they are made in has room for the longest document, and
    // thousands may wait.
    let exact = unsafe codes.withUnsafeBufferPointer { unsafe [UInt8]($0) }
    documents.append((exact, hasRest))
  }

  /// Writes the first document that waits for a frame, and those before it.
  mutating func take(_ frame: [UInt8], to groups: inout FrameGroups) throws(IndexError) {
    try takeBare(to: &groups)
    try groups.append(documents[next].codes, frame)
    advance()
  }

  /// Writes the documents in front that wait for no frame.
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
