internal import Fihrist
internal import Synchronization

/// An export on its way: all documents of one commit that match, some at a time.
final class Export: Sendable {
  private let commit: ArchiveCommit
  private let format: ExportFormat
  private let fields: [String]
  private let isRaw: Bool
  private let threads: SearchThreads
  private let state: Mutex<State>

  private struct State {
    var source: Source
    var isStarted = false
    /// The piece that was made beforehand.
    var prepared: [UInt8]?
    var rank = 0
  }

  /// Where documents come from.
  private enum Source {
    /// All, in the order of their keys.
    case all(CommittedDocuments.Iterator)
    /// Those that match, the best first.
    case search(SearchRequest)
    case end
  }

  /// How many documents are read at a time.
  private static let batchSize = 200

  /// Begins an export.
  ///
  /// - Parameter search: What documents must match; nil for all.
  init(
    _ commit: ArchiveCommit, format: ExportFormat, fields: [String], isRaw: Bool,
    search: SearchRequest?, on threads: SearchThreads
  ) {
    (self.commit, self.format, self.fields, self.isRaw) = (commit, format, fields, isRaw)
    self.threads = threads
    if var search {
      search.limit = Self.batchSize
      search.fields = []
      state = Mutex(State(source: .search(search)))
    } else {
      state = Mutex(
        State(source: .all(commit.index.documents(fields: fields).makeAsyncIterator())))
    }
  }

  /// Makes the first piece beforehand, so that errors come before the answer.
  func prepare() async throws {
    let first = try await next()
    state.withLock { $0.prepared = first }
  }

  /// The next piece of the answer; nil at the end.
  func next() async throws -> [UInt8]? {
    if let prepared = state.withLock({ $0.prepared.take() }) { return prepared }
    return try await Task(executorPreference: threads) { try self.piece() }.value
  }

  private func piece() throws -> [UInt8]? {
    try state.withLock { state in
      var text = state.isStarted ? "" : format.heading(fields)
      state.isStarted = true
      switch state.source {
      case .end: return text.isEmpty ? nil : Array(text.utf8)
      case .all(var iterator):
        var count = 0
        while count < Self.batchSize, let document = try iterator.next() {
          count += 1
          text += self.text(document, rank: state.rank + count, score: nil)
        }
        state.rank += count
        state.source = count < Self.batchSize ? .end : .all(iterator)
      case .search(var request):
        let results = try commit.index.search(request)
        // Related documents follow those that match, and do not match.
        for hit in results.hits where !hit.isRelated {
          guard let document = try commit.index.document(key: hit.key, fields: fields) else {
            continue
          }
          text += self.text(document, rank: hit.rank, score: hit.score)
        }
        state.source = .end
        if let next = results.next, results.hits.last?.isRelated != true {
          request.start = .after(next)
          state.source = .search(request)
        }
      }
      return Array(text.utf8)
    }
  }

  private func text(_ document: IndexedDocument, rank: Int, score: Float?) -> String {
    format.text(document, fields: fields, isRaw: isRaw, rank: rank, score: score)
  }
}
