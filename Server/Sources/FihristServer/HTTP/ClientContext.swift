public import Hummingbird
internal import NIOCore

/// What the server knows of the connection of a request.
public struct ClientContext: InitializableFromSource, Sendable {
  /// The connection; nil in tests that have none.
  let channel: (any Channel)?
  /// The address that it comes from.
  let peer: String?

  /// Takes the connection.
  public init(source: ApplicationRequestContextSource) {
    channel = source.channel
    peer = source.channel.remoteAddress?.ipAddress
  }

  /// A request without a connection.
  init(peer: String? = nil) {
    channel = nil
    self.peer = peer
  }
}
