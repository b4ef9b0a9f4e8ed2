import FihristFormat
import FihristSearch
import FihristStorage
import FihristTestSupport

/// One file of a segment, below its checksums: the first byte chooses the index, the rest is the
/// file's body.
final class SegmentBody: FuzzBody {
  private let kind: FileKind
  private let scenes: [FuzzScene]

  init(_ kind: FileKind) throws {
    self.kind = kind
    scenes = [
      try FuzzScene.make(isLarge: false), try FuzzScene.make(isLarge: true),
      try FuzzScene.makeProse(),
    ]
  }

  var seeds: [[UInt8]] {
    scenes.indices.map { [UInt8($0)] + scenes[$0].body(of: kind) }
  }

  func run(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let scene = scenes[first == 2 ? 2 : Int(first) & 1]
    let directory = IndexDirectory(path: scene.home.path)
    expectDamageAtMost {
      let manifest = try scene.forge(Array(bytes.dropFirst()), as: kind, in: directory)
      try look(scene, try Snapshot(directory, manifest))
    }
  }

  /// Reads the segment in each way in which the forged file is read.
  private func look(_ scene: FuzzScene, _ snapshot: Snapshot) throws {
    let walk = SegmentWalk(snapshot.segments[0])
    let hasLists = [.terms, .postings, .positions].contains(kind)
    if hasLists || [.norms, .live].contains(kind) {
      // One for all, as searches use it: also after a query that was refused.
      let ranker = Ranker(snapshot)
      for query in scene.queries { expectDamageAtMost { try ask(query, of: ranker) } }
    }
    if hasLists { expectDamageAtMost { try walk.lists() } }
    if [.documents, .norms].contains(kind) { expectDamageAtMost { try walk.documents() } }
    if kind == .keys { expectDamageAtMost { try walk.keys() } }
    if kind == .columns { expectDamageAtMost { try walk.columns() } }
    if walk.segment.documentCount < 100 {
      expectDamageAtMost { try walk.segment.verify { _ in } }
    }
  }

  private func ask(_ query: Query, of ranker: Ranker) throws {
    let snapshot = ranker.snapshot
    for limit in [1, 20] {
      for hit in try ranker.top(query, limit: limit, counting: limit == 20).hits {
        precondition(Int(hit.document) < snapshot.segments[hit.segment].documentCount)
        _ = try snapshot.segments[hit.segment].key(of: hit.document)
      }
    }
    _ = try ExhaustiveRanker(snapshot).top(query, limit: 5)
  }
}
