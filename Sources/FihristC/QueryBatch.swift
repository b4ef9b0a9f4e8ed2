internal import Fihrist
@_spi(Threads) internal import FihristStorage
internal import Synchronization

/// Many queries with one request, searched by several threads.
final class QueryBatch: Sendable {
  /// So many queries are taken at once; few, because some take a hundred times as long as others.
  private static let blockLength = 8

  private struct State {
    var next = 0
    var blocks: [HitBlock] = []
    var failure: (query: Int, error: any Error)?
  }

  private let index: Index
  private let request: SearchRequest
  private let queries: [String]
  private let state = Mutex(State())

  /// - Parameters:
  ///   - request: Everything but the text of the query. Fields and snippets are left out.
  ///   - queries: The texts.
  init(_ index: Index, _ request: SearchRequest, queries: [String]) {
    self.index = index
    var request = request
    request.fields = []
    request.snippets = nil
    self.request = request
    self.queries = queries
  }

  /// Searches with `threads` threads, the caller's among them.
  ///
  /// - Throws: The error of the first query that cannot be searched.
  func hits(threads: Int) throws -> HitBlock {
    let count = min(max(1, threads), (queries.count + Self.blockLength - 1) / Self.blockLength)
    WorkerThreads.run(max(1, count)) { _ in self.work() }
    return try state.withLock { state in
      if let failure = state.failure { throw failure.error }
      state.blocks.sort { $0.first < $1.first }
      var all = HitBlock(first: 0)
      for block in state.blocks { all.append(block) }
      state.blocks = []
      return all
    }
  }

  private func work() {
    while let range = take() {
      var block = HitBlock(first: range.lowerBound)
      for query in range {
        do {
          var request = request
          request.query = .text(queries[query])
          block.append(try index.search(request))
        } catch {
          return fail(query, error)
        }
      }
      state.withLock { $0.blocks.append(block) }
    }
  }

  /// The next queries; nil if none are left, or if one has failed.
  private func take() -> Range<Int>? {
    state.withLock { state in
      guard state.failure == nil, state.next < queries.count else { return nil }
      let end = min(state.next + Self.blockLength, queries.count)
      defer { state.next = end }
      return state.next..<end
    }
  }

  private func fail(_ query: Int, _ error: any Error) {
    state.withLock { state in
      if let known = state.failure, known.query <= query { return }
      state.failure = (query, error)
    }
  }
}
