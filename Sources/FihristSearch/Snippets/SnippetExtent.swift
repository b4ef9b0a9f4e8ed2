/// Finds where a snippet starts and ends around the words that it shows.
///
/// Works on a piece of the text that is bounded in bytes, so that a text without spaces, or a
/// character of a million marks, costs no more than any other.
struct SnippetExtent {
  /// Characters are seldom longer: a snippet of 200 characters looks at no more than 200 times as
  /// many bytes on either side.
  static let bytesPerCharacter = 12

  private let piece: String
  /// Where `piece` starts in the text.
  private let base: Int
  private let reachesStart: Bool
  private let reachesEnd: Bool
  private let length: Int

  private init(_ text: UnsafeBufferPointer<UInt8>, around range: Range<Int>, length: Int) {
    let reach = Self.bytesPerCharacter * length
    var start = max(0, range.lowerBound - reach)
    while start > 0, start < text.count, unsafe text[start] & 0xC0 == 0x80 { start -= 1 }
    var end = min(text.count, range.upperBound + reach)
    while end < text.count, unsafe text[end] & 0xC0 == 0x80 { end -= 1 }
    piece = unsafe String(
      decoding: UnsafeBufferPointer(rebasing: text[start..<max(start, end)]), as: UTF8.self)
    base = start
    reachesStart = start == 0
    reachesEnd = end >= text.count
    self.length = length
  }

  /// The snippet that shows `window` of the `matches` in `text`, or its start if there is none.
  static func snippet(
    of text: UnsafeBufferPointer<UInt8>, showing window: Range<Int>?,
    of matches: [SnippetMatches.Match], length: Int
  ) -> Snippet {
    guard let window, let first = matches[window].first, let last = matches[window].last else {
      let start = unsafe startOfContent(text)
      let extent = unsafe SnippetExtent(text, around: start..<start, length: length)
      let from = extent.roundedDown(start)
      return extent.snippet(
        from: from, to: extent.end(from: from, showing: from), marks: [], isFirst: true)
    }
    let whole = first.bytes.lowerBound..<last.bytes.upperBound
    let extent = unsafe SnippetExtent(text, around: whole, length: length)
    let shown = extent.roundedDown(whole.lowerBound)..<extent.roundedUp(whole.upperBound)
    let start = extent.start(before: shown)
    let end = extent.end(from: start, showing: shown.upperBound)
    let marks = extent.marks(near: window, of: matches)
    return extent.snippet(from: start, to: end, marks: marks)
  }

  /// The first byte that is not ASCII white space.
  private static func startOfContent(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var index = 0
    while index < text.count, unsafe text[index] == 0x20 || text[index] &- 9 < 5 { index += 1 }
    return index
  }
}

// MARK: - Characters

extension SnippetExtent {
  private func index(_ offset: Int) -> String.Index {
    let inPiece = min(max(0, offset - base), piece.utf8.count)
    return piece.utf8.index(piece.startIndex, offsetBy: inPiece)
  }

  private func offset(_ index: String.Index) -> Int {
    base + piece.utf8.distance(from: piece.startIndex, to: index)
  }

  /// The start of the character that has byte `offset` of the text.
  private func roundedDown(_ offset: Int) -> String.Index {
    let index = index(offset)
    guard index > piece.startIndex, index < piece.endIndex else { return index }
    // Both steps move to character boundaries, wherever they start.
    return piece.index(before: piece.index(after: index))
  }

  /// The end of the character that has the byte before `offset`.
  private func roundedUp(_ offset: Int) -> String.Index {
    let down = roundedDown(offset)
    return self.offset(down) == offset || down == piece.endIndex ? down : piece.index(after: down)
  }

  private static func endsSentence(_ character: Character) -> Bool {
    switch character {
    case ".", "!", "?", "؟", "۔", "…": true
    default: false
    }
  }
}

// MARK: - Ends

extension SnippetExtent {
  /// Where to start so that `shown` and some text after it fit: at the start of the text if it is
  /// near, otherwise at the sentence, otherwise at a word shortly before.
  private func start(before shown: Range<String.Index>) -> String.Index {
    let slack = length - piece[shown].count
    guard slack > 0 else { return shown.lowerBound }
    var index = shown.lowerBound
    var steps = 0
    var sentence: String.Index?
    var words = [index]
    while steps < slack, index > piece.startIndex {
      let before = piece.index(before: index)
      if piece[before].isWhitespace, !piece[index].isWhitespace {
        if steps <= slack / 3 { words.append(index) }
        if sentence == nil, steps <= slack * 2 / 3, isSentenceStart(after: before) {
          sentence = index
        }
      }
      index = before
      steps += 1
    }
    if index == piece.startIndex, reachesStart {
      return skippingSpace(from: index, to: shown.lowerBound)
    }
    return sentence ?? words[words.count - 1]
  }

  /// Whether the white space at `space` ends a line or follows the end of a sentence.
  private func isSentenceStart(after space: String.Index) -> Bool {
    if piece[space].isNewline { return true }
    guard space > piece.startIndex else { return false }
    return Self.endsSentence(piece[piece.index(before: space)])
  }

  private func skippingSpace(from start: String.Index, to end: String.Index) -> String.Index {
    var index = start
    while index < end, piece[index].isWhitespace { index = piece.index(after: index) }
    return index
  }

  /// Where to end: after the last whole word that fits, but not before the end of `shown` if that
  /// fits.
  private func end(from start: String.Index, showing shown: String.Index) -> String.Index {
    var index = start
    var lastWord: String.Index?
    var count = 0
    while index < piece.endIndex, count < length {
      let next = piece.index(after: index)
      // The piece may end inside its last character.
      if next == piece.endIndex, !reachesEnd, count > 0 { break }
      if piece[index].isWhitespace {
        if index > start, !piece[piece.index(before: index)].isWhitespace { lastWord = index }
      }
      index = next
      count += 1
    }
    if index == piece.endIndex, reachesEnd { return withoutSpace(before: index, start) }
    if index < piece.endIndex, piece[index].isWhitespace {
      return withoutSpace(before: index, start)
    }
    guard let lastWord, lastWord >= shown else { return withoutSpace(before: index, start) }
    return lastWord
  }

  private func withoutSpace(before end: String.Index, _ start: String.Index) -> String.Index {
    var index = end
    while index > start {
      let before = piece.index(before: index)
      guard piece[before].isWhitespace else { break }
      index = before
    }
    return index
  }

  /// The matches inside the piece: those of `window`, and others that happen to be shown with them.
  private func marks(near window: Range<Int>, of matches: [SnippetMatches.Match]) -> [Range<Int>] {
    var first = window.lowerBound
    while first > 0, matches[first - 1].bytes.lowerBound >= base { first -= 1 }
    var end = window.upperBound
    while end < matches.count, matches[end].bytes.upperBound <= base + piece.utf8.count { end += 1 }
    return matches[first..<end].map(\.bytes)
  }

  private func snippet(
    from start: String.Index, to end: String.Index, marks: [Range<Int>], isFirst: Bool = false
  ) -> Snippet {
    let range = offset(start)..<offset(end)
    var shown: [Range<Int>] = []
    for mark in marks {
      let from = max(offset(roundedDown(mark.lowerBound)), range.lowerBound)
      let to = min(offset(roundedUp(mark.upperBound)), range.upperBound)
      guard from < to, from >= range.lowerBound + (shown.last?.upperBound ?? 0) else { continue }
      shown.append(from - range.lowerBound..<to - range.lowerBound)
    }
    let hasMoreBefore = !reachesStart || piece[..<start].contains { !$0.isWhitespace }
    let hasMoreAfter = !reachesEnd || piece[end...].contains { !$0.isWhitespace }
    return Snippet(
      text: String(piece[start..<end]), marks: shown, range: range,
      isCutBefore: hasMoreBefore && !isFirst, isCutAfter: hasMoreAfter)
  }
}
