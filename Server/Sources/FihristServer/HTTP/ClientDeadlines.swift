internal import NIOCore
internal import NIOHTTPTypes

/// Closes connections of clients that send a request, or take an answer, too slowly: of idle
/// connections Hummingbird takes care, but each piece of a body counts as life for it, and while an
/// answer is written it does not look.
final class ClientDeadlines: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let limit: TimeAmount
  private let connections: ClientConnections
  private var requestEnd: Scheduled<Void>?
  private var writeEnd: Scheduled<Void>?
  /// Parts of answers that the client has not taken yet.
  private var pending = 0

  init(limit: TimeAmount, connections: ClientConnections) {
    (self.limit, self.connections) = (limit, connections)
  }

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { connections.open(context.channel) }
  }

  func channelActive(context: ChannelHandlerContext) {
    connections.open(context.channel)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    requestEnd?.cancel()
    writeEnd?.cancel()
    connections.close(context.channel)
    context.fireChannelInactive()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case ChannelEvent.inputClosed? = event as? ChannelEvent {
      connections.close(context.channel)
    }
    context.fireUserInboundEventTriggered(event)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      requestEnd?.cancel()
      requestEnd = closing(context)
    case .body: break
    case .end:
      requestEnd?.cancel()
      requestEnd = nil
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let written = promise ?? context.eventLoop.makePromise(of: Void.self)
    pending += 1
    if writeEnd == nil { writeEnd = closing(context) }
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    written.futureResult.whenComplete { _ in
      let (handler, context) = bound.value
      handler.pending -= 1
      handler.writeEnd?.cancel()
      handler.writeEnd = handler.pending > 0 ? handler.closing(context) : nil
    }
    context.write(data, promise: written)
  }

  private func closing(_ context: ChannelHandlerContext) -> Scheduled<Void> {
    let channel = context.channel
    return context.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
  }
}
