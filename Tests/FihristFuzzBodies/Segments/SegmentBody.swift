import FihristFormat
import FihristSearch
import FihristStorage
import FihristTestSupport

/// One file of a segment, below its checksums: the first byte chooses the index, the rest is the file's body.
final class SegmentBody: FuzzBody {
  private let kind: FileKind
  private let scenes: [FuzzScene]

  init(_ kind: FileKind) throws {
    self.kind = kind
    scenes = [try FuzzScene.make(isLarge: false), try FuzzScene.make(isLarge: true)]
  }

  var seeds: [[UInt8]] {
    scenes.indices.map { [UInt8($0)] + scenes[$0].body(of: kind) }
  }

  func run(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let scene = scenes[Int(first) & 1]
    let directory = IndexDirectory(path: scene.home.path)
    expectDamageAtMost {
      let manifest = try scene.forge(Array(bytes.dropFirst()), as: kind, in: directory)
      try look(scene, try Snapshot(directory, manifest))
    }
  }

  /// Reads all of the segment in each way in which it is read.
  private func look(_ scene: FuzzScene, _ snapshot: Snapshot) throws {
    let segment = snapshot.segments[0]
    for query in scene.queries { expectDamageAtMost { try ask(query, of: snapshot) } }
    expectDamageAtMost { try SegmentWalk(segment).lists() }
    expectDamageAtMost { try SegmentWalk(segment).documents() }
    expectDamageAtMost { try SegmentWalk(segment).keys() }
    if segment.documentCount < 100 { expectDamageAtMost { try segment.verify { _ in } } }
  }

  private func ask(_ query: Query, of snapshot: Snapshot) throws {
    let ranker = Ranker(snapshot)
    for limit in [1, 20] {
      for hit in try ranker.top(query, limit: limit, counting: limit == 20).hits {
        precondition(Int(hit.document) < snapshot.segments[hit.segment].documentCount)
        _ = try snapshot.segments[hit.segment].key(of: hit.document)
        _ = try snapshot.segments[hit.segment].storedDocument(hit.document)
      }
    }
    _ = try ExhaustiveRanker(snapshot).top(query, limit: 5)
  }
}
