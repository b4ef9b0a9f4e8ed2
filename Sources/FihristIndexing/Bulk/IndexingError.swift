public import FihristStorage

/// Why indexing an input stopped, other than trouble with the index itself (`IndexError`).
public struct IndexingError: FihristError, Sendable, Hashable {
  /// The problem at which a strict run stopped.
  public var sample: InputReport.Sample

  /// The file, and the line if it has lines.
  public var location: String { sample.location }

  /// What is wrong with the record.
  public var reason: String { sample.message }

  /// Advice to correct the record or to leave it out.
  public var advice: String { "correct the record, or index without strictness to leave it out" }
}
