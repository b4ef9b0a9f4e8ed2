import FihristTestSupport
import Foundation
import Testing

@testable import Fihrist

/// Power fails before each call to the disk that a repair, a rebuild or a purge makes.
@Suite struct RepairingCrashTests {
  static let isLong = ProcessInfo.processInfo.environment["FIHRIST_LONG_TESTS"] == "1"

  /// What is done to an index, and whether it is done in a state that a crash has left.
  enum Operation: CaseIterable {
    case repair, rebuild, purge

    /// Does it.
    func run(in directory: IndexDirectory) throws {
      let path = directory.path
      switch self {
      case .repair: _ = try IndexRepair(path: path).run(in: directory)
      case .rebuild: _ = try IndexRebuild(path: path).run(in: directory)
      case .purge: _ = try IndexPurge(path: path, keys: ["k0-1", "k1-3"]).run(in: directory)
      }
    }
  }

  /// A disk with an index on it, which is damaged if it is to be repaired.
  private func prepare(
    _ operation: Operation, _ disk: SimulatedDisk, _ seed: UInt64
  ) async throws -> DiskImage {
    var articles = SampleArticles(seed: seed)
    let directory = IndexDirectory(path: disk.root + "/index", disk: disk.disk)
    try await articles.makeIndex(directory, segments: 3, count: 8)
    if operation == .purge { try await addNotes(to: directory) }
    var image = DiskImage()
    for point in disk.points { image.apply(point.call) }
    guard operation == .repair else { return image }
    for name in ["seg-0000000001.postings", "seg-0000000002.documents"] {
      try Files.flip(name, in: directory.path)
      let bytes = try Data(contentsOf: URL(fileURLWithPath: directory.path(of: name)))
      for call in [
        .remove(path: "index/" + name), .create(path: "index/" + name),
        .write(path: "index/" + name, bytes: [UInt8](bytes)),
        .synchronize(path: "index/" + name), .synchronizeDirectory(path: "index"),
      ] as [DiskCall] {
        image.apply(call)
      }
    }
    return image
  }

  /// Makes the index remember a file that had two documents; the first of them is purged.
  private func addNotes(to directory: IndexDirectory) async throws {
    var writer = ByteWriter()
    let hashes = ["k0-1", "k0-2"].map { StableHash.of($0.utf8) }
    ImportState.write(
      .keys(ImportState.Keys(file: 0, reading: 1, hashes: hashes)), to: &writer)
    var notes = ImportNotes(directory)
    try notes.add(writer.bytes)
    let index = try IndexWriter(directory)
    try await index.commit(replacingUserData: [ImportNotes.name: notes.value])
    try await index.close()
  }

  /// The files that the newest commit in `directory` needs; what is remembered of input files has
  /// no purged key.
  private func needed(in directory: IndexDirectory) throws -> Set<String> {
    let manifest = try Manifest.newest(in: directory)
    guard let notes = ImportNotes(directory, namedBy: manifest.userData) else {
      return manifest.fileNames
    }
    try ImportState.keys(in: try #require(try notes.part(1))) {
      #expect($0.hashes == [StableHash.of("k0-2".utf8)])
    }
    return manifest.fileNames.union(notes.fileNames)
  }

  @Test(arguments: Operation.allCases, isLong ? Array(1...4) : [1] as [UInt64])
  func `a crash leaves the old commit or the new, and doing it again ends the same`(
    operation: Operation, seed: UInt64
  ) async throws {
    let folder = try TemporaryDirectory()
    let disk = SimulatedDisk(root: folder.path)
    var image = try await prepare(operation, disk, seed)
    let first = disk.count
    let directory = IndexDirectory(path: disk.root + "/index", disk: disk.disk)
    let old = try Manifest.newest(in: directory)
    try operation.run(in: directory)
    let new = try Manifest.newest(in: directory)
    let contents = try StoredContents(directory.path)
    #expect(new.generation == old.generation + 1)
    var seen: Set<DiskRemains> = []
    for point in first...disk.count {
      if point > first { image.apply(disk.points[point - 1].call) }
      for loss in losses(point) {
        let remains = image.remains(after: loss)
        guard seen.insert(remains).inserted else { continue }
        let note: Comment = "\(operation), seed \(seed), \(loss) before call \(point)"
        let after = try TemporaryDirectory()
        try image.write(remains, to: after.path)
        let found = IndexDirectory(path: after.path(of: "index"))
        let manifest = try Manifest.newest(in: found)
        #expect(manifest == old || manifest == new, note)
        if point == disk.count { #expect(manifest == new, note) }
        if manifest == new {
          #expect(try StoredContents(found.path) == contents, note)
        }
        try operation.run(in: found)
        #expect(try StoredContents(found.path) == contents, note)
        let files = try Set(Files.all(found.path).keys)
        #expect(try IndexCheck(path: found.path, level: .checksums).run().isWhole, note)
        #expect(try operation == .repair || files == needed(in: found), note)
      }
    }
    print("\(operation), seed \(seed): \(disk.count - first + 1) points, \(seen.count) states")
  }

  private func losses(_ point: Int) -> [PowerLoss] {
    [.nothing, .everything, .bytes, .bytesNotLengths]
      + (0..<(Self.isLong ? 16 : 1)).map { .random(seed: UInt64(point * 1_000 + $0)) }
  }

  @Test(arguments: Operation.allCases, [ENOSPC, EIO])
  func `a disk that refuses a call leaves the old commit or the new`(
    operation: Operation, code: CInt
  ) async throws {
    var number = 0
    var isRefused = true
    let sample = try TemporaryDirectory()
    _ = try await prepare(operation, SimulatedDisk(root: sample.path), 2)
    while isRefused {
      let folder = try TemporaryDirectory()
      let path = folder.path(of: "index")
      try FileManager.default.copyItem(atPath: sample.path(of: "index"), toPath: path)
      let old = try Manifest.newest(in: IndexDirectory(path: path))
      let refusing = SimulatedDisk(
        root: folder.path,
        refusal: SimulatedDisk.Refusal(
          first: number, lasts: code == ENOSPC, code: code, sparesSmallCalls: code == ENOSPC))
      let note: Comment = "\(operation), error \(code) at call \(number)"
      do {
        try operation.run(in: IndexDirectory(path: path, disk: refusing.disk))
      } catch let error as IndexError {
        #expect(error.kind == .storage, note)
      }
      isRefused = refusing.refusedCount > 0
      let found = try Manifest.newest(in: IndexDirectory(path: path))
      #expect(found == old || found.generation == old.generation + 1, note)
      // Once there is space it succeeds as if nothing had happened.
      try operation.run(in: IndexDirectory(path: path))
      #expect(try IndexCheck(path: path).run().isWhole, note)
      number += Self.isLong ? 1 : 6
    }
    #expect(number > 20)
  }
}
