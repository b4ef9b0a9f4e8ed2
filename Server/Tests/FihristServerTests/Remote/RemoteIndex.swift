import Fihrist
import Foundation
import Synchronization

@testable import FihristServer

/// A server over one index, and one over a broker whose shards have the same documents.
struct RemoteIndex {
  let broker: StubBroker
  let single: ServedIndex
  let remote: ServedIndex

  /// Runs `body` beside both.
  static func with<Result>(
    _ documents: [SourceDocument] = SmallArchive.documents + SmallArchive.many(60),
    shards: Int = 3, configure: (inout FihristServer.ServerConfiguration) -> Void = { _ in },
    _ body: (RemoteIndex) async throws -> Result
  ) async throws -> Result {
    let broker = try await StubBroker(documents, shards: shards)
    // Both must have the time to give all, on a busy machine too.
    let give = { (limits: inout ServerLimits) in
      (limits.pageMilliseconds, limits.searchMilliseconds) = (120_000, 120_000)
    }
    let single = try await ServedIndex(documents) { give(&$0.limits) }
    let generation = try single.server.archives[0].current.generation
    broker.set { $0.generation = generation }
    return try await broker.listening { address in
      var configuration = FihristServer.ServerConfiguration(indexes: [
        try ServedIndexConfiguration(remote: address, name: "news")
      ])
      give(&configuration.limits)
      configure(&configuration)
      let server = try await ArchiveServer.connected(configuration, log: RequestLog { _ in })
      return try await body(
        RemoteIndex(broker: broker, single: single, remote: ServedIndex(server)))
    }
  }

  /// What both answer to a search: all but corrections, which shards do not give, and the commit
  /// that a cursor names.
  static func shared(_ reply: ServedIndex.Reply) -> NSDictionary {
    var members = (reply.json as? [String: Any] ?? [:]).filter { $0.key != "corrections" }
    if let next = members["next"] as? String {
      members["next"] = next.drop { $0 != "." }.description
    }
    return NSDictionary(dictionary: members)
  }

  /// The part of a page from `start` to the next `end`; nil if it is not there.
  static func cut(_ reply: ServedIndex.Reply, _ start: String, _ end: String) -> String? {
    guard let first = reply.text.range(of: start) else { return nil }
    let rest = reply.text[first.lowerBound...]
    guard let last = rest.range(of: end) else { return nil }
    return String(rest[..<last.upperBound])
  }
}
