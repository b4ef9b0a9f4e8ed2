import Fihrist
import FihristTestSupport

/// An article of a few words, as the naive index keeps it.
struct ModelArticle: Hashable {
  /// The words of each text field, in order.
  var words: [[String]]

  /// The article as an index takes it.
  func source(key: String) -> SourceDocument {
    var values: [String: String] = [:]
    for (name, words) in zip(ArticleModel.fieldNames, words) {
      values[name] = words.joined(separator: " ")
    }
    return SourceDocument(key: key, values: values)
  }
}
