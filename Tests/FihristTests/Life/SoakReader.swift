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

/// A thread that searches the index as it goes, and one commit that it keeps.
struct SoakReader: Sendable {
  /// A commit that is kept, and what it said when it was opened.
  private struct Held {
    var index: Index
    var query: String
    var answer: SearchResults
  }

  private let soak: Soak
  private let seed: UInt64

  init(_ soak: Soak, seed: UInt64) {
    self.soak = soak
    self.seed = seed
  }

  /// Reads until the soak is over.
  func run() {
    var random = SeededGenerator(seed: seed)
    do {
      let index = try Index(path: soak.path)
      var held = try hold(&random)
      while !soak.isOver {
        try look(at: index)
        guard try held.index.search(held.query, limit: 100) == held.answer else {
          return soak.fail("commit \(held.index.generation) has changed for \(held.query)")
        }
        soak.note("looks at a held commit")
        if random.below(10) == 0 { held = try hold(&random) }
        // There are fewer processors than readers and writers.
        Thread.sleep(forTimeInterval: 0.002)
      }
    } catch {
      soak.fail("a reader: \(error)")
    }
  }

  private func hold(_ random: inout SeededGenerator) throws -> Held {
    let index = try Index(path: soak.path)
    let query = random.query().text
    return Held(index: index, query: query, answer: try index.search(query, limit: 100))
  }

  private func look(at index: Index) throws {
    let before = index.generation
    if try index.refresh() { soak.note("refreshes") }
    if index.generation < before { soak.fail("commit \(index.generation) came after \(before)") }
    if let problem = SoakDigest.problem(of: index) { soak.fail(problem) }
    soak.note("searches")
  }
}
