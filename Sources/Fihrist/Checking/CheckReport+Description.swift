extension IndexCheck.Finding: CustomStringConvertible {
  /// File, reason, what is affected and what helps, in one sentence.
  public var description: String { "\(file): \(reason); \(reach); \(remedy.advice)" }

  private var reach: String {
    if !words.isEmpty {
      return "it may affect searches for \(Listing.count(wordCount, "word")) ("
        + "\(Listing.names(words, of: wordCount))) in at most \(documents)"
    }
    return documents.isKnown ? "it affects \(documents)" : "it may affect at most \(documents)"
  }
}

extension IndexCheck.Documents: CustomStringConvertible {
  /// How many, and some of their keys.
  public var description: String {
    let count = Listing.count(count, "document")
    return keys.isEmpty ? count : "\(count) (\(Listing.names(keys, of: self.count)))"
  }
}

extension IndexCheck.Segment: CustomStringConvertible {
  /// Number, documents and state.
  public var description: String {
    "segment \(number) with \(Listing.count(documents, "document")) is "
      + (isWhole ? "whole" : isDamaged ? "damaged" : "of another analyzer")
  }
}

extension IndexCheck.Report: CustomStringConvertible {
  /// The commit and the number of findings, without the findings.
  public var description: String {
    let commit = generation.map { "commit \($0)" } ?? "an index without a readable commit"
    let state = isWhole ? "is whole" : "has \(Listing.count(findings.count, "finding"))"
    return "\(commit) \(state): \(Listing.count(documents, "document")) in "
      + "\(Listing.count(segments.count, "segment")), checked at level \(level.rawValue)"
      + (hasLostNotes
        ? "; what is remembered of the input files is not there or damaged" : "")
  }
}
