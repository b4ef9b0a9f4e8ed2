internal import CZstd
internal import FihristStorage

/// Compresses the code of one record at a time with zstd: the frames of stored documents.
///
/// A frame is the varint of the code's byte count and a zstd frame without magic number, content
/// size, checksum and dictionary number: pages have checksums, and the file stores the rest.
@safe final class FrameCompressor {
  /// The level: 3 gave the best ratio for its time; 9 saves 5 % more at five times the time.
  static let level: CInt = 3

  // Owned by this object, used by one thread at a time.
  private let context: OpaquePointer
  private let dictionary: OpaquePointer?

  /// Makes a compressor with `dictionary`; empty means none.
  ///
  /// - Throws: ``IndexError`` of kind `storage` without memory.
  init(dictionary bytes: [UInt8]) throws(IndexError) {
    guard let context = unsafe ZSTD_createCCtx() else { throw Self.outOfMemory }
    unsafe self.context = context
    unsafe dictionary = bytes.isEmpty ? nil : ZSTD_createCDict(bytes, bytes.count, Self.level)
    // ZSTD_c_format has no stable name; 10 and the value 1, magicless, are fixed since zstd 1.4.
    unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_experimentalParam2, 1)
    unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Self.level)
    unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 0)
    unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 0)
    unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_dictIDFlag, 0)
    guard !bytes.isEmpty else { return }
    guard let dictionary = unsafe dictionary else { throw Self.outOfMemory }
    unsafe ZSTD_CCtx_refCDict(context, dictionary)
  }

  deinit {
    unsafe ZSTD_freeCCtx(context)
    unsafe ZSTD_freeCDict(dictionary)
  }

  /// Sets `frame` to the frame of `code`.
  ///
  /// - Throws: ``IndexError`` of kind `storage` without memory.
  func compress(_ code: UnsafeBufferPointer<UInt8>, into frame: inout [UInt8]) throws(IndexError) {
    frame.removeAll(keepingCapacity: true)
    frame.appendVarint(code.count)
    let head = frame.count
    let capacity = ZSTD_compressBound(code.count)
    frame.append(contentsOf: repeatElement(0, count: capacity))
    let written = unsafe frame.withUnsafeMutableBytes { buffer in
      unsafe ZSTD_compress2(
        context, buffer.baseAddress! + head, capacity, code.baseAddress, code.count)
    }
    guard ZSTD_isError(written) == 0 else { throw Self.outOfMemory }
    frame.removeLast(capacity - written)
  }

  private static let outOfMemory = IndexError(
    .storage, path: "stored documents", reason: "the compressor has no memory",
    advice: "use a smaller --memory or a larger machine")
}
