import FihristFormat
import FihristStorage

/// The signatures of the documents of a segment under construction, in the order of their IDs.
struct CollectedSignatures: SignatureSource {
  private var bytes: [UInt8] = []
  private var signature = TextSignature()

  init(documentCount: Int) { bytes.reserveCapacity(TextSignature.byteCount * documentCount) }

  mutating func append(ofWords words: [UInt64]) { signature.append(ofWords: words, to: &bytes) }

  func append(_ document: Int, to signatures: inout [UInt8]) {
    let start = document * TextSignature.byteCount
    signatures.append(contentsOf: bytes[start..<start + TextSignature.byteCount])
  }
}
