import FihristFormat
import FihristStorage

/// The signatures of a merged segment: those of the live documents.
struct MergedSignatures: SignatureSource {
  let sources: [SignatureColumn]
  /// Where each document is, in the order of the merged segment.
  let holders: [KeyMerge.Holder]

  func append(_ document: Int, to bytes: inout [UInt8]) throws(IndexError) {
    let holder = holders[document]
    sources[holder.segment].append(Int(holder.document), to: &bytes)
  }
}
