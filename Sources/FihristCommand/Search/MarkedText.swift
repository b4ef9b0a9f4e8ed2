/// A text with some marked words, for showing on lines.
struct MarkedText: Hashable {
  /// A stretch of the text that is either marked or not.
  struct Piece: Hashable {
    /// The letters.
    var text: String
    /// Whether they are marked.
    var isMarked: Bool
  }

  /// The stretches in order; none is empty.
  private(set) var pieces: [Piece] = []

  /// Makes a text with the words at `marks` marked.
  ///
  /// - Parameters:
  ///   - text: Any text.
  ///   - marks: Byte offsets (UTF-8) in `text`, ascending and disjoint; ranges that are outside the
  ///     text or split a character are not marked.
  init(_ text: String, marks: [Range<Int>] = []) {
    let utf8 = text.utf8
    var end = text.startIndex
    for mark in marks where mark.lowerBound >= 0 && mark.upperBound <= utf8.count {
      let start = utf8.index(utf8.startIndex, offsetBy: mark.lowerBound)
      let stop = utf8.index(utf8.startIndex, offsetBy: mark.upperBound)
      guard start >= end, start.samePosition(in: text.unicodeScalars) != nil,
        stop.samePosition(in: text.unicodeScalars) != nil
      else { continue }
      append(text.unicodeScalars[end..<start], isMarked: false)
      append(text.unicodeScalars[start..<stop], isMarked: true)
      end = stop
    }
    append(text.unicodeScalars[end...], isMarked: false)
  }

  private init() {}

  private mutating func append(_ scalars: Substring.UnicodeScalarView, isMarked: Bool) {
    append(String(Substring(scalars)), isMarked: isMarked)
  }

  private mutating func append(_ text: String, isMarked: Bool) {
    guard !text.isEmpty else { return }
    if let last = pieces.last, last.isMarked == isMarked {
      pieces[pieces.count - 1].text += text
    } else {
      pieces.append(Piece(text: text, isMarked: isMarked))
    }
  }

  /// The text without marks.
  var text: String { pieces.map(\.text).joined() }

  /// The text as words on lines of at most `columnCount` columns; white space becomes one space,
  /// and controls are removed. A longer word has a line of its own.
  func lines(columnCount: Int) -> [MarkedText] {
    var lines: [MarkedText] = []
    var line = MarkedText()
    var width = 0
    for word in words() {
      let wordWidth = word.text.columnCount
      if !line.pieces.isEmpty, width + 1 + wordWidth > columnCount {
        lines.append(line)
        line = MarkedText()
        width = 0
      }
      if !line.pieces.isEmpty {
        // A space between two marked words is marked too: one stretch of bold, not two.
        let isMarked =
          line.pieces.last?.isMarked == true && word.pieces.first?.isMarked == true
        line.append(" ", isMarked: isMarked)
        width += 1
      }
      for piece in word.pieces { line.append(piece.text, isMarked: piece.isMarked) }
      width += wordWidth
    }
    if !line.pieces.isEmpty { lines.append(line) }
    return lines
  }

  private func words() -> [MarkedText] {
    var words: [MarkedText] = []
    var word = MarkedText()
    for piece in pieces {
      for scalar in piece.text.displayed.unicodeScalars {
        if scalar.properties.isWhitespace {
          if !word.pieces.isEmpty { words.append(word) }
          word = MarkedText()
        } else {
          word.append(String(scalar), isMarked: piece.isMarked)
        }
      }
    }
    if !word.pieces.isEmpty { words.append(word) }
    return words
  }

  /// The text with the marked stretches in bold where the terminal shows that.
  func styled(for terminal: Terminal) -> String {
    pieces.map { $0.isMarked ? terminal.bold($0.text) : $0.text }.joined()
  }
}
