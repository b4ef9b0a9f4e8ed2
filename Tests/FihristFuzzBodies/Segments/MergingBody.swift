import FihristFormat
import FihristIndexing
import FihristStorage
import FihristTestSupport

/// An index with a forged file under a writer, which deletes, adds and merges: the first byte chooses index and
/// file.
final class MergingBody: FuzzBody {
  private static let kinds: [FileKind] = [
    .terms, .postings, .positions, .norms, .documents, .keys, .live,
  ]
  private let scenes: [FuzzScene]

  init() throws {
    scenes = [try FuzzScene.make(isLarge: false), try FuzzScene.make(isLarge: true)]
  }

  var seeds: [[UInt8]] {
    scenes.indices.flatMap { scene in
      Self.kinds.indices.map {
        [UInt8(scene | $0 << 1)] + scenes[scene].body(of: Self.kinds[$0])
      }
    }
  }

  func run(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let scene = scenes[Int(first) & 1]
    let kind = Self.kinds[Int(first >> 1) % Self.kinds.count]
    expectDamageAtMost {
      let place = try TemporaryDirectory()
      for name in try IndexDirectory(path: scene.home.path).fileNames() {
        try place.write(try scene.home.bytes(of: name), to: name)
      }
      let directory = IndexDirectory(path: place.path)
      try scene.forge(Array(bytes.dropFirst()), as: kind, in: directory).commit(to: directory)
      try waitFor { try await Self.work(directory) }
    }
  }

  private static func work(_ directory: IndexDirectory) async throws {
    let writer = try IndexWriter(directory, options: FuzzScene.options)
    try await writer.delete(key: "k2")
    try await writer.add(SourceDocument(key: "k5", values: ["title": "w1", "text": "w2 new"]))
    try await writer.commit()
    try await writer.merge()
    try await writer.close()
  }
}
