import FihristStoredDocuments
import FihristTestSupport
import FihristText
import Testing

@testable import Fihrist
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
        let found = unsafe bytes.withUnsafeBufferPointer {
          unsafe known.occurrences(of: term, in: SnippetText("", $0))
        }
        #expect(found == expected)
      }
      let empty = unsafe SnippetText("", UnsafeBufferPointer(start: nil, count: 0))
      #expect(known.occurrences(of: Array("نفط".utf8), in: empty).isEmpty)
    }
  }

  @Test func `symbols of stored prose have the occurrences of its bytes`() async throws {
    let directory = try TemporaryDirectory()
    let index = try await PlainArticles.makeIndex(.segments, at: directory.path, seed: 2_011)
    let commit = index.commit
    let forms = try #require(index.analyzer.forms)
    let (bySymbols, byBytes) = (KnownWords(forms), KnownWords(forms))
    var words = TextWords(forms)
    for (number, segment) in commit.snapshot.segments.enumerated() {
      let symbols = try #require(try commit.knownFormSymbols(ofSegment: number))
      for document in 0..<UInt32(segment.documentCount) {
        try segment.withStoredValues(document) { values in
          for value in values {
            unsafe words.read(Array(value.bytes))
            for term in Set(words.words.indices.map { Array(words.term($0)) }) {
              let found = bySymbols.occurrences(of: term, in: SnippetText("", value, symbols))
              let expected = unsafe byBytes.occurrences(of: term, in: SnippetText("", value.bytes))
              #expect(found == expected && !found.isEmpty)
            }
          }
        }
      }
    }
  }
}
