import FihristTestSupport
import Testing

@testable import Fihrist

/// Beginnings and neighbors of words against brute force over the texts.
@Suite struct IndexedTermTests {
  private static let seed: UInt64 = 1_705

  /// How many documents have each form.
  private func forms(_ index: Index) throws -> [String: Int] {
    var documents: [String: Int] = [:]
    for document in try ScannedArchive(index).documents {
      let texts = ["title", "body"].compactMap { document[$0] }
      for form in Set(texts.flatMap { Analyzer.arabicForm.tokens(in: $0).map(\.term) }) {
        documents[form, default: 0] += 1
      }
    }
    return documents
  }

  /// Insertions, deletions, changes and swaps of neighbors (optimal string alignment).
  private func distance(_ one: String, _ other: String) -> Int {
    let (a, b) = (Array(one.unicodeScalars), Array(other.unicodeScalars))
    var rows = [Array(0...b.count)]
    for i in 1...max(1, a.count) where i <= a.count {
      var row = [i]
      for j in 1...max(1, b.count) where j <= b.count {
        var least = min(
          rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          least = min(least, rows[i - 2][j - 2] + 1)
        }
        row.append(least)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }

  @Test(arguments: PlainArticles.Shape.allCases)
  func `beginnings are those of the commonest words`(
    _ shape: PlainArticles.Shape
  ) async throws {
    let directory = try TemporaryDirectory()
    let index = try await PlainArticles.makeIndex(shape, at: directory.path, seed: Self.seed)
    let forms = try forms(index).filter { $0.key.isArabic }
    for prefix in ["ع", "عل", "ق", "كتاب", "كتابب", "ن"] {
      let expected = forms.filter { $0.key.hasPrefix(prefix) }.sorted {
        $0.value != $1.value
          ? $0.value > $1.value : $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
      }
      let found = try index.terms(startingWith: prefix, limit: 100)
      #expect(Set(found.map(\.term)) == Set(expected.map(\.key)), "\(prefix) \(Self.seed)")
      #expect(found.allSatisfy { $0.documents == forms[$0.term] && $0.edits == 0 })
      if shape == .merged { #expect(found.map(\.term) == expected.map(\.key)) }
      #expect(try index.terms(startingWith: prefix, limit: 1) == Array(found.prefix(1)))
    }
    #expect(try index.terms(startingWith: "ne").map(\.term) == ["news"])
  }

  @Test(arguments: PlainArticles.Shape.allCases)
  func `neighbors are those of few edits`(_ shape: PlainArticles.Shape) async throws {
    let directory = try TemporaryDirectory()
    let index = try await PlainArticles.makeIndex(shape, at: directory.path, seed: Self.seed)
    let forms = try forms(index).filter { $0.key.isArabic }
    for word in ["علم", "عمل", "كتابه", "قو", "غائب"] {
      for edits in 0...2 {
        let expected = forms.filter { distance(word, $0.key) <= edits }
        let found = try index.terms(near: word, edits: edits, limit: 100)
        #expect(Set(found.map(\.term)) == Set(expected.keys), "\(word) \(edits) \(Self.seed)")
        for term in found {
          #expect(term.documents == forms[term.term])
          #expect(term.edits == Double(distance(word, term.term)))
        }
        #expect(found.map(\.edits) == found.map(\.edits).sorted())
      }
    }
  }
}
