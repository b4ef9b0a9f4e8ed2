import FihristText
import Testing

@testable import FihristSearch

/// Words found by what is known of them against analyzing every word.
@Suite struct KnownOccurrenceTests {
  private static let text = """
    أسعار النفط تهبط، والنفط يرتفع؛ نِفْطٌ ونفطـ S-300 عام2015 «النفط» AT&T 3.5 نفطية نفط
    الأسعار بأسعارها وأَسعار أسعارنا كتاب الكتب
    """

  @Test(arguments: ["arabic", "light10", "exact", "lucene"])
  func `occurrences are those of all words`(_ name: String) throws {
    let analyzer = try #require(Analyzer(named: name))
    for other in [analyzer, analyzer.forms ?? analyzer] {
      let known = KnownWords(other)
      let bytes = Array(Self.text.utf8)
      var words = TextWords(other)
      words.read(bytes)
      let terms = Set(words.words.indices.map { Array(words.term($0)) })
      #expect(terms.count > 10)
      // Twice: the second time every word is known.
      for term in Array(terms) + Array(terms) + [Array("غائب".utf8)] {
        let expected = words.words.indices.filter { words.term($0).elementsEqual(term) }
          .map { words.words[$0].bytes }
        #expect(known.occurrences(of: term, in: bytes) == expected)
      }
      #expect(known.occurrences(of: Array("نفط".utf8), in: []).isEmpty)
    }
  }
}
