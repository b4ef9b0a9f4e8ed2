internal import CZlib

/// Bytes that were compressed with deflate, unpacked in one step.
enum InflatedBytes {
  /// What is around the compressed bytes.
  enum Wrapper: Int32 {
    /// Nothing, as in zip archives.
    case none = -15
    /// The header of zlib, or that of gzip.
    case automatic = 47
  }

  /// Why nothing came out.
  enum Problem: Error, Hashable {
    /// The bytes are damaged or cut.
    case damaged
    /// More would come out than is allowed.
    case tooLong
  }

  /// What `bytes` unpack to: at most `limit` bytes.
  static func unpacked(
    _ bytes: ByteView, _ wrapper: Wrapper, limit: Int
  ) throws(Problem) -> [UInt8] {
    var stream = unsafe z_stream()
    let status = unsafe inflateInit2_(
      &stream, wrapper.rawValue, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { throw .damaged }
    defer { unsafe inflateEnd(&stream) }
    var target: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    let source = unsafe bytes.buffer(0..<bytes.count)
    unsafe stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
    unsafe stream.avail_in = UInt32(clamping: source.count)
    while true {
      let (status, count) = unsafe piece.withUnsafeMutableBufferPointer { buffer in
        unsafe stream.next_out = buffer.baseAddress
        unsafe stream.avail_out = UInt32(buffer.count)
        let status = unsafe inflate(&stream, Z_NO_FLUSH)
        return unsafe (status, buffer.count - Int(stream.avail_out))
      }
      target += piece[..<count]
      if target.count > limit { throw .tooLong }
      if status == Z_STREAM_END { return target }
      // Without progress the bytes are cut.
      let rest = unsafe stream.avail_in
      guard status == Z_OK, count > 0 || rest > 0 else { throw .damaged }
    }
  }

  /// The checksum that zip archives keep of what was packed.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    unsafe bytes.withUnsafeBufferPointer {
      UInt32(truncatingIfNeeded: unsafe crc32(0, $0.baseAddress, UInt32(clamping: $0.count)))
    }
  }
}
