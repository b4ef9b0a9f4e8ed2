internal import Fihrist
internal import FihristAnswers

extension ArchiveServer {
  /// An answer that other machines take part in. It holds no search thread.
  ///
  /// - Parameter make: As that of ``tagged(_:_:tag:budget:_:)``.
  func remote(
    _ exchange: Exchange, _ commit: ArchiveCommit, tag: String,
    _ make: @escaping @Sendable (inout Answer) async throws -> Void
  ) async throws -> Answer {
    var start = Answer(.json, "")
    start.tag = tag
    start.generation = commit.generation
    guard !exchange.has(tag) else { return start }
    return try await connections.cancellingOnClose(of: exchange.channel) { [remoteGate, start] in
      try await remoteGate.run { waited in
        let begin = ContinuousClock.now
        var answer = start
        try await make(&answer)
        Done(result: (), waited: waited, took: begin.duration(to: .now)).note(in: &answer)
        return answer
      }
    }
  }

  /// An answer that an index here gives, or shards on other machines together.
  ///
  /// - Parameters:
  ///   - index: Asks the index here.
  ///   - shards: Asks the shards of a broker, which have so much time.
  ///   - write: Writes what was found. The answer loses its tag if shards are missing.
  func gathered<Value: Sendable>(
    _ exchange: Exchange, _ commit: ArchiveCommit, tag: String, budget: Int,
    index: @escaping @Sendable () throws -> Value,
    shards: @escaping @Sendable (Broker, Duration) async throws -> Gathered<Value>,
    write: @escaping @Sendable (inout Answer, Gathered<Value>) throws -> Void
  ) async throws -> Answer {
    guard let broker = commit.broker else {
      return try await tagged(exchange, commit, tag: tag, budget: budget) { answer in
        try write(&answer, Gathered(value: try index()))
      }
    }
    return try await remote(exchange, commit, tag: tag) { answer in
      let found = try await shards(broker, .milliseconds(budget))
      try write(&answer, found)
      if !found.missingShards.isEmpty { answer.tag = nil }
    }
  }

  /// The answer to a search, from the index here or from other machines.
  ///
  /// Here its query is read on the search thread, too: where the queue is full, little was done for
  /// it. An answer that is kept needs no thread, and does not wait for one.
  ///
  /// - Parameters:
  ///   - commit: What is searched.
  ///   - tag: What names the answer.
  ///   - prepare: Reads the query.
  func searched(
    _ exchange: Exchange, _ commit: ArchiveCommit, tag: String, budget: Int,
    _ prepare: @escaping @Sendable () throws -> PreparedSearch
  ) async throws -> Answer {
    if let broker = commit.broker {
      let search = try prepare()
      return try await remote(exchange, commit, tag: tag) { answer in
        search.finish(&answer, try await search.call.run(by: broker, milliseconds: budget))
      }
    }
    return try await tagged(exchange, commit, tag: tag, budget: budget) { answer in
      let search = try prepare()
      search.finish(&answer, try search.call.run())
    }
  }

  /// The answers to several searches, some of them from other machines.
  func remoteBatch(_ exchange: Exchange, _ calls: [SearchCall]) async throws -> Answer {
    let budget = configuration.limits.searchMilliseconds / max(1, calls.count)
    var results: [JSON] = []
    for (number, call) in calls.enumerated() {
      do {
        if let broker = call.commit.broker {
          results.append(call.json(try await call.run(by: broker, milliseconds: budget)))
        } else {
          let done = try await onSearchThread(exchange, budget: budget) {
            call.json(try call.run())
          }
          results.append(done.result)
        }
      } catch {
        throw Problem.ofSearch(number + 1, error)
      }
    }
    return Answer(JSON.object([JSON.Member("results", .array(results))]))
  }

  /// Refuses what only an index on this machine answers.
  func checkIsHere(_ archive: ServedArchive, _ what: String) throws(Problem) {
    guard archive.link != nil else { return }
    throw Problem(
      .unsupported,
      "\(what) needs the index on this machine, and \"\(archive.name)\" is on others; open its "
        + "shards with the tool or with Python")
  }
}
