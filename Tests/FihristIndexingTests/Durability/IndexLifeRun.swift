import FihristStorage
import FihristTestSupport

@testable import FihristIndexing

/// One run of an ``IndexLife`` on a simulated disk.
final class IndexLifeRun {
  /// When a step ran, in calls to the disk.
  struct Mark {
    var step: Int
    /// The number of the first call that may be the step's.
    var first: Int
    /// The number of the first call that is not.
    var end: Int
    var isSuccess: Bool
  }

  /// A step that does not succeed although the disk has recovered.
  struct Stuck: Error {
    var step: Int
    var error: any Error
  }

  let life: IndexLife
  let disk: SimulatedDisk
  private(set) var marks: [Mark] = []
  private var writer: IndexWriter?

  /// Called after a step failed, before it is tried again.
  var failed: (_ step: Int, _ error: any Error) throws -> Void = { _, _ in }

  init(_ life: IndexLife, on disk: SimulatedDisk) {
    self.life = life
    self.disk = disk
  }

  var directory: IndexDirectory { Self.directory(on: disk) }

  static func directory(on disk: SimulatedDisk) -> IndexDirectory {
    IndexDirectory(path: disk.root + "/index", disk: disk.disk)
  }

  static var options: IndexingOptions {
    var options = IndexingOptions()
    options.threads = 2
    options.mergePolicy.segmentsPerTier = 2
    return options
  }

  /// Runs all steps; each that fails is tried again on a disk that has recovered.
  func run() async throws {
    for step in life.steps.indices {
      var attempts = 0
      while true {
        let first = disk.count
        do {
          try await perform(life.steps[step].action)
          marks.append(Mark(step: step, first: first, end: disk.count, isSuccess: true))
          break
        } catch {
          await writer?.rollback()
          marks.append(Mark(step: step, first: first, end: disk.count, isSuccess: false))
          try failed(step, error)
          disk.relent()
          attempts += 1
          if attempts > 2 { throw Stuck(step: step, error: error) }
        }
      }
    }
  }

  private func perform(_ action: IndexLife.Action) async throws {
    switch action {
    case .change(let documents, let keys):
      let writer = try open()
      for document in documents { try await writer.add(document) }
      for key in keys { try await writer.delete(key: key) }
      try await writer.commit()
    case .bulk(let documents):
      let feed = ListFeed(documents, chunk: 2)
      _ = try await BulkIndexer.run(feed, into: directory, options: Self.options)
    case .merge: try await open().merge()
    case .close:
      try await writer?.close()
      writer = nil
    }
  }

  private func open() throws -> IndexWriter {
    if let writer { return writer }
    let opened = try IndexWriter(directory, schema: IndexLife.schema, options: Self.options)
    writer = opened
    return opened
  }
}

extension IndexLifeRun {
  /// Where the index may stand if power fails before call `point`: after the last step that
  /// succeeded, or after one of those that have started since.
  func possible(at point: Int) -> Set<Moment> {
    var moments: Set = [Moment(step: -1)]
    for mark in marks {
      if mark.isSuccess && mark.end <= point {
        moments = [Moment(step: mark.step)]
      } else if mark.first < point {
        moments.insert(Moment(step: mark.step))
      }
    }
    return moments
  }
}
