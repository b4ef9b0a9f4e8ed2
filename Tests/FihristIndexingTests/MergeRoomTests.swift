import FihristFormat
import FihristStorage
import FihristTestSupport
import Foundation
import Synchronization
import Testing

@testable import FihristIndexing

/// What merges look at before they begin and before they end.
@Suite struct MergeRoomTests {
  private let place: FihristTestSupport.TemporaryDirectory
  private let disk: SimulatedDisk

  init() throws {
    place = try FihristTestSupport.TemporaryDirectory()
    disk = SimulatedDisk(root: place.path)
  }

  private var path: String { place.path(of: "index") }

  private func options(inBackground: Bool) -> IndexingOptions {
    var options = IndexingOptions()
    options.mergesInBackground = inBackground
    options.mergePolicy.segmentsPerTier = 2
    return options
  }

  private func commit(_ count: Int, to writer: IndexWriter, from first: Int = 0) async throws {
    for number in first..<first + count {
      try await writer.add(SourceDocument(key: "\(number)", values: ["body": "كتاب \(number)"]))
      try await writer.commit()
    }
  }

  @Test func `a merge that the disk has no room for is refused before it writes`() async throws {
    let directory = IndexDirectory(path: path, disk: disk.disk)
    let writer = try IndexWriter(directory, options: options(inBackground: false))
    try await commit(3, to: writer)
    let live = await writer.index.candidates.reduce(0) { $0 + $1.liveByteCount }
    disk.room = live + (1 << 20) - 1
    let before = disk.count
    let error = await #expect(throws: IndexError.self) { try await writer.merge() }
    #expect(error?.kind == .storage && error?.path == path)
    #expect(error?.reason.hasPrefix("merging 3 segments may take") == true)
    #expect(disk.count == before)
    disk.room = live + (1 << 20)
    try await writer.merge()
    #expect(await writer.segmentCount == 1)
    try await writer.close()
  }

  @Test func `what is deleted needs no room`() async throws {
    let directory = IndexDirectory(path: path, disk: disk.disk)
    let writer = try IndexWriter(directory, options: options(inBackground: false))
    for number in 0..<100 {
      try await writer.add(SourceDocument(key: "\(number)", values: ["body": "كتاب \(number)"]))
    }
    try await writer.commit()
    let whole = await writer.index.candidates[0].byteCount
    for number in 0..<90 { try await writer.delete(key: "\(number)") }
    try await writer.commit()
    disk.room = (1 << 20) + whole / 4
    try await writer.merge()
    #expect(await writer.documentCount == 10)
    try await writer.close()
  }

  /// The file system loses a bit between writing and reading.
  @Test(arguments: [FileKind.terms, .postings, .positions, .norms, .documents, .keys])
  func `a merged segment that reads back otherwise is never published`(
    _ kind: FileKind
  ) async throws {
    let isFailing = Atomic(false)
    let name = path + "/" + IndexFileName.segment(4, kind)
    let disk = Disk(gate: { call in
      if call == .synchronize(path: name), isFailing.load(ordering: .relaxed) {
        Self.flipBit(at: UInt64(FileLayout.headerByteCount) + 2, of: name)
      }
      return 0
    })
    let writer = try IndexWriter(
      IndexDirectory(path: path, disk: disk), options: options(inBackground: false))
    try await commit(3, to: writer)
    isFailing.store(true, ordering: .relaxed)
    let error = await #expect(throws: IndexError.self) { try await writer.merge() }
    #expect(error?.kind == .storage && error?.path == name, "\(String(describing: error))")
    #expect(await writer.segmentCount == 3)
    #expect(try IndexContents(path: path).documents.count == 3)
    let names = try FileManager.default.contentsOfDirectory(atPath: path)
    #expect(!names.contains { IndexFileName.segmentNumber(of: $0) == 4 })
    isFailing.store(false, ordering: .relaxed)
    try await writer.merge()
    #expect(await writer.segmentCount == 1)
    try await writer.close()
  }

  private static func flipBit(at offset: UInt64, of path: String) {
    guard let file = FileHandle(forUpdatingAtPath: path) else { return }
    defer { try? file.close() }
    try? file.seek(toOffset: offset)
    guard let byte = try? file.read(upToCount: 1)?.first else { return }
    try? file.seek(toOffset: offset)
    try? file.write(contentsOf: Data([byte ^ 0x20]))
  }
}
