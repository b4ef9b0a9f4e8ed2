internal import CZstd

/// Unpacks the frames of ``ZstdCompressor``. One thread at a time may use it.
@safe package final class ZstdDecompressor {
  // Owned by this object alone.
  private let context: OpaquePointer
  private let dictionary: ZstdDictionary?

  /// Makes a decompressor of frames that were made with `dictionary`; nil without memory.
  package init?(dictionary: ZstdDictionary?) {
    guard let context = unsafe ZSTD_createDCtx() else { return nil }
    unsafe self.context = context
    self.dictionary = dictionary
    // ZSTD_d_format has no stable name; 1000 and the value 1, magicless, are fixed since zstd 1.4.
    unsafe ZSTD_DCtx_setParameter(context, ZSTD_d_experimentalParam1, 1)
    // Kept alive by this object for as long as the context refers to it.
    if let dictionary { unsafe ZSTD_DCtx_refDDict(context, dictionary.pointer) }
  }

  deinit { unsafe ZSTD_freeDCtx(context) }

  /// Unpacks `frame` into `target`.
  ///
  /// - Returns: How many bytes were written; nil if `frame` is not a frame, was made with another
  ///   dictionary, or holds more than `target` takes.
  @unsafe package func decompress(
    _ frame: UnsafeRawBufferPointer, into target: UnsafeMutableBufferPointer<UInt8>
  ) -> Int? {
    let written = unsafe ZSTD_decompressDCtx(
      context, target.baseAddress, target.count, frame.baseAddress, frame.count)
    return ZSTD_isError(written) == 0 ? written : nil
  }
}
