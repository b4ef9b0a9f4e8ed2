internal import CZlib
internal import CZstd

/// Compresses for tests.
enum Packing {
  /// `bytes` as one gzip member.
  static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var stream = unsafe z_stream()
    _ = unsafe deflateInit2_(
      &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    defer { _ = unsafe deflateEnd(&stream) }
    var source = bytes
    let limit = unsafe Int(deflateBound(&stream, UInt(bytes.count))) + 64
    var target = [UInt8](repeating: 0, count: limit)
    let written = unsafe source.withUnsafeMutableBufferPointer { from in
      unsafe target.withUnsafeMutableBufferPointer { to in
        unsafe stream.next_in = from.baseAddress
        unsafe stream.avail_in = UInt32(from.count)
        unsafe stream.next_out = to.baseAddress
        unsafe stream.avail_out = UInt32(to.count)
        _ = unsafe deflate(&stream, Z_FINISH)
        return unsafe to.count - Int(stream.avail_out)
      }
    }
    return Array(target[..<written])
  }

  /// `bytes` as one Zstandard frame with a window of 2 to the power of `windowLog` bytes, as a
  /// stream of unknown length has it.
  static func zstd(_ bytes: [UInt8], windowLog: Int32) -> [UInt8] {
    let context = unsafe ZSTD_createCCtx()
    defer { _ = unsafe ZSTD_freeCCtx(context) }
    _ = unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, windowLog)
    var target = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
    let written = unsafe target.withUnsafeMutableBytes { to in
      unsafe bytes.withUnsafeBytes { from in
        var input = unsafe ZSTD_inBuffer(src: from.baseAddress, size: from.count, pos: 0)
        var output = unsafe ZSTD_outBuffer(dst: to.baseAddress, size: to.count, pos: 0)
        // In two calls, so that the length is not known at the first.
        _ = unsafe ZSTD_compressStream2(context, &output, &input, ZSTD_e_continue)
        _ = unsafe ZSTD_compressStream2(context, &output, &input, ZSTD_e_end)
        return unsafe output.pos
      }
    }
    return Array(target[..<written])
  }

  /// `bytes` as one Zstandard frame.
  static func zstd(_ bytes: [UInt8]) -> [UInt8] {
    var target = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
    let written = unsafe target.withUnsafeMutableBytes { to in
      unsafe bytes.withUnsafeBytes { from in
        unsafe ZSTD_compress(to.baseAddress, to.count, from.baseAddress, from.count, 3)
      }
    }
    return Array(target[..<written])
  }
}
