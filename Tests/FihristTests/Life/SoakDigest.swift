import Fihrist
import FihristTestSupport
import Foundation

/// What a commit of a soak says of its own contents.
struct SoakDigest: Hashable {
  private(set) var count = 0
  private(set) var sum: UInt64 = 0

  init(_ documents: [String: ModelArticle]) {
    for (key, article) in documents { add(key, article.words.map { $0.joined(separator: " ") }) }
  }

  /// The digest of what a search for everything finds.
  private init(_ hits: [Hit]) {
    for hit in hits { add(hit.key, ArticleModel.fieldNames.map { hit.text(of: $0) ?? "" }) }
  }

  /// The order of documents counts for nothing: sums of FNV-1a (Fowler, Noll & Vo, 1991).
  private mutating func add(_ key: String, _ texts: [String]) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in (texts + [key]).joined(separator: "\n").utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    count += 1
    sum &+= hash
  }

  var userData: [String: String] { ["count": "\(count)", "digest": "\(sum)"] }

  /// What is wrong with the commit that `index` shows, which nobody refreshes meanwhile.
  static func problem(of index: Index) -> String? {
    do {
      let everything = ArticleModel.vocabulary.joined(separator: " ")
      let found = try index.search(everything, limit: 1_000, counting: .exact)
      let digest = SoakDigest(found.hits)
      let keys = Set(found.hits.map(\.key))
      guard keys.count == found.hits.count, digest.userData == index.userData,
        found.total.value == index.documentCount, digest.count == index.documentCount
      else {
        return "commit \(index.generation) has \(digest.userData), says \(index.userData), "
          + "counts \(found.total.value) and holds \(index.documentCount)"
      }
      return nil
    } catch {
      return "\(error)"
    }
  }
}
