internal import CZstd

/// Compresses pieces of bytes into one frame each, without magic number, content size, checksum and
/// dictionary number. One thread at a time may use it.
@safe package final class ZstdCompressor {
  // Owned by this object alone.
  private let context: OpaquePointer
  private let dictionary: OpaquePointer?

  /// Makes a compressor with `dictionary`, none if it is empty; nil without memory.
  package init?(dictionary bytes: [UInt8], level: Int32) {
    guard let context = unsafe ZSTD_createCCtx() else { return nil }
    unsafe self.context = context
    unsafe dictionary = bytes.isEmpty ? nil : ZSTD_createCDict(bytes, bytes.count, level)
    // ZSTD_c_format has no stable name; 10 and the value 1, magicless, are fixed since zstd 1.4.
    unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_experimentalParam2, 1)
    unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level)
    unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 0)
    unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 0)
    unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_dictIDFlag, 0)
    guard !bytes.isEmpty else { return }
    guard let dictionary = unsafe dictionary else { return nil }
    unsafe ZSTD_CCtx_refCDict(context, dictionary)
  }

  deinit {
    unsafe ZSTD_freeCCtx(context)
    unsafe ZSTD_freeCDict(dictionary)
  }

  /// Appends the frame of `bytes` to `target`.
  ///
  /// - Returns: False without memory; `target` is longer by bytes without meaning then.
  package func append(_ bytes: UnsafeBufferPointer<UInt8>, to target: inout [UInt8]) -> Bool {
    let start = target.count
    let capacity = ZSTD_compressBound(bytes.count)
    target.append(contentsOf: repeatElement(0, count: capacity))
    let written = unsafe target.withUnsafeMutableBytes { buffer in
      unsafe ZSTD_compress2(
        context, buffer.baseAddress! + start, capacity, bytes.baseAddress, bytes.count)
    }
    guard ZSTD_isError(written) == 0 else { return false }
    target.removeLast(capacity - written)
    return true
  }
}
