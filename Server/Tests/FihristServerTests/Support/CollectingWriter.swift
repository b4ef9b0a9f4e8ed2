import HTTPTypes
import HummingbirdCore
import NIOCore

/// Takes the body of a response.
struct CollectingWriter: ResponseBodyWriter {
  let collected: CollectedBody

  mutating func write(_ buffer: ByteBuffer) async throws {
    collected.bytes += buffer.readableBytesView
  }

  consuming func finish(_ trailers: HTTPFields?) async throws { collected.isFinished = true }
}
