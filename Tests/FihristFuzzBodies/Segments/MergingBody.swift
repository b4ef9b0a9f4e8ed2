import FihristFormat
import FihristIndexing
import FihristStorage
import FihristTestSupport

/// An index with a forged file under a writer, which deletes, adds and merges: the first byte
/// chooses index and file.
final class MergingBody: FuzzBody {
  private static let kinds: [FileKind] = [
    .terms, .postings, .positions, .norms, .documents, .keys, .live, .columns,
  ]
  private let scenes: [FuzzScene]

  init() throws {
    scenes = [
      try FuzzScene.make(isLarge: false), try FuzzScene.make(isLarge: true),
      try FuzzScene.makeProse(),
    ]
  }

  var seeds: [[UInt8]] {
    scenes.indices.flatMap { scene in
      Self.kinds.indices.map {
        [Self.choice(scene, $0)] + scenes[scene].body(of: Self.kinds[$0])
      }
    }
  }

  /// The first byte of inputs for a file of a scene.
  private static func choice(_ scene: Int, _ kind: Int) -> UInt8 {
    UInt8(scene == 2 ? 128 | kind << 1 : scene | kind << 1)
  }

  func run(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let scene = scenes[first >= 128 ? 2 : Int(first) & 1]
    let kind = Self.kinds[Int(first >> 1 & 63) % Self.kinds.count]
    expectDamageAtMost {
      let folder = try TemporaryDirectory()
      for name in try IndexDirectory(path: scene.home.path).fileNames() {
        try folder.write(try scene.home.bytes(of: name), to: name)
      }
      let directory = IndexDirectory(path: folder.path)
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
