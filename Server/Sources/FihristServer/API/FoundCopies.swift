internal import Fihrist

/// A document and those with much the same text.
struct FoundCopies: Sendable {
  /// The earliest first.
  var documents: [CopyCluster.Document]
  /// Whether some may be missing for want of time.
  var isPartial: Bool
}
