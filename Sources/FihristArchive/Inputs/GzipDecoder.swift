internal import CZlib

/// Decompresses gzip (RFC 1952) piece by piece.
@safe final class GzipDecoder {
  private let stream: UnsafeMutablePointer<z_stream>

  /// Whether the bytes so far end with a whole member.
  private(set) var isComplete = false

  /// Starts a stream; nil without enough memory.
  init?() {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 15: the largest window; + 16: gzip and not zlib.
    let status = unsafe inflateInit2_(
      stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    if status != Z_OK {
      unsafe stream.deallocate()
      return nil
    }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Decompresses from `source` into `target`.
  ///
  /// - Returns: How many bytes were taken and written.
  /// - Throws: ``DecodingFailure`` if the bytes are not gzip.
  @unsafe func decode(
    _ source: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer
  ) throws(DecodingFailure) -> (taken: Int, written: Int) {
    if isComplete {
      guard source.count > 0 else { return (0, 0) }
      // Tapes and some tools pad files with zeros; anything else must be another member.
      let zeros = unsafe source.prefix { $0 == 0 }.count
      if zeros > 0 { return (zeros, 0) }
      unsafe inflateReset(stream)
      isComplete = false
    }
    unsafe stream.pointee.next_in = UnsafeMutablePointer(
      mutating: source.baseAddress?.assumingMemoryBound(to: UInt8.self))
    unsafe stream.pointee.avail_in = UInt32(min(source.count, Int(UInt32.max)))
    unsafe stream.pointee.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_out = UInt32(min(target.count, Int(UInt32.max)))
    let offered = unsafe (source: stream.pointee.avail_in, target: stream.pointee.avail_out)
    let status = unsafe inflate(stream, Z_NO_FLUSH)
    // Z_BUF_ERROR only says that there was nothing to do.
    guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
      let text = unsafe stream.pointee.msg.map { unsafe String(cString: $0) }
      throw DecodingFailure(reason: text ?? "zlib error \(status)")
    }
    isComplete = status == Z_STREAM_END
    return unsafe (
      Int(offered.source - stream.pointee.avail_in), Int(offered.target - stream.pointee.avail_out)
    )
  }
}
