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

  /// The signature of `document`, which the segment has.
  package func signature(of document: Int) -> [UInt8] {
    var signature: [UInt8] = []
    append(document, to: &signature)
    return signature
  }

  /// How many bytes the signature of `document`, which the segment has, shares with `signature`.
  package func equalBytes(_ document: Int, _ signature: [UInt8]) -> Int {
    let start = document * TextSignature.byteCount
    precondition(unsafe start >= 0 && start < bytes.count, "document beyond the signatures")
    precondition(signature.count == TextSignature.byteCount)
    return unsafe signature.withUnsafeBufferPointer { signature in
      var count = 0
      for index in 0..<TextSignature.byteCount {
        unsafe count &+= bytes[start &+ index] == signature[index] ? 1 : 0
      }
      return count
    }
  }
}
