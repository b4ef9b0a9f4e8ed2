import Fihrist

/// Collocations for people and for programs.
struct CollocationsReport {
  private let found: Collocations
  private let query: String
  private let readAs: String
  private let filter: String?

  init(_ found: Collocations, query: String, readAs: String, filter: String?) {
    (self.found, self.query, self.readAs, self.filter) = (found, query, readAs, filter)
  }

  /// Everything in a format, with line ends.
  func text(as format: ReportFormat, for terminal: Terminal) -> String {
    switch format {
    case .table: table(for: terminal).map { $0 + "\n" }.joined()
    case .json: json.text + "\n"
    case .jsonl: found.words.map { JSON.object(Self.members($0)).text + "\n" }.joined()
    case .csv: csv
    }
  }

  private func table(for terminal: Terminal) -> [String] {
    guard !found.words.isEmpty else { return [] }
    var table = Table([
      ("word", .left), ("near", .right), ("expected", .right), ("in all", .right),
      ("log-likelihood", .right), ("logDice", .right),
    ])
    for word in found.words {
      table.append([
        word.word.displayed, Quantity.count(word.nearCount),
        Quantity.decimal(word.expected, decimals: 1), Quantity.count(word.wordCount),
        Quantity.decimal(word.logLikelihood, decimals: 1),
        Quantity.decimal(word.logDice, decimals: 2),
      ])
    }
    let (words, all) = (found.words[0].nearWords, found.words[0].allWords)
    return table.lines(for: terminal) + [
      "",
      terminal.faint(
        "\(Quantity.count(found.occurrences, "occurrence")) in "
          + "\(Quantity.count(found.documentCount, "document")); \(Quantity.count(words)) of "
          + "\(Quantity.count(all)) words are near"),
    ]
  }

  private var json: JSON {
    var members = [
      JSON.Member("query", .string(query)), JSON.Member("read_as", .string(readAs)),
    ]
    if let filter { members.append(JSON.Member("filter", .string(filter))) }
    if !found.notes.isEmpty {
      members.append(JSON.Member("notes", .array(found.notes.map { .string($0.text) })))
    }
    members += [
      JSON.Member("documents", .integer(found.documentCount)),
      JSON.Member("occurrences", .integer(found.occurrences)),
      JSON.Member("words", .array(found.words.map { .object(Self.members($0)) })),
    ]
    return .object(members)
  }

  private static func members(_ word: Collocation) -> [JSON.Member] {
    [
      JSON.Member("word", .string(word.word)), JSON.Member("term", .string(word.term)),
      JSON.Member("near", .integer(word.nearCount)),
      JSON.Member("count", .integer(word.wordCount)),
      JSON.Member("near_words", .integer(word.nearWords)),
      JSON.Member("all_words", .integer(word.allWords)),
      JSON.Member("occurrences", .integer(word.occurrences)),
      JSON.Member("expected", .number(rounded(word.expected))),
      JSON.Member("log_likelihood", .number(rounded(word.logLikelihood))),
      JSON.Member("log_dice", .number(rounded(word.logDice))),
    ]
  }

  private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

  private var csv: String {
    let heading = [
      "word", "term", "near", "count", "near_words", "all_words", "occurrences", "expected",
      "log_likelihood", "log_dice",
    ]
    return found.words.reduce(CSVRow.text(heading)) { text, word in
      text
        + CSVRow.text(
          Self.members(word).map { member in
            if case .string(let value) = member.value { value } else { member.value.text }
          })
    }
  }
}
