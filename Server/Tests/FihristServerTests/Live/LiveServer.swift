import Fihrist

@testable import FihristServer

/// A server that listens on a port of this machine while a test runs.
struct LiveServer {
  let served: ServedIndex
  let port: Int

  /// Runs `body` beside a server with short deadlines.
  static func with<Result>(
    _ configure: (inout FihristServer.ServerConfiguration) -> Void = { _ in },
    documents: [SourceDocument] = SmallArchive.many(300),
    _ body: (LiveServer) async throws -> Result
  ) async throws -> Result {
    let served = try await ServedIndex(documents) { configuration in
      configuration.port = 0
      configuration.limits.clientSeconds = 1
      configure(&configuration)
    }
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let server = served.server
    let running = Task { try await server.run { port.yield($0) } }
    defer { running.cancel() }
    var found = ports.makeAsyncIterator()
    guard let number = await found.next() else { throw CancellationError() }
    return try await body(LiveServer(served: served, port: number))
  }
}
