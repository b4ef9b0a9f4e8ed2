import Fihrist
import FihristAnswers

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
    case .json: found.json(query: query, readAs: readAs, filter: filter).text + "\n"
    case .jsonl: found.words.map { JSON.object($0.members).text + "\n" }.joined()
    case .csv, .spreadsheet: rows(format.dialect ?? .exact)
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
    let summary =
      "\(Quantity.count(found.occurrences, "occurrence")) in "
      + "\(Quantity.count(found.documentCount, "document")); \(Quantity.count(words)) of "
      + "\(Quantity.count(all)) words are near"
    return table.lines(for: terminal) + [""]
      + terminal.hanging("", summary, style: terminal.faint)
  }

  private func rows(_ dialect: CSVDialect) -> String {
    let heading = [
      "word", "term", "near", "count", "near_words", "all_words", "occurrences", "expected",
      "log_likelihood", "log_dice",
    ]
    return found.words.reduce(dialect.heading(heading)) { text, word in
      text
        + dialect.row(
          word.members.map { member in
            if case .string(let value) = member.value { value } else { member.value.text }
          })
    }
  }
}
