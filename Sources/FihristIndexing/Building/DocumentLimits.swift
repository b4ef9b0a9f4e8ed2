/// The limit on one document that the builder adds to those of the format.
enum DocumentLimits {
  /// The most bytes in all texts of a document, so that its positions and the offsets of its words
  /// fit in 32 bits with a margin.
  static let textByteCount = 1 << 29
}
