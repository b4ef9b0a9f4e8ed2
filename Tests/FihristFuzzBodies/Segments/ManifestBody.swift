import FihristFormat
import FihristSearch
import FihristStorage
import FihristTestSupport

/// The body of a manifest, and the opening of what it names.
final class ManifestBody: FuzzBody {
  private let scene: FuzzScene
  private let empty: TemporaryDirectory

  init() throws {
    scene = try FuzzScene.make(isLarge: false)
    empty = try TemporaryDirectory()
  }

  var seeds: [[UInt8]] {
    get throws {
      try Manifest.newest(in: IndexDirectory(path: scene.home.path)).commit(
        to: IndexDirectory(path: empty.path))
      let name = IndexFileName.manifest(scene.manifest.generation)
      let file = try IndexDirectory(path: empty.path).open(name, kind: .manifest)
      return [unsafe [UInt8](try file.bytes(0..<file.byteCount))]
    }
  }

  func run(_ bytes: [UInt8]) {
    let directory = IndexDirectory(path: scene.home.path)
    expectDamageAtMost {
      let name = IndexFileName.manifest(scene.manifest.generation)
      var writer = try directory.create(name, kind: .manifest)
      try writer.append(bytes)
      _ = try writer.finish(synchronize: false)
      let manifest = try Manifest.newest(in: directory)
      try expectSame(manifest)
      let snapshot = try Snapshot(directory, manifest)
      for query in scene.queries { _ = try Ranker(snapshot).top(query, limit: 3) }
    }
  }

  /// What was read can be written, and read again as the same.
  private func expectSame(_ manifest: Manifest) throws {
    let directory = IndexDirectory(path: empty.path)
    try manifest.commit(to: directory)
    let again = try Manifest.newest(in: directory)
    try directory.remove(IndexFileName.manifest(manifest.generation))
    precondition(again == manifest, "another manifest comes back")
  }
}
