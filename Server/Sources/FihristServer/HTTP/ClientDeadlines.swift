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
  /// Since when a request is awaited whole.
  private var requestStart: NIODeadline?
  /// Since when the client has taken no part of an answer.
  private var writeStart: NIODeadline?
  /// Looks whether either is too long ago. One timer a connection, which is set again when it is
  /// over, costs less than one for each request and each part of an answer.
  private var check: Scheduled<Void>?
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
    check?.cancel()
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
      requestStart = .now()
      watch(context.channel)
    case .body: break
    case .end: requestStart = nil
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let written = promise ?? context.eventLoop.makePromise(of: Void.self)
    pending += 1
    if writeStart == nil { writeStart = .now() }
    watch(context.channel)
    let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
    written.futureResult.whenComplete { _ in
      let handler = bound.value
      handler.pending -= 1
      handler.writeStart = handler.pending > 0 ? .now() : nil
    }
    context.write(data, promise: written)
  }

  /// Sees to it that the connection is closed when its client is too slow.
  private func watch(_ channel: any Channel) {
    guard check == nil, let start = [requestStart, writeStart].compactMap(\.self).min() else {
      return
    }
    let bound = NIOLoopBound(self, eventLoop: channel.eventLoop)
    check = channel.eventLoop.scheduleTask(deadline: start + limit) {
      let handler = bound.value
      handler.check = nil
      let last = NIODeadline.now() - handler.limit
      if let start = handler.requestStart, start <= last { return channel.close(promise: nil) }
      if let start = handler.writeStart, start <= last { return channel.close(promise: nil) }
      handler.watch(channel)
    }
  }
}
