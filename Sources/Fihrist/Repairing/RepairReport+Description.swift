extension IndexRepair.Report: CustomStringConvertible {
  /// What was or would be kept and lost, in one sentence.
  public var description: String {
    let documents = Listing.count(documents, "document")
    if isWhole { return "nothing to repair: commit \(source) is whole, with \(documents)" }
    let start = generation.map { "repaired as commit \($0)" } ?? "a repair"
    let keys = lostKeys.isEmpty ? "" : " (\(Listing.names(lostKeys, of: lost)))"
    let fields =
      lostFields.isEmpty
      ? "" : "; values of \(Listing.names(lostFields, of: lostFields.count)) lost"
    return "\(start) \(generation == nil ? "would leave" : "with") \(documents); "
      + "\(Listing.count(segments.count, "segment")) damaged, "
      + "\(Listing.count(saved, "document")) of them kept, \(lost) lost\(keys)\(fields)"
  }
}

extension IndexRepair.Segment: CustomStringConvertible {
  /// Number, fate and damage.
  public var description: String {
    "segment \(number) is \(fate.words): \(saved) of \(Listing.count(documents, "document")) kept; "
      + (damage + differences).joined(separator: "; ")
  }
}

extension IndexRepair.Fate {
  fileprivate var words: String {
    switch self {
    case .indexedAgain: "indexed again"
    case .rewritten: "rewritten"
    case .dropped: "dropped"
    }
  }
}
