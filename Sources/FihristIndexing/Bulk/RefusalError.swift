public import FihristStorage

/// Indexing stopped because too much of the input was refused; see
/// ``IndexingOptions/refusalLimit``. What was committed before stays.
public struct RefusalError: FihristError, Sendable, Hashable {
  /// How many records and files were refused.
  public var refused: Int

  /// How many records were read, those refused among them.
  public var records: Int

  /// The most that may be refused, in per cent.
  public var percent: Double

  /// Nothing: the whole input is meant.
  public var location: String { "" }

  /// What is wrong.
  public var reason: String {
    let limit = percent == percent.rounded() ? "\(Int(percent))" : "\(percent)"
    return "\(refused) of \(records) records were refused, which is more than \(limit) %"
  }

  /// Advice to look at the input.
  public var advice: String { "see what a dry run says about them, or allow more" }
}
