/// Text on lines that are as wide as the terminal.
extension Terminal {
  /// The widest line for reading, however wide the terminal is.
  static let widestLine = 100

  /// `text` behind `head`: on a terminal on as many lines as it needs, cut at words, those after
  /// the first as far to the right as the first; elsewhere on one line.
  ///
  /// - Parameter style: What a line of the text becomes.
  func hanging(
    _ head: String, _ text: String, style: (String) -> String = { $0 }
  ) -> [String] {
    let margin = head.columnCount
    guard isInteractive, margin + text.columnCount > columnCount else {
      return [head + style(text)]
    }
    let lines = text.wrapped(to: max(20, min(columnCount, Self.widestLine) - margin))
    return lines.enumerated().map { number, line in
      (number == 0 ? head : String(repeating: " ", count: margin)) + style(line)
    }
  }
}

extension String {
  /// The text on lines of at most `width` columns, cut at words; a word that is longer is cut
  /// between letters.
  func wrapped(to width: Int) -> [String] {
    MarkedText(self).lines(columnCount: width).flatMap { $0.text.pieces(of: width) }
  }

  /// The text in pieces of at most `width` columns, or of one letter.
  private func pieces(of width: Int) -> [String] {
    guard columnCount > width else { return [self] }
    var pieces: [String] = []
    var (piece, count) = ("", 0)
    for letter in self {
      let added = String(letter).columnCount
      if count + added > width, !piece.isEmpty {
        pieces.append(piece)
        (piece, count) = ("", 0)
      }
      piece.append(letter)
      count += added
    }
    return pieces + [piece]
  }
}
