import Fihrist
import FihristTestSupport

/// An index in memory, in dictionaries: what the writer, its commits and its queries should come
/// to.
struct ArticleModel {
  /// A whole commit.
  struct Commit: Hashable {
    var articles: [String: ModelArticle] = [:]
    var userData: [String: String] = [:]

    func keys(matching query: ModelQuery) -> Set<String> {
      Set(articles.filter { query.matches($0.value) }.keys)
    }
  }

  static let fieldNames = ["title", "body"]
  static let vocabulary = (0..<24).map { "w\($0)" }

  /// The last commit.
  private(set) var committed = Commit()
  /// What the next commit changes: an article, or `nil` for a deletion.
  private var pending: [String: ModelArticle?] = [:]

  static func schema(boost: Double) throws -> Schema {
    try Schema(
      fields: zip(fieldNames, [boost, 1]).map { name, boost in
        .text(name, analyzer: "whitespace", boost: boost)
      })
  }

  mutating func add(_ article: ModelArticle, key: String) {
    pending.updateValue(article, forKey: key)
  }

  mutating func delete(key: String) { pending.updateValue(nil, forKey: key) }

  /// Deletes what the last commit has, except under keys that were changed since.
  ///
  /// - Returns: How many articles match.
  mutating func delete(matching query: ModelQuery) -> Int {
    let found = committed.keys(matching: query)
    for key in found where pending[key] == nil { pending.updateValue(nil, forKey: key) }
    return found.count
  }

  mutating func commit(userData: [String: String]? = nil) {
    for (key, article) in pending { committed.articles[key] = article }
    pending = [:]
    if let userData { committed.userData = userData }
  }

  mutating func rollback() { pending = [:] }
}

extension SeededGenerator {
  mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }

  /// Low words are frequent, high ones rare.
  mutating func word() -> String {
    ArticleModel.vocabulary[below(ArticleModel.vocabulary.count) * below(100) / 100]
  }

  mutating func words(_ range: ClosedRange<Int>) -> [String] {
    (0..<Int.random(in: range, using: &self)).map { _ in word() }
  }

  mutating func article() -> ModelArticle {
    // One in some is much longer, so that norms differ.
    ModelArticle(words: [words(0...3), words(1...(below(12) == 0 ? 80 : 9))])
  }

  mutating func query() -> ModelQuery {
    switch below(6) {
    case 0: return .any([word()])
    case 1: return .any(words(2...4))
    case 2: return .all(words(2...3))
    case 3: return .phrase(words(2...2))
    case 4: return .phrase(words(3...3))
    default: return .without(word(), word())
    }
  }
}
