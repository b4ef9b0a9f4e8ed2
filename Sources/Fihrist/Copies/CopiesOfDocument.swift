/// The copies of one document in several indexes, as ``Index/copies(of:overlap:fields:timeLimit:)``
/// finds them in one with all documents.
///
/// ``CopyRounds`` has an example. The index with the document gives its signature and shingles, the
/// others compare theirs with them, and send those of copies. Without signatures the documents that
/// are most like it by their words are compared, as in one index.
public struct CopiesOfDocument: CopyRounds {
  /// What all indexes are asked next; `nil` at the end.
  public private(set) var question: CopyQuestion?

  /// The document and its copies, the earliest first; `nil` before the end, or if no index that
  /// answered has the document.
  public private(set) var cluster: CopyCluster?

  /// Why copies may be missing; `nil` if all were found.
  public private(set) var stopReason: StopReason?

  private let key: String
  private let overlap: Double
  private let fields: [String]
  private let isOneIndex: Bool
  private var own: CopyText?
  /// The search for documents that are like it.
  private var similar: SimilarSearch?
  private var partCount = 1
  private var lines: [CopyLine] = []
  // By bytes: keys that are equal to the eye may be two.
  private var shingles: [[UInt8]: ShingleSet] = [:]

  /// So many documents are compared by their words in indexes without signatures.
  private static let mostLike = 32
  /// So many keys a question has at most.
  private static let mostKeys = 256
  /// So many shingles all answers have at most, if no text is longer: 16 MiB.
  private static let mostShingles = 2 << 20

  /// Starts to look for copies.
  ///
  /// - Parameters:
  ///   - key: What identifies the document.
  ///   - overlap: How much of two texts must be the same, 0.3 to 1.
  ///   - fields: The names of stored fields that each document has.
  public init(
    of key: String, overlap: Double = CopiesRequest.usualOverlap, fields: [String] = []
  ) {
    self.init(of: key, overlap: overlap, fields: fields, isOneIndex: false)
  }

  /// - Parameter isOneIndex: Whether one index answers, with results that need no merging.
  init(of key: String, overlap: Double, fields: [String], isOneIndex: Bool) {
    (self.key, self.fields, self.isOneIndex) = (key, fields, isOneIndex)
    self.overlap = min(max(overlap, 0.3), 1)
    var question = CopyQuestion()
    question.document = key
    question.fields = fields
    self.question = question
  }

  /// Takes the answers of the indexes to ``question``.
  public mutating func take(_ answers: [CopyAnswer]) {
    guard let asked = question else { return }
    question = nil
    stopReason = stopReason ?? answers.lazy.compactMap(\.stopReason).first
    if asked.document != nil {
      takeDocument(answers)
    } else if asked.similar != nil {
      takeSimilar(answers)
    } else if asked.search != nil {
      takeLike(answers)
    } else {
      takeCopies(answers, isLast: asked.copiesOf == nil)
    }
  }

  /// Looks for no more copies: those that were found are the answer.
  public mutating func stop(_ reason: StopReason) {
    guard question != nil else { return }
    question = nil
    stopReason = reason
    finish()
  }

  // MARK: Rounds

  private mutating func takeDocument(_ answers: [CopyAnswer]) {
    partCount = max(1, answers.count)
    guard let text = answers.lazy.flatMap(\.texts).first(where: { isOwn($0.key) }),
      let line = answers.lazy.flatMap(\.lines).first(where: { isOwn($0.key) }),
      let set = text.shingles
    else { return }
    own = text
    lines = [line]
    shingles[Array(key.utf8)] = set
    guard let signature = text.signature else { return askForSimilar() }
    // Zeros alone are of a text without words.
    if signature.contains(where: { $0 != 0 }) { askForCopies(nil) } else { finish() }
  }

  private func isOwn(_ other: String) -> Bool { other.utf8.elementsEqual(key.utf8) }

  private mutating func askForSimilar() {
    var request = SimilarRequest(.key(key), limit: Self.mostLike)
    request.fields = []
    var question = CopyQuestion()
    question.similar = request
    self.question = question
  }

  private mutating func takeSimilar(_ answers: [CopyAnswer]) {
    similar = answers.lazy.compactMap(\.similar).first
    guard let similar else { return finish() }
    var question = CopyQuestion()
    question.search = similar.request
    self.question = question
  }

  private mutating func takeLike(_ answers: [CopyAnswer]) {
    let parts = answers.compactMap(\.results)
    guard let similar, !parts.isEmpty else { return finish() }
    let results =
      isOneIndex && parts.count == 1
      ? parts[0] : SearchResults.merged(parts, for: similar.request)
    stopReason = stopReason ?? results.stopReason
    let keys = similar.documents(results).results.hits.map(\.key)
    if keys.isEmpty { finish() } else { askForCopies(keys) }
  }

  private mutating func askForCopies(_ candidates: [String]?) {
    var question = CopyQuestion()
    question.copiesOf = own
    question.overlap = overlap
    question.candidates = candidates
    question.fields = fields
    question.mostShingles = mostShingles
    self.question = question
  }

  private var mostShingles: Int? { isOneIndex ? nil : Self.mostShingles / partCount }

  /// Takes copies, and asks for the shingles of those that were sent without.
  private mutating func takeCopies(_ answers: [CopyAnswer], isLast: Bool) {
    var known = Set(lines.map { Array($0.key.utf8) })
    for line in answers.flatMap(\.lines) where known.insert(Array(line.key.utf8)).inserted {
      lines.append(line)
    }
    let before = shingles.count
    for text in answers.flatMap(\.texts) where known.contains(Array(text.key.utf8)) {
      if let set = text.shingles { shingles[Array(text.key.utf8)] = set }
    }
    let missing = lines.map(\.key).filter { shingles[Array($0.utf8)] == nil }
    // Where no text came, none will.
    guard !missing.isEmpty, shingles.count > before || !isLast else { return finish() }
    var question = CopyQuestion()
    question.texts = Array(missing.prefix(Self.mostKeys))
    question.mostShingles = mostShingles
    self.question = question
  }

  private mutating func finish() {
    guard own != nil else { return }
    cluster = CopyCluster(lines) { shingles[Array(lines[$0].key.utf8)] }
  }
}
