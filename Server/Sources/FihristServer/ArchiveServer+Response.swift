internal import HummingbirdCore
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Synchronization

extension ArchiveServer {
  /// What a browser may do with a page of ours: fetch from us alone, and run and draw nothing that
  /// stands in a page itself.
  static let contentSecurityPolicy = [
    "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'",
    "font-src 'self'", "connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'",
    "base-uri 'none'",
  ].joined(separator: "; ")

  /// Pieces of a long answer: the deadline of a slow reader starts again with each.
  private static let pieceSize = 64 << 10

  /// The response of an answer, with the headers that all have.
  func response(
    _ answer: Answer, to exchange: Exchange, _ route: Route?, time: Duration
  ) -> Response {
    var headers = answer.headers
    // A cache would take what is said of no body for that of the body which it has.
    if answer.status != .notModified { headers[.contentType] = answer.kind.rawValue }
    headers[.cacheControl] = answer.cacheControl
    headers[.xContentTypeOptions] = "nosniff"
    headers.set("X-Request-Id", exchange.requestID)
    headers.set("Referrer-Policy", "same-origin")
    headers.set("Content-Security-Policy", Self.contentSecurityPolicy)
    headers[.vary] =
      route?.headersThatMatter ?? (answer.kind == .page ? Route.headersOfPages : nil)
    if let tag = answer.tag { headers[.eTag] = tag }
    headers.set("Server-Timing", Self.timing(answer, time))
    // The next request goes to a server that stays.
    if isDraining.load(ordering: .relaxed) { headers[.connection] = "close" }
    let isBodyless = exchange.method == .head || answer.status == .notModified
    switch answer.body {
    case .bytes(let bytes):
      // A request whose body was not read whole would be followed by the rest of it.
      if answer.status == .contentTooLarge { headers[.connection] = "close" }
      if isBodyless {
        if answer.status != .notModified { headers[.contentLength] = String(bytes.count) }
        return Response(status: answer.status, headers: headers)
      }
      return Response(status: answer.status, headers: headers, body: Self.body(bytes))
    case .pieces(let next):
      if isBodyless {
        headers[.connection] = "close"
        return Response(status: answer.status, headers: headers, body: Self.absentBody)
      }
      let body = ResponseBody { writer in
        while let piece = try await next() {
          if !piece.isEmpty { try await writer.write(ByteBuffer(bytes: piece)) }
        }
        try await writer.finish(nil)
      }
      return Response(status: answer.status, headers: headers, body: body)
    }
  }

  /// The body of an answer to HEAD where that to GET comes in pieces, so that nobody knows its
  /// length.
  ///
  /// A body that ends would be written as a piece without bytes, which is not allowed there; to
  /// give up closes the connection behind the headers instead.
  private static var absentBody: ResponseBody { ResponseBody { _ in throw CancellationError() } }

  private static func body(_ bytes: [UInt8]) -> ResponseBody {
    guard bytes.count > 2 * pieceSize else {
      return ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    }
    let pieces = stride(from: 0, to: bytes.count, by: pieceSize).map {
      ByteBuffer(bytes: bytes[$0..<min($0 + pieceSize, bytes.count)])
    }
    return ResponseBody(contentsOf: pieces)
  }

  private static func timing(_ answer: Answer, _ time: Duration) -> String {
    var parts: [String] = []
    if let waited = answer.waited { parts.append("queue;dur=\(waited.milliseconds)") }
    if let searched = answer.searched { parts.append("search;dur=\(searched.milliseconds)") }
    return (parts + ["total;dur=\(time.milliseconds)"]).joined(separator: ", ")
  }
}
