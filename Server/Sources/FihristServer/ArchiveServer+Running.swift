internal import UnixSignals
internal import HummingbirdCore
internal import FihristAnswers
internal import Foundation
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import ServiceLifecycle
internal import Synchronization

extension ArchiveServer {
  /// Serves until the process gets SIGTERM or SIGINT; requests under way are then answered first,
  /// as long as the configuration allows.
  ///
  /// - Parameter onStart: Called with the port when the server listens.
  /// - Throws: What the system says if the address cannot be used.
  public func run(onStart: @escaping @Sendable (Int) -> Void = { _ in }) async throws {
    var logger = Logger(label: "fihrist-server")
    logger.logLevel = .error
    let limits = configuration.limits
    var settings = HTTP1Channel.Configuration(
      additionalChannelHandlers: [
        ClientDeadlines(
          limit: .seconds(Int64(limits.clientSeconds)), connections: self.connections)
      ],
      idleTimeout: .seconds(Int64(limits.clientSeconds)))
    // The address counts as a header there. One that is a little too long is answered with a problem.
    let address = limits.addressBytes + (1 << 10)
    settings.httpDecoder.maxHeaderListSize = limits.headerBytes + address
    settings.httpDecoder.maxHeaderFieldSize = max(limits.headerBytes, address)
    settings.httpDecoder.maxHeaderFieldCount = limits.headers
    let application = Application(
      responder: self,
      server: HTTPServerBuilder { [settings] responder in
        ConnectionChannel(http: HTTP1Channel(responder: responder, configuration: settings))
      },
      configuration: ApplicationConfiguration(
        address: .hostname(configuration.address, port: configuration.port),
        availableConnectionsDelegate: MaximumAvailableConnections(limits.connections)),
      onServerRunning: { channel in onStart(channel.localAddress?.port ?? 0) },
      logger: logger)
    // Apart from each other: a broker that does not answer holds up no index on this machine.
    let watches = [
      CommitWatch(server: self) { self.refresh() },
      CommitWatch(server: self, look: { await self.refreshBrokers() }, known: brokerTroubles),
    ]
    var group = ServiceGroupConfiguration(
      services: [application] + watches,
      gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    group.maximumGracefulShutdownDuration = .seconds(limits.drainSeconds)
    try await ServiceGroup(configuration: group).run()
  }
}
