internal import FihristFormat
internal import FihristStorage

extension SegmentReader {
  /// Whether a document, below the document count, was not deleted.
  func isLive(_ document: UInt32) -> Bool { live?.isLive(document) ?? true }

  /// The error for a posting list that does not decode.
  func damagedPostings() -> IndexError {
    IndexError.damaged("segment \(info.number)", "a posting list does not decode")
  }
}
