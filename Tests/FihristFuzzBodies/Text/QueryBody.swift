import FihristFormat
import FihristSearch
import FihristStorage
import FihristTestSupport
import FihristText

/// A query: the first byte chooses the analyzer; what it makes is ranked, in two ways, and shown.
final class QueryBody: FuzzBody {
  private let snapshot: Snapshot
  private let ranker: Ranker
  private let analyzers = Analyzer.names.compactMap(Analyzer.init(named:))
  private let scene: FuzzScene

  init() throws {
    scene = try FuzzScene.make(isLarge: true)
    snapshot = try Snapshot(IndexDirectory(path: scene.home.path), scene.manifest)
    ranker = Ranker(snapshot)
  }

  var seeds: [[UInt8]] {
    [
      "w1 +w2 -w3 \"w1 w2\"", "«مجلس الأمن» +إيران -رياضة", "S-300 2024/05/18", "+\"w5 w10\" w600",
      "“w1” \"", "w9 w9 w9 ٢٠٢٤ - + \u{200F}", "w100 w7 w3 once كتاب",
      "(w1 OR w2) AND NOT (w3 w4)@2^2", "f:w1 title:(w2 \"w3 w4\"~2) NEAR(w1 w2, 3, ordered)",
      "w1* *2 w?3 /w(1|2)+/ w12~ w1~2^=3", "+* -=w5 date:[1 TO 2] source:x*",
    ].map { [UInt8(4)] + Array($0.utf8) } + [[0] + Array("والسيارات +من «في»".utf8)]
  }

  func run(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
    let analyzer = analyzers[Int(first) % analyzers.count]
    let parsed = ParsedQuery(text, analyzer: analyzer)
    for note in parsed.notes {
      precondition(note.column >= 1 && note.column <= text.unicodeScalars.count + 1, "\(note)")
    }
    for clause in parsed.clauses {
      precondition(clause.node.range.upperBound <= text.utf8.count, "\(clause)")
    }
    let printed = parsed.readAs
    if !parsed.clauses.isEmpty {
      let again = ParsedQuery(printed, analyzer: analyzer)
      precondition(again.notes.isEmpty && again.query == parsed.query, "\(text) -> \(printed)")
    }
    let strict = try? ParsedQuery(strictly: text, analyzer: analyzer)
    precondition(strict == nil ? !parsed.notes.isEmpty : strict == parsed, "\(parsed)")
    rank(parsed.query)
    let snippet = SnippetBuilder(query: parsed.query, analyzer: analyzer, length: 40)
      .snippet(of: text)
    precondition(snippet.marks.allSatisfy { $0.upperBound <= snippet.text.utf8.count })
    precondition(snippet.range.upperBound <= text.utf8.count)
    _ = Query.anyWords(in: text, analyzer: analyzer)
  }

  /// The index is whole: ranking must succeed, both ways agree, and the query as its own filter
  /// changes nothing.
  private func rank(_ query: Query) {
    do {
      let found = try ranker.top(query, limit: 7, counting: true)
      let expected = try ExhaustiveRanker(snapshot).top(query, limit: 7)
      precondition(found.hits == expected.hits && found.total == expected.total, "\(query)")
      let filtered = try ranker.top(query, filter: query, limit: 7, counting: true)
      precondition(filtered == found, "\(query)")
    } catch {
      precondition(error.kind == .invalid, "\(error)")
    }
  }
}
