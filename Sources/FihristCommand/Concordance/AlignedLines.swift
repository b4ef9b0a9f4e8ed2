import Fihrist

/// Lines of a concordance in columns: the text before, the occurrence, the text behind, the key.
///
/// Where most occurrences are written from right to left, a terminal gets the columns from right to
/// left too: the text before an occurrence then stands on its right, where reading starts. What is
/// not a terminal gets them in the order of the text, and turns them around by itself.
struct AlignedLines {
  private let lines: [ConcordanceLine]

  init(_ lines: [ConcordanceLine]) { self.lines = lines }

  private struct Row {
    var left: String
    var match: String
    var right: String
    var key: String
  }

  /// The rows; on a terminal contexts are cut at words so that a row fits on a line.
  func lines(for terminal: Terminal) -> [String] {
    let rows = lines.map { line in
      Row(
        left: Self.flat(line.left), match: Self.flat(line.match), right: Self.flat(line.right),
        key: line.key.displayed)
    }
    func width(_ column: (Row) -> String) -> Int {
      rows.reduce(0) { max($0, column($1).columnCount) }
    }
    let (matchWidth, keyWidth) = (width(\.match), width(\.key))
    var side = max(width(\.left), width(\.right))
    if terminal.isInteractive {
      side = min(side, max(8, (terminal.columnCount - matchWidth - keyWidth - 6) / 2))
    }
    let isMirrored = terminal.isInteractive && Self.isMostlyRightToLeft(rows.map(\.match))
    return rows.map { row in
      let before = terminal.isolated(Self.last(side, of: row.left))
      let behind = terminal.isolated(Self.first(side, of: row.right))
      let match = terminal.bold(terminal.isolated(row.match))
      let gap = String(repeating: " ", count: matchWidth - row.match.columnCount)
      let sides =
        isMirrored
        ? behind.padded(to: side, atEnd: false) + "  " + gap + match + "  "
          + before.padded(to: side)
        : before.padded(to: side, atEnd: false) + "  " + match + gap + "  "
          + behind.padded(to: side)
      return sides + "  " + terminal.faint(terminal.isolated(row.key))
    }
  }

  /// The text on one line, with single spaces.
  private static func flat(_ text: String) -> String {
    text.displayed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The first words that fit into `width` columns.
  private static func first(_ width: Int, of text: String) -> String {
    var shown = ""
    var count = 0
    for word in text.split(separator: " ") {
      count += String(word).columnCount + (shown.isEmpty ? 0 : 1)
      guard count <= width else { break }
      shown += (shown.isEmpty ? "" : " ") + word
    }
    return shown
  }

  /// The last words that fit into `width` columns.
  private static func last(_ width: Int, of text: String) -> String {
    var shown = ""
    var count = 0
    for word in text.split(separator: " ").reversed() {
      count += String(word).columnCount + (shown.isEmpty ? 0 : 1)
      guard count <= width else { break }
      shown = word + (shown.isEmpty ? "" : " ") + shown
    }
    return shown
  }

  /// Whether most of the letters are written from right to left.
  private static func isMostlyRightToLeft(_ texts: [String]) -> Bool {
    var balance = 0
    for scalar in texts.joined().unicodeScalars where scalar.properties.isAlphabetic {
      balance += scalar.isRightToLeft ? 1 : -1
    }
    return balance > 0
  }
}
