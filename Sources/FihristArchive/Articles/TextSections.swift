/// A text cut at its headings. Lines of code between fences are not headings.
struct TextSections {
  /// A part of the text.
  struct Section: Hashable {
    /// Its headings, the innermost last; empty for what comes before the first.
    var headings: [Range<Int>]
    /// Its text, in pieces.
    var body: [Range<Int>] = []
  }

  /// The parts, in their order. A heading without a text before the next one belongs to that.
  private(set) var sections: [Section] = []

  /// Cuts the pieces of `body`, line by line.
  init(_ bytes: ByteView, _ body: [Range<Int>]) {
    var open = Section(headings: [])
    var fence: CodeFence?
    for piece in body {
      var index = piece.lowerBound
      var start = index
      while index < piece.upperBound {
        let end = bytes.firstIndex(of: UInt8(ascii: "\n"), in: index..<piece.upperBound)
        let line = ArticleLabel.trimmed(bytes, index..<end)
        if let code = fence {
          if code.isClosed(bytes, by: line) { fence = nil }
        } else if let code = CodeFence(bytes, line) {
          fence = code
        } else if let heading = TextHeading.text(bytes, line) {
          Self.add(start..<index, to: &open, bytes)
          if !open.body.isEmpty {
            sections.append(open)
            open = Section(headings: [])
          }
          open.headings.append(heading)
          start = min(end + 1, piece.upperBound)
        }
        index = min(end + 1, piece.upperBound)
      }
      Self.add(start..<piece.upperBound, to: &open, bytes)
    }
    if !open.body.isEmpty || !open.headings.isEmpty { sections.append(open) }
  }

  private static func add(_ range: Range<Int>, to section: inout Section, _ bytes: ByteView) {
    let text = ArticleLabel.trimmed(bytes, range)
    if !text.isEmpty { section.body.append(text) }
  }
}
