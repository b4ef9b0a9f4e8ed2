@testable import FihristArchive

/// Runs `body` over a view of `bytes`.
func withView<Result>(_ bytes: [UInt8], _ body: (ByteView) throws -> Result) rethrows -> Result {
  try unsafe bytes.withUnsafeBufferPointer { try body(unsafe ByteView($0)) }
}
