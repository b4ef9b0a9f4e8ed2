/// A hit as lines for people: rank and title, source and date, the snippets, key, and what it is
/// ordered by.
///
/// Each part has lines of its own, so that a line reads in one direction.
struct HitLines {
  /// Counted from 1 over the whole result.
  var rank: Int
  /// The title, with the words that matched; empty if the document has none.
  var title: MarkedText
  /// Who published it.
  var source: String?
  /// When.
  var date: String?
  /// Parts of the text, with the words that matched.
  var snippets: [MarkedText]
  /// What identifies the document.
  var key: String
  /// What it has in the columns that hits are ordered by.
  var sortedValues: [String]
  /// The score, if it counts.
  var score: Float?
  /// Whether it has only words related to those of the query.
  var isRelated: Bool
  /// How many copies of it are folded under it.
  var copyCount = 0

  /// The lines, without an empty one after them.
  func lines(for terminal: Terminal) -> [String] {
    let number = "\(rank)."
    let margin = String(repeating: " ", count: number.count + 1)
    let width =
      terminal.isInteractive
      ? max(20, min(terminal.columnCount, Terminal.widestLine) - margin.count) : Int.max
    var lines: [String] = []
    let titles = title.lines(columnCount: width).map { line($0, width, for: terminal) }
    lines.append("\(number) \(titles.first ?? terminal.faint("(no title)"))")
    lines += titles.dropFirst().map { margin + $0 }
    let origin = [source, date].compactMap { $0?.displayed }.filter { !$0.isEmpty }
    if !origin.isEmpty {
      let text = origin.joined(separator: " · ")
      lines.append(
        margin
          + terminal.aligned(
            text, styled: origin.map(terminal.isolated).joined(separator: " · "),
            columnCount: width))
    }
    for one in snippets.flatMap({ $0.lines(columnCount: width) }) {
      lines.append(margin + line(one, width, for: terminal))
    }
    var identity = ([key] + sortedValues).map { terminal.isolated($0.displayed) }
    if let score { identity.append(Quantity.decimal(Double(score), decimals: 3)) }
    if isRelated { identity.append("related words") }
    if copyCount > 0 { identity.append("and \(Quantity.count(copyCount, "copy", "copies"))") }
    lines.append(margin + terminal.faint(identity.joined(separator: " · ")))
    return lines
  }

  private func line(_ text: MarkedText, _ width: Int, for terminal: Terminal) -> String {
    terminal.aligned(text.text, styled: text.styled(for: terminal), columnCount: width)
  }
}
