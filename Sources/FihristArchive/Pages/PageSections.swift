/// The text of a page cut at its headings.
struct PageSections {
  /// A part of the text.
  struct Section: Hashable {
    /// Its headings, the innermost last; empty for what comes before the first.
    var headings: [PageBlock]
    /// Its text.
    var body: [PageBlock] = []
  }

  /// The parts, in their order. A heading without a text before the next one belongs to that.
  private(set) var sections: [Section] = []

  /// Cuts `blocks`.
  init(_ blocks: [PageBlock]) {
    var open = Section(headings: [])
    for block in blocks {
      guard block.kind == .heading else {
        open.body.append(block)
        continue
      }
      if !open.body.isEmpty {
        sections.append(open)
        open = Section(headings: [])
      }
      open.headings.append(block)
    }
    if !open.body.isEmpty || !open.headings.isEmpty { sections.append(open) }
  }
}
