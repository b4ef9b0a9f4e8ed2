internal import Fihrist

extension ArchiveServer {
  /// Opens the indexes, those on other machines too, and asks each broker once.
  ///
  /// A broker that cannot be reached may still be starting: until it answers, requests for its
  /// index are refused. What answers, but is not a broker, is a mistake.
  ///
  /// - Throws: ``ServerError`` as ``init(_:)``, or if something else than a broker answers.
  public static func connected(_ configuration: ServerConfiguration) async throws -> ArchiveServer {
    try await connected(configuration, log: .standardError)
  }

  static func connected(
    _ configuration: ServerConfiguration, log: RequestLog
  ) async throws -> ArchiveServer {
    let server = try ArchiveServer(configuration, log: log)
    let troubles = await server.refreshBrokers()
    for archive in server.archives {
      guard let link = archive.link, let failure = link.failure, !failure.isUnavailable else {
        continue
      }
      throw ServerError(
        location: link.broker.address,
        reason: "what answers for \"\(archive.name)\" is not a broker of this version: "
          + failure.cause,
        advice: "correct the address, or start broker and server of one version")
    }
    for trouble in troubles { log.add(trouble: trouble) }
    return server
  }

  /// Takes new generations of the indexes on other machines.
  ///
  /// - Returns: What does not answer, as log lines say it.
  func refreshBrokers() async -> [String] {
    await withTaskGroup(of: Void.self) { group in
      for archive in archives {
        guard let link = archive.link else { continue }
        group.addTask { [log] in
          let known = archive.newest
          guard let commit = await link.newest(unless: known?.generation) else { return }
          archive.take(commit)
          if known == nil { log.add(event: "the broker of \(archive.name) answers") }
        }
      }
    }
    return brokerTroubles
  }

  /// What did not answer when it was last asked.
  var brokerTroubles: [String] {
    archives.compactMap { archive in
      archive.link?.failure.map { failure in
        let until = archive.newest == nil ? ", and requests for its index are refused" : ""
        return "the broker of \(archive.name) does not answer\(until): \(failure)"
      }
    }
  }
}
