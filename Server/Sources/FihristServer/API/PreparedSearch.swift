internal import Fihrist

/// A search that was read, and how its answer is written.
struct PreparedSearch: Sendable {
  let call: SearchCall
  private let write: @Sendable (inout Answer, SearchCall.Outcome) -> Void

  /// Takes a search.
  ///
  /// - Parameter write: Writes what was found into the answer.
  init(
    call: SearchCall,
    _ write: @escaping @Sendable (inout Answer, SearchCall.Outcome) -> Void
  ) {
    (self.call, self.write) = (call, write)
  }

  /// Completes an answer; it loses its tag if something is missing for want of time.
  func finish(_ answer: inout Answer, _ outcome: SearchCall.Outcome) {
    write(&answer, outcome)
    answer.hits = outcome.results.hits.count
    if !call.isWhole(outcome) { answer.tag = nil }
  }
}
