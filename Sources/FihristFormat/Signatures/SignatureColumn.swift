internal import FihristStorage

/// The signatures of the texts of a segment: ``TextSignature/byteCount`` bytes for each document.
@safe package struct SignatureColumn: SignatureSource, Sendable {
  // The file keeps the bytes.
  private nonisolated(unsafe) let bytes: UnsafeRawBufferPointer
  private let file: CheckedFile

  /// Opens the section in `range` of `file`, and compares its bytes with their checksums.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  init(_ file: CheckedFile, in range: Range<Int>, documentCount: Int) throws(IndexError) {
    guard range.count == TextSignature.byteCount * documentCount else {
      throw IndexError.damaged(file.path, "the signatures do not fit")
    }
    unsafe bytes = try file.bytes(range)
    self.file = file
  }

  /// Appends the signature of `document`, which the segment has, to `signatures`.
  package func append(_ document: Int, to signatures: inout [UInt8]) {
    let start = document * TextSignature.byteCount
    precondition(unsafe start >= 0 && start < bytes.count, "document beyond the signatures")
    unsafe signatures.append(contentsOf: bytes[start..<start + TextSignature.byteCount])
  }
}
