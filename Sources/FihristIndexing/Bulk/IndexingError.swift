/// Why indexing an input stopped, other than trouble with the index itself (`IndexError`).
public struct IndexingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The problem at which a strict run stopped.
  public var sample: InputReport.Sample

  /// The problem's place and message, and what to do.
  public var description: String {
    "\(sample); correct the record, or index without strictness to leave it out"
  }
}
