import FihristFormat
import FihristSearch
import FihristStorage
import FihristTestSupport

/// The contents of a manifest, and the opening of what it names; and a whole manifest file.
final class ManifestBody: FuzzBody {
  private let scene: FuzzScene
  private let empty: TemporaryDirectory

  init() throws {
    scene = try FuzzScene.make(isLarge: false)
    empty = try TemporaryDirectory()
  }

  var seeds: [[UInt8]] {
    get throws {
      let directory = IndexDirectory(path: empty.path)
      try scene.manifest.commit(to: directory)
      let name = IndexFileName.manifest(scene.manifest.generation)
      defer { try? directory.remove(name) }
      return try [
        directory.readDouble(name, kind: .manifest) { $0.bytes }, empty.bytes(of: name),
      ]
    }
  }

  func run(_ bytes: [UInt8]) {
    let directory = IndexDirectory(path: scene.home.path)
    let name = IndexFileName.manifest(scene.manifest.generation)
    expectDamageAtMost {
      try scene.home.write(bytes, to: name)
      try expectSame(Manifest.newest(in: directory))
    }
    expectDamageAtMost {
      var writer = try directory.create(name, kind: .manifest)
      try writer.append(DoubleBody.holding(bytes, kind: .manifest))
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
