internal import CZstd

/// Unpacks Zstandard (RFC 8878) piece by piece.
@safe final class ZstdDecoder {
  private let context: OpaquePointer

  /// Whether the bytes so far end with a whole frame.
  private(set) var isComplete = false

  /// Begins a stream, or gives nil if there is no memory for it.
  init?() {
    guard let context = unsafe ZSTD_createDCtx() else { return nil }
    unsafe self.context = context
  }

  deinit { unsafe ZSTD_freeDCtx(context) }

  /// Unpacks from `source` into `target`.
  ///
  /// - Returns: How many bytes were taken and written.
  /// - Throws: ``DecodingFailure`` if the bytes are no Zstandard.
  @unsafe func decode(
    _ source: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer
  ) throws(DecodingFailure) -> (taken: Int, written: Int) {
    var input = unsafe ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: 0)
    var output = unsafe ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
    let hint = unsafe ZSTD_decompressStream(context, &output, &input)
    guard ZSTD_isError(hint) == 0 else {
      throw DecodingFailure(reason: unsafe String(cString: ZSTD_getErrorName(hint)))
    }
    let (taken, written) = unsafe (input.pos, output.pos)
    // Offered nothing behind a whole frame, the decoder asks for a header; the frame stays whole.
    if taken > 0 || written > 0 { isComplete = hint == 0 }
    return (taken, written)
  }
}
