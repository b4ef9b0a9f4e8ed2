import FihristFormat
import FihristStorage
import FihristTestSupport
import Foundation
import Synchronization
import Testing

@testable import FihristIndexing

/// What merges look at before they begin and before they end, and who waits for them.
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
    options.mergePolicy.segmentLimit = 2
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
    disk.freeSpace = live + (1 << 20) - 1
    let before = disk.count
    let error = await #expect(throws: IndexError.self) { try await writer.merge() }
    #expect(error?.kind == .storage && error?.path == path)
    #expect(error?.reason.hasPrefix("merging 3 segments may take") == true)
    #expect(disk.count == before)
    disk.freeSpace = live + (1 << 20)
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
    disk.freeSpace = (1 << 20) + whole / 4
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

// MARK: Waiting

extension MergeRoomTests {
  /// A disk on which segment 3 is not begun before it is told so: the merge of the first two.
  private final class Barrier: Sendable {
    private let waiting = Atomic(0)
    private let opened = DispatchSemaphore(value: 0)

    /// How many merges wait.
    var count: Int { waiting.load(ordering: .relaxed) }

    func open() { opened.signal() }

    var disk: Disk {
      Disk(gate: { [self] call in
        if case .create(let path) = call, path.hasSuffix(IndexFileName.segment(3, .terms)) {
          waiting.add(1, ordering: .relaxed)
          opened.wait()
        }
        return 0
      })
    }
  }

  @Test func `who commits more segments than merges can follow waits`() async throws {
    let barrier = Barrier()
    let writer = try IndexWriter(
      IndexDirectory(path: path, disk: barrier.disk), options: options(inBackground: true))
    try await commit(2, to: writer)
    while barrier.count == 0 { await Task.yield() }
    // The merge of two waits. A third segment is one too many.
    let isDone = Atomic(false)
    let isAdded = Atomic(false)
    async let committing: Void = {
      try await commit(1, to: writer, from: 2)
      isDone.store(true, ordering: .relaxed)
    }()
    while await writer.segmentCount < 3 { await Task.yield() }
    async let adding: Void = {
      try await writer.add(SourceDocument(key: "x", values: ["body": "كتاب"]))
      isAdded.store(true, ordering: .relaxed)
    }()
    try await Task.sleep(for: .milliseconds(60))
    // What was committed is there, whoever waits.
    #expect(try IndexContents(path: path).documents.count == 3)
    #expect(!isDone.load(ordering: .relaxed) && !isAdded.load(ordering: .relaxed))
    barrier.open()
    try await committing
    try await adding
    #expect(isDone.load(ordering: .relaxed) && isAdded.load(ordering: .relaxed))
    try await writer.close()
    #expect(try IndexContents(path: path).documents.count == 4)
  }

  @Test func `small segments are merged beside a merge that takes its time`() async throws {
    let barrier = Barrier()
    var options = options(inBackground: true)
    options.mergePolicy.segmentLimit = 100
    let writer = try IndexWriter(IndexDirectory(path: path, disk: barrier.disk), options: options)
    try await commit(2, to: writer)
    while barrier.count == 0 { await Task.yield() }
    // The first two are being merged; the next two become one while that waits.
    try await commit(2, to: writer, from: 2)
    while await writer.segmentCount > 3 { await Task.yield() }
    try await writer.delete(key: "0")
    try await writer.delete(key: "3")
    try await writer.commit()
    barrier.open()
    try await writer.merge()
    try await writer.close()
    #expect(try IndexContents(path: path).documents.keys.sorted() == ["1", "2"])
  }

  @Test func `a task that is cancelled waits no longer`() async throws {
    let barrier = Barrier()
    let writer = try IndexWriter(
      IndexDirectory(path: path, disk: barrier.disk), options: options(inBackground: true))
    try await commit(2, to: writer)
    while barrier.count == 0 { await Task.yield() }
    let task = Task { try await commit(1, to: writer, from: 2) }
    while await writer.segmentCount < 3 { await Task.yield() }
    task.cancel()
    try await task.value
    barrier.open()
    try await writer.close()
    #expect(try IndexContents(path: path).documents.count == 3)
  }

  @Test func `nobody waits for merges that fail`() async throws {
    disk.freeSpace = 0
    let writer = try IndexWriter(
      IndexDirectory(path: path, disk: disk.disk), options: options(inBackground: true))
    try await commit(12, to: writer)
    #expect(await writer.segmentCount == 12)
    disk.freeSpace = nil
    try await commit(1, to: writer, from: 12)
    try await writer.merge()
    #expect(await writer.segmentCount == 1)
    try await writer.close()
  }

  @Test func `the bulk indexer waits, too`() async throws {
    let barrier = Barrier()
    var options = options(inBackground: true)
    options.memory = 1
    options.commitInterval = 1
    var random = RandomText(seed: 12)
    let documents = random.documents(12, keys: 200, schema: .article)
    let rounds = Atomic(0)
    let indexing = Task { [path] in
      try await BulkIndexer.run(
        ListFeed(documents, chunk: 1), into: IndexDirectory(path: path, disk: barrier.disk),
        options: options,
        progress: { if $0.phase == .committing { rounds.add(1, ordering: .relaxed) } })
    }
    while rounds.load(ordering: .relaxed) < 3 { await Task.yield() }
    try await Task.sleep(for: .milliseconds(60))
    // Two segments are merged, and the third is one too many.
    #expect(rounds.load(ordering: .relaxed) == 3)
    barrier.open()
    let summary = try await indexing.value
    // The last round finds that there is no more.
    #expect(rounds.load(ordering: .relaxed) == 13)
    #expect(summary.segments < 4)
    let expected = IndexContents(documents.latest, schema: .article)
    #expect(try IndexContents(path: path).difference(from: expected) == nil)
  }
}
