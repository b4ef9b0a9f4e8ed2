internal import Synchronization

/// One commit of an index, open, with idle rankers for it.
final class OpenCommit: Sendable {
  let snapshot: Snapshot
  let analyzer: Analyzer

  /// The fields that texts in the query language may name.
  let fields: QueryFields

  /// What was found out for suggestions.
  let memory = SuggestionMemory()

  /// Rankers that wait for the next query: their scratch memory is worth keeping.
  private let idle = Mutex<[IdleRanker]>([])

  /// What snippets know about words, and nobody uses now.
  private let idleWords = Mutex<[IdleWords]>([])

  /// What is known about the symbols of the texts of segments that anything was shown of.
  private let symbols = SegmentSymbols()

  /// What suggestions know about the forms of words, and nobody uses now.
  private let idleForms = Mutex<[IdleWords]>([])

  /// What they know about the symbols of texts.
  private let formSymbols = SegmentSymbols()

  /// What makes the forms of words; the terms, if the analyzer has no levels.
  let forms: Analyzer

  /// Opens the newest commit in `directory`.
  convenience init(_ directory: IndexDirectory) throws(IndexError) {
    try self.init(try Snapshot.open(directory), path: directory.path)
  }

  init(_ snapshot: Snapshot, path: String) throws(IndexError) {
    self.snapshot = snapshot
    fields = QueryFields(snapshot.manifest.schema)
    analyzer = try Self.analyzer(of: snapshot.manifest, path: path)
    forms = analyzer.forms ?? analyzer
  }

  /// Ranks with a ranker that no other call uses meanwhile.
  func withRanker<Result>(
    _ body: (Ranker) throws(IndexError) -> Result
  ) throws(IndexError) -> Result {
    let taken = idle.withLock { $0.popLast() } ?? IdleRanker(ranker: Ranker(snapshot))
    defer { idle.withLock { $0.append(taken) } }
    return try body(taken.ranker)
  }

  /// Calls `body` with a memory of words that no other call uses meanwhile.
  func withKnownWords<Result>(
    _ body: (KnownWords) throws(IndexError) -> Result
  ) throws(IndexError) -> Result {
    let taken = idleWords.withLock { $0.popLast() } ?? IdleWords(words: KnownWords(analyzer))
    defer { idleWords.withLock { $0.append(taken) } }
    return try body(taken.words)
  }

  /// What is known about the symbols of a segment's texts; `nil` if it has none.
  func knownSymbols(ofSegment segment: Int) throws(IndexError) -> KnownSymbols? {
    try symbols.known(ofSegment: segment, in: snapshot, by: analyzer)
  }

  /// The forms of the symbols of a segment's texts; `nil` if it has none.
  func knownFormSymbols(ofSegment segment: Int) throws(IndexError) -> KnownSymbols? {
    try formSymbols.known(ofSegment: segment, in: snapshot, by: forms)
  }

  /// Calls `body` with a memory of the forms of words that no other call uses meanwhile; of the
  /// words, if the analyzer has no levels.
  func withKnownForms<Result>(
    _ body: (KnownWords) throws(IndexError) -> Result
  ) throws(IndexError) -> Result {
    let taken =
      idleForms.withLock { $0.popLast() }
      ?? IdleWords(words: KnownWords(forms))
    defer { idleForms.withLock { $0.append(taken) } }
    return try body(taken.words)
  }

  /// The analyzer that the index was written with, if this version still has it unchanged.
  private static func analyzer(
    of manifest: Manifest, path: String
  ) throws(IndexError) -> Analyzer {
    let name = manifest.schema.analyzerName
    guard let analyzer = Analyzer(named: name),
      (try? manifest.schema.analyzerIdentity()) == manifest.analyzerIdentity
    else {
      throw IndexError(
        .unsupported, path: path,
        reason: "it was written with the analyzer \(manifest.analyzerIdentity)",
        advice: "index the archive again with this version")
    }
    return analyzer
  }
}

/// Known words that are not in use. Sendable as an ``IdleRanker`` is.
private struct IdleWords: @unchecked Sendable {
  let words: KnownWords
}

/// A ranker that is not in use.
///
/// Sendable because it is in the list of idle ones or in one call of `withRanker`, never in both.
private struct IdleRanker: @unchecked Sendable {
  let ranker: Ranker
}
