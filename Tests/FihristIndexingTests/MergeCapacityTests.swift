import FihristFormat
import FihristStorage
import FihristTestSupport
import Foundation
import Synchronization
import Testing

@testable import FihristIndexing

/// What merges look at before they start and before they end, and what waits for them.
@Suite struct MergeCapacityTests {
  private let home: FihristTestSupport.TemporaryDirectory
  private let disk: SimulatedDisk

  init() throws {
    home = try FihristTestSupport.TemporaryDirectory()
    disk = SimulatedDisk(root: home.path)
  }

  private var path: String { home.path(of: "index") }

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

  @Test func `a merge that the disk has no space for is refused before it writes`() async throws {
    let directory = IndexDirectory(path: path, disk: disk.disk)
    let writer = try IndexWriter(directory, options: options(inBackground: false))
    try await commit(3, to: writer)
    let live = writer.core.committed.candidates.reduce(0) { $0 + $1.liveByteCount }
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

  @Test func `what is deleted needs no space`() async throws {
    let directory = IndexDirectory(path: path, disk: disk.disk)
    let writer = try IndexWriter(directory, options: options(inBackground: false))
    for number in 0..<100 {
      try await writer.add(SourceDocument(key: "\(number)", values: ["body": "كتاب \(number)"]))
    }
    try await writer.commit()
    let whole = writer.core.committed.candidates[0].byteCount
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

extension MergeCapacityTests {
  /// A disk on which segment 3, the merge of the first two, does not start until it is told to.
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

  private func wait(for count: Int, toWaitFor writer: IndexWriter) async throws {
    while await writer.merging.waitingCount < count { try await Task.sleep(for: .milliseconds(1)) }
  }

  @Test func `adding and committing wait while merging falls behind`() async throws {
    let barrier = Barrier()
    let writer = try IndexWriter(
      IndexDirectory(path: path, disk: barrier.disk), options: options(inBackground: true))
    try await commit(2, to: writer)
    await writer.waitForMerging { $0.running == 1 }
    // The merge of two waits. A third segment is one too many.
    let isDone = Atomic(false)
    let isAdded = Atomic(false)
    async let committing: Void = {
      try await commit(1, to: writer, from: 2)
      isDone.store(true, ordering: .relaxed)
    }()
    try await wait(for: 1, toWaitFor: writer)
    async let adding: Void = {
      try await writer.add(SourceDocument(key: "x", values: ["body": "كتاب"]))
      isAdded.store(true, ordering: .relaxed)
    }()
    try await wait(for: 2, toWaitFor: writer)
    #expect(await writer.mergeStatus.isCrowded)
    // What was committed is there, whatever waits.
    #expect(try IndexContents(path: path).documents.count == 3)
    #expect(!isDone.load(ordering: .relaxed) && !isAdded.load(ordering: .relaxed))
    barrier.open()
    try await committing
    try await adding
    #expect(isDone.load(ordering: .relaxed) && isAdded.load(ordering: .relaxed))
    try await writer.close()
    #expect(try IndexContents(path: path).documents.count == 4)
  }

  @Test func `small segments are merged during a merge that takes its time`() async throws {
    let barrier = Barrier()
    var options = options(inBackground: true)
    options.mergePolicy.segmentLimit = 100
    let writer = try IndexWriter(IndexDirectory(path: path, disk: barrier.disk), options: options)
    try await commit(2, to: writer)
    await writer.waitForMerging { $0.running == 1 }
    // The first two are being merged; the next two become one while that waits.
    try await commit(2, to: writer, from: 2)
    await writer.waitForMerging { $0.running == 1 }
    #expect(await writer.segmentCount == 3)
    try await writer.delete(key: "0")
    try await writer.delete(key: "3")
    try await writer.commit()
    barrier.open()
    try await writer.merge()
    try await writer.close()
    #expect(try IndexContents(path: path).documents.keys.sorted() == ["1", "2"])
  }

  @Test func `cancelling a task that waits wakes that one only`() async throws {
    let barrier = Barrier()
    let writer = try IndexWriter(
      IndexDirectory(path: path, disk: barrier.disk), options: options(inBackground: true))
    try await commit(2, to: writer)
    await writer.waitForMerging { $0.running == 1 }
    // What was committed before the wait is committed, so this is not an error.
    let committing = Task { try await commit(1, to: writer, from: 2) }
    try await wait(for: 1, toWaitFor: writer)
    let staying = Task { try await writer.add(document("stays")) }
    try await wait(for: 2, toWaitFor: writer)
    let adding = Task { try await writer.add(document("goes")) }
    try await wait(for: 3, toWaitFor: writer)
    committing.cancel()
    try await committing.value
    #expect(await writer.merging.waitingCount == 2)
    adding.cancel()
    await #expect(throws: CancellationError.self) { try await adding.value }
    #expect(await writer.merging.waitingCount == 1)
    barrier.open()
    try await staying.value
    try await writer.close()
    #expect(try IndexContents(path: path).documents.keys.sorted() == ["0", "1", "2", "stays"])
  }

  private func document(_ key: String) -> SourceDocument {
    SourceDocument(key: key, values: ["body": "كتاب"])
  }

  @Test func `cancelling one request for merging leaves the others`() async throws {
    let barrier = Barrier()
    var options = options(inBackground: false)
    options.mergePolicy.segmentLimit = 100
    let writer = try IndexWriter(IndexDirectory(path: path, disk: barrier.disk), options: options)
    try await commit(2, to: writer)
    let first = Task { try await writer.mergeCommitted(toSegments: 1) }
    try await wait(for: 1, toWaitFor: writer)
    let second = Task { try await writer.mergeCommitted(toSegments: 1) }
    try await wait(for: 2, toWaitFor: writer)
    let third = Task { try await writer.mergeCommitted(toSegments: 1) }
    try await wait(for: 3, toWaitFor: writer)
    second.cancel()
    await #expect(throws: CancellationError.self) { try await second.value }
    #expect(await writer.merging.waitingCount == 2)
    barrier.open()
    try await first.value
    try await third.value
    #expect(await writer.segmentCount == 1)
    #expect(await writer.mergeStatus.isIdle)
    try await writer.close()
  }

  @Test func `nothing waits for merges that fail`() async throws {
    disk.freeSpace = 0
    let writer = try IndexWriter(
      IndexDirectory(path: path, disk: disk.disk), options: options(inBackground: true))
    try await commit(12, to: writer)
    #expect(await writer.segmentCount == 12)
    await writer.waitForMerging { $0.running == 0 }
    #expect(await writer.mergeStatus.pending > 0)
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
    let writer = try IndexWriter(
      IndexDirectory(path: path, disk: barrier.disk), schema: .article, options: options)
    let indexing = Task { [options] in
      let meter = ProgressMeter {
        if $0.phase == .committing { rounds.add(1, ordering: .relaxed) }
      }
      return try await BulkJob(
        ListFeed(documents, chunk: 1), writer: writer, options: options, meter: meter
      ).run()
    }
    // Two segments are merged, and the third is one too many.
    try await wait(for: 1, toWaitFor: writer)
    #expect(rounds.load(ordering: .relaxed) == 3)
    barrier.open()
    let summary = try await indexing.value
    // The last round finds nothing more.
    #expect(rounds.load(ordering: .relaxed) == 13)
    #expect(summary.segments < 4)
    let expected = IndexContents(documents.latest, schema: .article)
    #expect(try IndexContents(path: path).difference(from: expected) == nil)
  }
}
