/// The limit of one document that the builder has besides those of the format.
enum DocumentLimits {
  /// Bytes of all texts of a document: so that its positions and the offsets of its words have 32
  /// bits and a margin.
  static let textByteCount = 1 << 29
}
