package import FihristStorage

/// What the signatures of a segment are written from.
package protocol SignatureSource {
  /// Appends the signature of a document, ``TextSignature/byteCount`` bytes, to `bytes`.
  func append(_ document: Int, to bytes: inout [UInt8]) throws(IndexError)
}
