import FihristTestSupport
import FihristText
import Testing
@testable import FihristSearch

@Suite struct AnyWordsTests {
  private func words(_ text: String, _ analyzer: Analyzer) -> String {
    var words: [String] = []
    Query.anyWords(in: text, analyzer: analyzer).forEachShownLeaf { leaf in
      switch leaf {
      case .term(let term): words.append(String(decoding: term, as: UTF8.self))
      case .word(let word): words.append(String(decoding: word.stem, as: UTF8.self))
      case .root, .group, .exactForm, .expansion: break
      }
    }
    return words.joined(separator: " ")
  }

  @Test func `signs and quotes mean nothing and no phrases are made`() {
    #expect(words("+a -\"b c\" S-300 a", .exact) == "a b c s 300 a")
  }

  @Test func `common words are left out unless there is nothing else`() {
    #expect(words("ما هي عاصمة فرنسا؟", .arabic) == "عاصم فرنسا")
    #expect(words("من هو؟", .arabic) == "من هو")
    #expect(words("من هو؟", .lucene) == "")
    #expect(words(" ؟ ", .arabic) == "")
  }

  @Test func `words beyond the limit are left out`() {
    let many = (0..<20_000).map { "w\($0)" }.joined(separator: " ")
    #expect(words(many, .exact).split(separator: " ").count == Query.maximumClauseCount)
  }
}
