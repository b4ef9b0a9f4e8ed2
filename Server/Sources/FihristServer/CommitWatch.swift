internal import Foundation
internal import ServiceLifecycle
internal import Synchronization

/// Looks for new commits every second, and says that the server stops when the signal comes.
struct CommitWatch: Service {
  let server: ArchiveServer
  /// Looks, and says what cannot be opened.
  let look: @Sendable () async -> [String]
  /// What the log was told before.
  var known: [String] = []

  /// How long a new commit may wait. Looking reads a manifest, some hundred bytes.
  private static let interval = Duration.seconds(1)

  func run() async throws {
    await withGracefulShutdownHandler {
      var told = known
      while !Task.isShuttingDownGracefully, !Task.isCancelled {
        try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.interval) }
        // The same trouble is told once.
        let troubles = await look()
        for trouble in troubles where !told.contains(trouble) { server.log.add(trouble: trouble) }
        told = troubles
      }
    } onGracefulShutdown: {
      server.isDraining.store(true, ordering: .relaxed)
    }
  }
}
