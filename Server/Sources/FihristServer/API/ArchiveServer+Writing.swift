internal import HummingbirdCore
internal import Fihrist
internal import FihristAnswers

extension ArchiveServer {
  /// Runs `body` on the threads of the system: a writer works for long, which would hold up all
  /// connections of an event loop.
  func writing(_ body: () async throws -> Answer) async throws -> Answer {
    try await withTaskExecutorPreference(globalConcurrentExecutor) { try await body() }
  }

  /// Adds documents, one on each line; what is in the answer is committed.
  func write(_ exchange: Exchange, _ archive: ServedArchive) async throws -> Answer {
    try exchange.checkIsJSON(
      ["application/x-ndjson", "application/jsonl"], hosts: origins(exchange))
    _ = try read(exchange, [])
    let limits = configuration.limits
    let mapping = try archive.current.index.information.inputMapping
    let json = try await archive.writing { writer in
      var intake = DocumentIntake(writer, inputMapping: mapping, limits: limits)
      for try await buffer in exchange.body { try await intake.add(buffer) }
      try await intake.finish()
      var answer = intake.answer
      answer.generation = try await writer.commit()
      return answer.json
    }
    try archive.refresh()
    return Answer(json)
  }

  /// Deletes the document of a key, if there is one.
  func delete(
    _ key: String, _ exchange: Exchange, _ archive: ServedArchive
  ) async throws -> Answer {
    guard try archive.current.index.document(key: key, fields: []) != nil else {
      throw Problem(.notFound, "the index has no document of that key")
    }
    let generation = try await archive.writing { writer in
      try await writer.delete(key: key)
      return try await writer.commit()
    }
    try archive.refresh()
    return Answer([
      "generation": .integer(Int(clamping: generation)), "deleted": .string(key),
    ])
  }
}
