import Fihrist
import FihristTestSupport

/// A query of one of the forms that the naive index understands.
enum ModelQuery: Hashable {
  case any([String])
  case all([String])
  case phrase([String])
  case without(String, String)

  /// The query in the query language.
  var text: String {
    switch self {
    case .any(let words): words.joined(separator: " ")
    case .all(let words): words.map { "+" + $0 }.joined(separator: " ")
    case .phrase(let words): "\"" + words.joined(separator: " ") + "\""
    case .without(let word, let other): "\(word) -\(other)"
    }
  }

  /// Whether it finds `article`, as the language's page says it.
  func matches(_ article: ModelArticle) -> Bool {
    func has(_ word: String) -> Bool { article.words.contains { $0.contains(word) } }
    switch self {
    case .any(let words): return words.contains(where: has)
    case .all(let words): return words.allSatisfy(has)
    case .without(let word, let other): return has(word) && !has(other)
    case .phrase(let words):
      return article.words.contains { text in
        text.indices.contains { text[$0...].starts(with: words) }
      }
    }
  }
}
