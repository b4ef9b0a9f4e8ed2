public import Hummingbird
internal import NIOCore

/// What the server knows of the connection of a request.
public struct ClientContext: InitializableFromSource, Sendable {
  /// The connection; nil in tests that have none.
  let channel: (any Channel)?

  /// Takes the connection.
  public init(source: ApplicationRequestContextSource) { channel = source.channel }

  /// A request without a connection.
  init() { channel = nil }
}
