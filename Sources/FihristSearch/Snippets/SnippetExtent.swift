/// Finds where a snippet starts and ends around the words that it shows.
///
/// Works on a piece of the text that is bounded in bytes, so that a text without spaces, or a
/// character of a million marks, costs no more than any other.
@safe struct SnippetExtent {
  /// Characters are seldom longer: a snippet of 200 characters looks at no more than 200 times as
  /// many bytes on either side.
  static let bytesPerCharacter = 12

  private let text: UnsafeBufferPointer<UInt8>
  private let clusters: TextClusters
  private let length: Int

  private init(_ text: UnsafeBufferPointer<UInt8>, around range: Range<Int>, length: Int) {
    let reach = Self.bytesPerCharacter * length
    var start = max(0, range.lowerBound - reach)
    while start > 0, start < text.count, unsafe text[start] & 0xC0 == 0x80 { start -= 1 }
    var end = min(text.count, range.upperBound + reach)
    while end < text.count, unsafe text[end] & 0xC0 == 0x80 { end -= 1 }
    unsafe self.text = text
    unsafe clusters = TextClusters(text, in: start..<max(start, end))
    self.length = length
  }

  /// The snippet that shows the bytes `shown` of `text`, or its start if there are none.
  ///
  /// - Parameter matches: What is marked, as far as the snippet has it.
  static func snippet(
    of text: SnippetText, showing shown: Range<Int>?, _ matches: [SnippetMatches.Match],
    length: Int
  ) -> Snippet {
    let bytes = unsafe text.bytes
    guard let shown else {
      let start = unsafe startOfContent(bytes)
      let extent = unsafe SnippetExtent(bytes, around: start..<start, length: length)
      return extent.snippet(
        text.field, start..<extent.end(from: start, showing: start), marks: [], isFirst: true)
    }
    let extent = unsafe SnippetExtent(bytes, around: shown, length: length)
    let whole =
      extent.clusters.start(ofCharacterAt: shown.lowerBound)..<extent.roundedUp(shown.upperBound)
    let start = extent.start(before: whole)
    let range = start..<extent.end(from: start, showing: whole.upperBound)
    let marks = matches.lazy.map(\.bytes).filter { $0.overlaps(range) }
    return extent.snippet(text.field, range, marks: Array(marks))
  }

  /// All of `text`, with all of the `matches` marked.
  static func whole(_ text: SnippetText, _ matches: [SnippetMatches.Match]) -> Snippet {
    let bytes = unsafe text.bytes
    let extent = unsafe SnippetExtent(bytes, around: 0..<bytes.count, length: 1)
    return extent.snippet(text.field, 0..<bytes.count, marks: matches.map(\.bytes))
  }

  /// The first byte that is not ASCII white space.
  private static func startOfContent(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var index = 0
    while index < text.count, unsafe text[index] == 0x20 || text[index] &- 9 < 5 { index += 1 }
    return index
  }

  private func roundedUp(_ end: Int) -> Int {
    let start = clusters.start(ofCharacterAt: end)
    return start == end ? end : clusters.end(ofCharacterAt: start)
  }
}

// MARK: - Ends

extension SnippetExtent {
  /// Where to start so that `shown` and some text after it fit: at the start of the text if it is
  /// near, otherwise at the sentence, otherwise at a word shortly before.
  private func start(before shown: Range<Int>) -> Int {
    let slack = length - characterCount(shown)
    guard slack > 0 else { return shown.lowerBound }
    let limits = clusters.limits
    var index = shown.lowerBound
    var steps = 0
    var sentence: Int?
    var word = index
    while steps < slack, index > limits.lowerBound {
      let before = clusters.start(ofCharacterBefore: index)
      if clusters.isSpace(before), !clusters.isSpace(index) {
        if steps <= slack / 3 { word = index }
        let isStart = clusters.isLineEnd(before) || clusters.endsSentence(before: before)
        if sentence == nil, steps <= slack * 2 / 3, isStart { sentence = index }
      }
      index = before
      steps += 1
    }
    if index == 0 { return skippingSpace(from: index, to: shown.lowerBound) }
    return sentence ?? word
  }

  /// How many characters `range` has; more than ``length`` are not counted.
  private func characterCount(_ range: Range<Int>) -> Int {
    var (index, count) = (range.lowerBound, 0)
    while index < range.upperBound, count <= length {
      index = clusters.end(ofCharacterAt: index)
      count += 1
    }
    return count
  }

  private func skippingSpace(from start: Int, to end: Int) -> Int {
    var index = start
    while index < end, clusters.isSpace(index) { index = clusters.end(ofCharacterAt: index) }
    return index
  }

  /// Where to end: after the last whole word that fits, but not before the end of `shown` if that
  /// fits.
  private func end(from start: Int, showing shown: Int) -> Int {
    let limit = clusters.limits.upperBound
    var index = start
    var lastWord: Int?
    var count = 0
    var isBehindSpace = true
    while index < limit, count < length {
      let next = clusters.end(ofCharacterAt: index)
      // The piece may end inside its last character.
      if next == limit, !reachesEnd, count > 0 { break }
      let isSpace = clusters.isSpace(index)
      if isSpace, !isBehindSpace { lastWord = index }
      isBehindSpace = isSpace
      index = next
      count += 1
    }
    let isWhole = index == limit && reachesEnd
    guard !isWhole, index >= limit || !clusters.isSpace(index), let lastWord, lastWord >= shown
    else { return withoutSpace(before: index, start) }
    return lastWord
  }

  private var reachesEnd: Bool { unsafe clusters.limits.upperBound == text.count }

  private func withoutSpace(before end: Int, _ start: Int) -> Int {
    var index = end
    while index > start {
      let before = clusters.start(ofCharacterBefore: index)
      guard clusters.isSpace(before) else { break }
      index = before
    }
    return index
  }

  private func snippet(
    _ field: String, _ range: Range<Int>, marks: [Range<Int>], isFirst: Bool = false
  ) -> Snippet {
    var shown: [Range<Int>] = []
    for mark in marks {
      let from = max(clusters.start(ofCharacterAt: mark.lowerBound), range.lowerBound)
      let end = roundedUp(mark.upperBound)
      let to = min(end, range.upperBound)
      // Only a word that is longer than the snippet is marked in part.
      guard to == end || mark.count > length else { continue }
      guard from < to, from >= range.lowerBound + (shown.last?.upperBound ?? 0) else { continue }
      shown.append(from - range.lowerBound..<to - range.lowerBound)
    }
    let piece = unsafe UnsafeBufferPointer(rebasing: text[range])
    var snippet = Snippet(
      field: field, text: unsafe String(decoding: piece, as: UTF8.self), marks: shown, range: range,
      isCutBefore: !isFirst && hasContent(clusters.limits.lowerBound..<range.lowerBound),
      isCutAfter: hasContent(range.upperBound..<clusters.limits.upperBound))
    if clusters.limits.lowerBound > 0 { snippet.isCutBefore = !isFirst }
    if !reachesEnd { snippet.isCutAfter = true }
    // Bytes that are not UTF-8 became longer.
    if snippet.text.utf8.count != range.count { unsafe snippet.repair(piece) }
    return snippet
  }

  private func hasContent(_ range: Range<Int>) -> Bool {
    skippingSpace(from: range.lowerBound, to: range.upperBound) < range.upperBound
  }
}

extension Snippet {
  /// Makes text and marks of bytes that are not UTF-8, part by part.
  fileprivate mutating func repair(_ bytes: UnsafeBufferPointer<UInt8>) {
    var (repaired, moved) = ("", [Range<Int>]())
    var end = 0
    func text(_ range: Range<Int>) -> String {
      unsafe String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }
    for mark in marks {
      repaired += text(end..<mark.lowerBound)
      let start = repaired.utf8.count
      repaired += text(mark)
      moved.append(start..<repaired.utf8.count)
      end = mark.upperBound
    }
    repaired += text(end..<bytes.count)
    self.text = repaired
    marks = moved
  }
}
