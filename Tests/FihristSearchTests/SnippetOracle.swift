import FihristText
import Testing

@testable import FihristSearch

/// What a snippet may mark, found out by analyzing the text from end to end.
enum SnippetOracle {
  /// The words of `text` that meet `query`, each by the first of its levels that a text has.
  static func words(
    of text: String, meeting query: Query, ranksRoots: Bool = false
  ) -> [Range<Int>] {
    let words = Analyzer.arabic.queryWords(in: text)
    var shown: Set<Int> = []
    query.forEachShownLeaf { leaf in
      shown.formUnion(indices(of: leaf, in: words, text, ranksRoots: ranksRoots))
    }
    return shown.sorted().map { words[$0].range }
  }

  private static func indices(
    of leaf: Query.Leaf, in words: [QueryWord], _ text: String, ranksRoots: Bool
  ) -> [Int] {
    switch leaf {
    case .term(let term): return words.indices.filter { has(words[$0].term, term) }
    case .word(let word):
      let found = words.indices.filter { has(words[$0].term, word.stem) }
      guard found.isEmpty, ranksRoots else { return found }
      return words.indices.filter { has(words[$0].root, word.root) }
    case .root(let root):
      return ranksRoots ? words.indices.filter { has(words[$0].root, root) } : []
    case .exactForm(let form) where form.terms.count == 1:
      let utf8 = Array(text.utf8)
      return words.indices.filter { index in
        let written = String(decoding: utf8[words[index].range], as: UTF8.self)
        return has(words[index].term, form.terms[0].term)
          && WrittenForm(form.written).isWritten(as: written)
      }
    case .exactForm(let form): return phrases(writtenAs: form.written, in: words, text)
    case .group(let terms, let slop): return members(of: terms, slop: slop, in: words)
    case .expansion(let expansion):
      return words.indices.filter { index in
        [words[index].term, words[index].form].contains {
          $0.map { stands(expansion, for: $0) } ?? false
        }
      }
    }
  }

  /// The words of each phrase that is written so.
  private static func phrases(
    writtenAs written: String, in words: [QueryWord], _ text: String
  ) -> [Int] {
    let wanted = Analyzer.arabic.queryWords(in: written)
    func letters(_ word: QueryWord, _ text: String) -> String {
      String(decoding: Array(text.utf8)[word.range], as: UTF8.self)
    }
    let starts = words.indices.filter { start in
      wanted.indices.allSatisfy { number in
        guard start + number < words.count else { return false }
        let (one, other) = (words[start + number], wanted[number])
        return one.term == other.term
          && one.position - words[start].position == other.position - wanted[0].position
          && WrittenForm(letters(other, written)).isWritten(as: letters(one, text))
      }
    }
    return starts.flatMap { $0..<$0 + wanted.count }
  }

  private static func has(_ term: String?, _ bytes: [UInt8]) -> Bool {
    term.map { Array($0.utf8) == bytes } ?? false
  }

  /// The words that are a member of the group, with every other member within the slop.
  private static func members(
    of terms: [Query.PhraseTerm], slop: Int, in words: [QueryWord]
  ) -> [Int] {
    words.indices.filter { index in
      terms.contains { own in
        guard has(words[index].term, own.term) else { return false }
        let start = words[index].position - own.offset
        return terms.allSatisfy { other in
          words.contains { word in
            has(word.term, other.term) && abs(word.position - other.offset - start) <= slop
          }
        }
      }
    }
  }

  /// Whether a plain comparison says that `expansion` stands for `term`.
  private static func stands(_ expansion: Query.Expansion, for term: String) -> Bool {
    switch expansion {
    case .prefix(let text): term.utf8.starts(with: text.utf8)
    case .wildcard(let pattern): WildcardOracle.matches(Array(pattern), Array(term))
    case .regularExpression(let text):
      (try? PatternReader.read(text)).map { PatternOracle.matches($0, term) } ?? false
    case .fuzzy(let text, let edits, let isWeighted):
      EditOracle.distance(text, term, isWeighted: isWeighted) <= 2 * edits
    }
  }

  /// Checks a snippet against the text that it was taken from.
  static func check(
    _ snippet: Snippet, of text: String, _ query: Query, length: Int, ranksRoots: Bool = false,
    _ comment: Comment
  ) {
    let utf8 = Array(text.utf8)
    #expect(snippet.parts.map(\.text).joined() == snippet.text, comment)
    #expect(snippet.parts.allSatisfy { !$0.text.isEmpty }, comment)
    #expect(Array(snippet.text.utf8) == Array(utf8[snippet.range]), comment)
    #expect(snippet.text.count <= length, comment)
    checkCharacters(snippet, of: text, comment)
    let matches = words(of: text, meeting: query, ranksRoots: ranksRoots)
    let inside = matches.filter {
      snippet.range.lowerBound <= $0.lowerBound && $0.upperBound <= snippet.range.upperBound
    }
    #expect(matches.isEmpty || !inside.isEmpty || text.utf8.count > 1 << 20, comment)
    let marked = Set(snippet.originalMarks.flatMap { Array($0) })
    #expect(Set(inside.flatMap { Array($0) }).isSubset(of: marked), comment)
    // A mark is a word, and the rest of its characters.
    for mark in snippet.originalMarks {
      #expect(
        inside.contains { mark.lowerBound <= $0.lowerBound && $0.upperBound <= mark.upperBound },
        comment)
    }
  }
}
