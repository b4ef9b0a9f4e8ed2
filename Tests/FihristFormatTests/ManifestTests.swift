import FihristStorage
import FihristTestSupport
import Testing

@testable import FihristFormat

@Suite struct ManifestTests {
  private let home: TemporaryDirectory
  private let directory: IndexDirectory

  init() throws {
    home = try TemporaryDirectory()
    directory = IndexDirectory(path: home.path)
  }

  private static func segment(_ number: UInt64, live: Bool) -> SegmentInfo {
    var files = FilesByKind<FileSummary>()
    for kind in Schema.article.segmentFileKinds {
      files[kind] = FileSummary(
        name: IndexFileName.segment(number, kind), byteCount: number * 100, checksum: 7)
    }
    if live {
      files[.live] = FileSummary(
        name: IndexFileName.live(segment: number, generation: 4), byteCount: 3, checksum: 9)
    }
    return SegmentInfo(
      number: number, documentCount: 10, liveCount: live ? 9 : 10,
      spaces: Schema.article.termSpaces.map { _ in
        SpaceInfo(
          totalLength: 1_000, liveTotalLength: live ? 900 : 1_000, averageLength: 100)
      },
      parameters: RankingParameters(), isCanonical: live, files: files)
  }

  private static func manifest(_ generation: UInt64, segments: [SegmentInfo] = []) -> Manifest {
    Manifest(
      generation: generation, schema: .article, parameters: RankingParameters(),
      analyzerIdentity: "arabic 1", nextSegment: 12, segments: segments,
      userData: ["log": "a.jsonl", "position": "4096"])
  }

  @Test func `a commit is what the next reader sees`() throws {
    let first = Self.manifest(1)
    try first.commit(to: directory)
    #expect(try Manifest.newest(in: directory) == first)
    let second = Self.manifest(
      2, segments: [Self.segment(3, live: true), Self.segment(11, live: false)])
    try second.commit(to: directory)
    #expect(try Manifest.newest(in: directory) == second)
    #expect(try directory.fileNames() == ["manifest-0000000001", "manifest-0000000002"])
    #expect(Manifest.exists(in: directory))
  }

  @Test func `a directory without an index says so`() throws {
    for path in [home.path, home.path(of: "absent")] {
      let error = #expect(throws: IndexError.self) {
        _ = try Manifest.newest(in: IndexDirectory(path: path))
      }
      #expect(error?.kind == .notFound)
      #expect(error?.reason == "no index exists here")
      #expect(!Manifest.exists(in: IndexDirectory(path: path)))
    }
  }

  @Test func `segments without a manifest are an index that has lost it`() throws {
    try home.write([1], to: "seg-0000000003.terms")
    let error = #expect(throws: IndexError.self) { _ = try Manifest.newest(in: directory) }
    #expect(error?.kind == .damaged)
    try home.write([1], to: "write.lock")
    try Self.manifest(1).commit(to: directory)
    #expect(try Manifest.newest(in: directory).generation == 1)
  }

  /// A list of the directory may have the manifest that goes and not yet the one that has come.
  @Test func `a reader finds a manifest at every moment between commits`() async throws {
    try Self.manifest(1).commit(to: directory)
    let directory = directory
    let writer = Task.detached {
      for generation in 2...400 {
        try Self.manifest(UInt64(generation)).commit(to: directory)
        try directory.remove(IndexFileName.manifest(UInt64(generation - 1)))
      }
    }
    var last: UInt64 = 0
    while last < 400 {
      let seen = try Manifest.newest(in: directory).generation
      #expect(seen >= last)
      last = seen
      // One core runs one task at a time.
      await Task.yield()
    }
    try await writer.value
  }

  @Test func `a manifest that is cut gives way to the one before, unless a copy in it is whole`()
    throws
  {
    let (first, second) = (
      Self.manifest(1), Self.manifest(2, segments: [Self.segment(3, live: true)])
    )
    try first.commit(to: directory)
    try second.commit(to: directory)
    let name = IndexFileName.manifest(2)
    let original = try home.bytes(of: name)
    let firstCopyEnd = 16 + 12 + second.bytes.count
    for count in 0..<original.count {
      try home.write(Array(original[..<count]), to: name)
      let found = try Manifest.newest(in: directory)
      #expect(found == (count < firstCopyEnd ? first : second), "\(count) bytes")
    }
    try directory.remove(IndexFileName.manifest(1))
    try home.write(Array(original[..<(firstCopyEnd - 1)]), to: name)
    let error = #expect(throws: IndexError.self) { _ = try Manifest.newest(in: directory) }
    #expect(error?.kind == .damaged)
  }

  @Test func `a newer version does not give way`() throws {
    try Self.manifest(1).commit(to: directory)
    // Nobody knows what a newer version has behind its number.
    let header = Array(try home.bytes(of: IndexFileName.manifest(1))[..<8])
    try home.write(
      header + [2] + [UInt8](repeating: 0, count: 300), to: IndexFileName.manifest(2))
    let error = #expect(throws: IndexError.self) { _ = try Manifest.newest(in: directory) }
    #expect(error?.kind == .unsupported)
  }

  @Test func `no flipped bit of the only manifest changes or hides anything`() throws {
    let manifest = Self.manifest(1, segments: [Self.segment(3, live: true)])
    try manifest.commit(to: directory)
    try forEveryFlippedBit(of: IndexFileName.manifest(1), in: home, step: 11) { bit in
      let found = try? Manifest.newest(in: directory)
      #expect(found == manifest, "bit \(bit)")
    }
  }

  @Test func `a block of another commit's manifest in the only one is not believed`() throws {
    let stale = Self.manifest(1)
    try stale.commit(to: directory)
    let old = try home.bytes(of: IndexFileName.manifest(1))
    try directory.remove(IndexFileName.manifest(1))
    let manifest = Self.manifest(2, segments: [Self.segment(3, live: true)])
    try manifest.commit(to: directory)
    var bytes = try home.bytes(of: IndexFileName.manifest(2))
    bytes.replaceSubrange(..<4_096, with: old[..<4_096])
    try home.write(bytes, to: IndexFileName.manifest(2))
    #expect(try Manifest.newest(in: directory) == manifest)
  }

  @Test func `forged manifests are errors or other values, and never name a foreign file`() throws {
    let manifest = Self.manifest(1, segments: [Self.segment(3, live: true)])
    try manifest.commit(to: directory)
    var random = SeededGenerator(seed: 1)
    for round in 0..<1_000 {
      var bytes = manifest.bytes
      let offset = Int.random(in: 0..<bytes.count, using: &random)
      bytes[offset] = round % 2 == 0 ? 0xFF : UInt8.random(in: 0...255, using: &random)
      var reader = ByteReader(bytes)
      do {
        let found = try Manifest(&reader)
        for name in found.fileNames { #expect(IndexFileName.belongsToIndex(name)) }
      } catch { #expect(!error.expected.isEmpty) }
    }
    for kind in FileKind.ofSegment + [.live] {
      var evil = manifest
      evil.segments[0].files[kind]?.name = "../../somewhere"
      var reader = ByteReader(evil.bytes)
      #expect(throws: TruncatedBytes.self) { _ = try Manifest(&reader) }
    }
  }

  @Test func `a segment has just the files that its schema asks for, and perhaps live documents`() {
    func read(_ change: (inout FilesByKind<FileSummary>) -> Void) -> Manifest? {
      var manifest = Self.manifest(1, segments: [Self.segment(3, live: true)])
      change(&manifest.segments[0].files)
      var reader = ByteReader(manifest.bytes)
      return try? Manifest(&reader)
    }
    #expect(read { _ in } != nil)
    for kind in FileKind.ofSegment { #expect(read { $0[kind] = nil } == nil, "\(kind.name)") }
    // Fewer live documents than documents, and no file that says which.
    #expect(read { $0[.live] = nil } == nil)
    // Kinds that no segment has.
    #expect(read { $0[.manifest] = $0[.keys] } == nil)
  }

  @Test func `files are found by kind and come in one order, however they were put in`() {
    let kinds = FileKind.ofSegment + [.live]
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<20 {
      var files = FilesByKind<Int>()
      for kind in kinds.shuffled(using: &generator) { files[kind] = Int(kind.code) }
      #expect(files.kinds == kinds)
      for kind in kinds { #expect(files[kind] == Int(kind.code)) }
      files[.norms] = nil
      #expect(files[.norms] == nil && files.kinds == kinds.filter { $0 != .norms })
    }
  }

  @Test func `user data that is out of order, twice or too long is refused`() throws {
    let empty = Manifest(
      generation: 1, schema: .article, parameters: RankingParameters(),
      analyzerIdentity: "arabic 1", nextSegment: 12, segments: [])
    func read(_ names: [String], value: String = "") -> Bool {
      var writer = ByteWriter()
      writer.raw(empty.bytes.dropLast())
      writer.varint(UInt64(names.count))
      for name in names {
        writer.string(name)
        writer.string(value)
      }
      var reader = ByteReader(writer.bytes)
      return (try? Manifest(&reader)) != nil && reader.remaining == 0
    }
    #expect(read([]) && read([""]) && read(["a", "b"]) && read(["", "a", "ab"]))
    #expect(!read(["b", "a"]) && !read(["a", "a"]) && !read(["", ""]))
    // One name in two spellings.
    #expect(!read(["e\u{301}", "é"]))
    let limit = UserData.byteLimit
    #expect(read(["a"], value: String(repeating: "x", count: limit - 1)))
    #expect(!read(["a"], value: String(repeating: "x", count: limit)))
    #expect(!read(["a", "b"], value: String(repeating: "x", count: limit / 2)))
  }

  @Test func `files that no commit needs are removed, all others stay`() throws {
    let manifest = Self.manifest(4, segments: [Self.segment(3, live: true)])
    let stay = manifest.fileNames.subtracting([IndexFileName.manifest(4)])
      .union(["notes.txt", "write.lock", "seg-0000000012.terms", "segments"])
    let leave = [
      "manifest-0000000003", "manifest-0000000005.tmp", "seg-0000000002.keys",
      "seg-0000000003-g3.live", "seg-0000000013.terms",
    ]
    for name in stay.union(leave) { try home.write([1], to: name) }
    try manifest.commit(to: directory)
    try manifest.removeUnreferenced(in: directory, keepingSegments: [12])
    #expect(
      try Set(directory.fileNames()) == stay.union([IndexFileName.manifest(4)]))
  }

  @Test func `a reader that loses its files to a newer commit gets the newer commit`() throws {
    try Self.manifest(1).commit(to: directory)
    let seen = try Manifest.withNewest(in: directory) { (manifest) throws(IndexError) -> UInt64 in
      guard manifest.generation == 1 else { return manifest.generation }
      try Self.manifest(2).commit(to: directory)
      throw IndexError.damaged("x", "the file is gone")
    }
    #expect(seen == 2)
    let error = #expect(throws: IndexError.self) {
      try Manifest.withNewest(in: directory) { (_) throws(IndexError) -> Void in
        throw IndexError.damaged("x", "the file is gone")
      }
    }
    #expect(error?.kind == .damaged)
  }

  @Test func `file names say what they are`() {
    #expect(IndexFileName.manifest(7) == "manifest-0000000007")
    #expect(IndexFileName.generation(ofManifest: "manifest-0000000007") == 7)
    for name in ["manifest-7", "manifest-0000000007.tmp", "manifest-00000000071", "manifest-", "x"]
    {
      #expect(IndexFileName.generation(ofManifest: name) == nil)
    }
    #expect(IndexFileName.segment(3, .postings) == "seg-0000000003.postings")
    #expect(IndexFileName.isLive("seg-0000000003-g12.live", ofSegment: 3))
    for name in ["seg-0000000003-g.live", "seg-0000000004-g1.live", "seg-0000000003-g01.live"] {
      #expect(!IndexFileName.isLive(name, ofSegment: 3))
    }
    for name in ["write.lock", "readme", "seg-1.txt", "manifest-x"] {
      #expect(!IndexFileName.belongsToIndex(name))
    }
  }
}
