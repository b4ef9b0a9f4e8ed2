import FihristFormat
import FihristStorage
import FihristTestSupport

@testable import FihristIndexing

/// What happens to an index in these tests, step by step, and what it must say after each.
struct IndexLife {
  enum Action {
    /// Adds documents and deletes keys, in one commit.
    case change([SourceDocument], deleting: [String])
    /// Indexes documents on two threads into segments of their own, in one commit.
    case bulk([SourceDocument])
    /// Merges everything.
    case merge
    /// Closes the writer; the next step opens one.
    case close
  }

  struct Step {
    var action: Action
    /// What the index says once the step has ended well.
    var contents: IndexContents
    /// The same with ``IndexLife/extra`` added.
    var contentsWithExtra: IndexContents
  }

  static let schema = Schema.article

  /// A document that none of the steps knows: what the writer after a crash adds.
  static let extra = SourceDocument(key: "extra", values: ["body": "كتاب جديد", "title": "x"])

  /// What an index of ``extra`` alone says.
  let contentsOfExtra = IndexContents([extra.key: extra], schema: schema)

  private(set) var steps: [Step] = []
  private var documents: [String: SourceDocument] = [:]

  /// An index in two commits, replacing, deleting, small commits that are merged in the background,
  /// a merge of everything, another writer, a bulk run.
  init(seed: UInt64) {
    var random = RandomText(seed: seed)
    func some(_ count: Int) -> [SourceDocument] {
      random.documents(count, keys: 24, schema: Self.schema, words: 10)
    }
    add(.change(some(8), deleting: []))
    add(.change(some(6), deleting: ["k1", "k2", "k3"]))
    for _ in 0..<3 { add(.change(some(2), deleting: ["k\(random.below(24))"])) }
    add(.change([], deleting: (0..<6).map { "k\($0)" }))
    add(.merge)
    add(.close)
    add(.change(some(3), deleting: ["k7", "k8"]))
    add(.close)
    add(.bulk(some(8)))
    add(.change([], deleting: (0..<24).map { "k\($0)" }))
    add(.change(some(3), deleting: []))
    add(.merge)
    add(.close)
  }

  private mutating func add(_ action: Action) {
    switch action {
    case .change(let added, let deleted):
      for document in added { documents[document.key] = document }
      for key in deleted { documents[key] = nil }
    case .bulk(let added): documents.merge(added.latest) { $1 }
    case .merge, .close: break
    }
    let more = documents.merging([Self.extra.key: Self.extra]) { $1 }
    steps.append(
      Step(
        action: action, contents: IndexContents(documents, schema: Self.schema),
        contentsWithExtra: IndexContents(more, schema: Self.schema)))
  }
}
