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
  /// - Throws: ``ServerError`` if the address cannot be used.
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
    // The address counts as a header there. One that is a little too long gets a problem as answer.
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
    do {
      try await ServiceGroup(configuration: group).run()
    } catch let error as IOError {
      throw Self.refusal(error, address: configuration.address, port: configuration.port)
    }
  }

  /// Why the server cannot listen, and what to do.
  static func refusal(_ error: IOError, address: String, port: Int) -> ServerError {
    let host = address.contains(":") ? "[\(address)]" : address
    let (reason, advice) =
      switch error.errnoCode {
      case EADDRINUSE:
        (
          "another program listens on the port",
          "stop it, or choose another port with --port or \"port\""
        )
      case EADDRNOTAVAIL:
        (
          "this machine has no such address",
          "choose one that it has with --address or \"address\", such as 127.0.0.1 or 0.0.0.0"
        )
      case EACCES:
        ("the system keeps the port for others", "choose a port from 1024 on, or give the right")
      default:
        (
          "the system refuses it (error \(error.errnoCode))",
          "choose another address or port with --address and --port"
        )
      }
    return ServerError(location: "\(host):\(port)", reason: reason, advice: advice)
  }
}
