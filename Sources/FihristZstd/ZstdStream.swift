internal import CZstd

/// Decompresses Zstandard (RFC 8878) piece by piece, also several frames in a row.
@safe package final class ZstdStream {
  /// The binary logarithm of the largest supported window: 2 GiB, which `zstd --long=31` uses and
  /// no encoder exceeds.
  ///
  /// The system only provides memory for the part of the window that the contents fill.
  package static let windowLimit: Int32 = 31

  /// Why bytes could not be decompressed.
  package struct Failure: Error, Hashable, Sendable {
    /// The situations that a user can act on.
    package enum Kind: Hashable, Sendable {
      /// The bytes are not what was written.
      case damaged
      /// The frame needs a larger window than this machine or the stream allows.
      case window
      /// The frame was compressed with a dictionary, which is needed to decompress it.
      case dictionary
    }

    /// The situation.
    package var kind: Kind

    /// The library's own words.
    package var reason: String
  }

  // Owned by this object alone.
  private let context: OpaquePointer

  /// Whether the bytes so far end with a whole frame.
  package private(set) var isComplete = false

  /// Starts a stream with windows of up to 2 to the power of `windowLimit` bytes; nil without
  /// enough memory.
  package init?(windowLimit: Int32 = ZstdStream.windowLimit) {
    guard let context = unsafe ZSTD_createDCtx() else { return nil }
    unsafe self.context = context
    // Refused only for values beyond those of the format; the library's own limit then stays.
    _ = unsafe ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, windowLimit)
  }

  deinit { unsafe ZSTD_freeDCtx(context) }

  /// Decompresses from `source` into `target`.
  ///
  /// - Returns: How many bytes were taken and written.
  /// - Throws: ``Failure`` if the bytes are not Zstandard, or need a larger window or a
  ///   dictionary.
  @unsafe package func decode(
    _ source: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer
  ) throws(Failure) -> (taken: Int, written: Int) {
    var input = unsafe ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: 0)
    var output = unsafe ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
    let hint = unsafe ZSTD_decompressStream(context, &output, &input)
    guard ZSTD_isError(hint) == 0 else { throw Self.failure(hint) }
    let (taken, written) = unsafe (input.pos, output.pos)
    // Given no bytes after a whole frame, the decoder asks for a header; the frame stays whole.
    if taken > 0 || written > 0 { isComplete = hint == 0 }
    return (taken, written)
  }

  private static func failure(_ code: Int) -> Failure {
    let reason = unsafe String(cString: ZSTD_getErrorName(code))
    let kinds: [(ZSTD_ErrorCode, Failure.Kind)] = [
      (ZSTD_error_frameParameter_windowTooLarge, .window),
      (ZSTD_error_memory_allocation, .window),
      (ZSTD_error_dictionary_wrong, .dictionary),
      (ZSTD_error_dictionary_corrupted, .dictionary),
    ]
    // Result codes are not part of the library's stable interface, but its error names are.
    let kind = kinds.first { unsafe String(cString: ZSTD_getErrorString($0.0)) == reason }?.1
    return Failure(kind: kind ?? .damaged, reason: reason)
  }
}
