internal import Fihrist

extension SearchCall {
  /// Lets the shards of a broker run the search, and puts their answers together.
  ///
  /// Other queries are not suggested: a shard knows only what is frequent in itself.
  ///
  /// - Parameter milliseconds: After these, shards that have not answered are missing.
  /// - Throws: ``BrokerError``, or ``Problem``.
  func run(by broker: Broker, milliseconds: Int) async throws -> Outcome {
    guard !request.collapsesCopies else {
      throw Problem(
        .unsupported, "copies in several shards cannot be folded together; leave out collapse")
    }
    guard !parameters.flag("explain") else {
      throw Problem(
        .unsupported,
        "scores of an index on other machines are not explained; leave out explain")
    }
    let time = request.timeLimit ?? .milliseconds(milliseconds)
    let answer = try await broker.search(request, generation: commit.generation, time: time)
    return outcome(answer.merged(for: request), missingShards: answer.missingShards)
  }
}
