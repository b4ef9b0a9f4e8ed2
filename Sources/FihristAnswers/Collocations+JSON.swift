public import Fihrist

extension Collocations {
  /// One object, as `fihrist collocates --json` prints it.
  ///
  /// - Parameters:
  ///   - query: The text of the query.
  ///   - readAs: How it was understood.
  ///   - filter: The text of the filter.
  public func json(query: String, readAs: String, filter: String?) -> JSON {
    var members = [
      JSON.Member("query", .string(query)), JSON.Member("read_as", .string(readAs)),
    ]
    if let filter { members.append(JSON.Member("filter", .string(filter))) }
    if !notes.isEmpty {
      members.append(JSON.Member("notes", .array(notes.map { .string($0.text) })))
    }
    members += [
      JSON.Member("documents", .integer(documentCount)),
      JSON.Member("occurrences", .integer(occurrences)),
      JSON.Member("words", .array(words.map { .object($0.members) })),
    ]
    return .object(members)
  }
}

extension Collocation {
  /// The word with its counts and measures as members of an object.
  public var members: [JSON.Member] {
    [
      JSON.Member("word", .string(word)), JSON.Member("term", .string(term)),
      JSON.Member("near", .integer(nearCount)), JSON.Member("count", .integer(wordCount)),
      JSON.Member("near_words", .integer(nearWords)),
      JSON.Member("all_words", .integer(allWords)),
      JSON.Member("occurrences", .integer(occurrences)),
      JSON.Member("expected", .number(Self.rounded(expected))),
      JSON.Member("log_likelihood", .number(Self.rounded(logLikelihood))),
      JSON.Member("log_dice", .number(Self.rounded(logDice))),
    ]
  }

  private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
