/// Finds a word among the strings of a segment, of whose letters each may be one of several.
///
/// The strings of codes of one length are in the order of their letters, so a letter that is sure
/// is found by halving. Where a letter may be one of several, each of them is followed as long as
/// strings start so.
struct WordSearch {
  private let blocks: WordBlocks
  /// For each letter, its codes in order.
  private let letters: [[UInt8]]

  /// Ranges of so many strings are compared one by one.
  private static let fewStrings = 2 * WordSection.blockCount

  /// Makes a search for a word in letter code.
  ///
  /// - Parameter letters: For each letter, the codes that it may have, in ascending order.
  init(_ letters: [[UInt8]], in blocks: WordBlocks) {
    (self.blocks, self.letters) = (blocks, letters)
  }

  /// The first of `symbols` that is the word, in letter code; nil if none is, or a block is
  /// damaged.
  ///
  /// - Parameter symbols: Their strings are in order.
  /// - Complexity: O(letters · log(symbols)) for each start that strings have.
  func first(in symbols: Range<Int>) -> [UInt8]? {
    guard !letters.isEmpty else { return nil }
    var start: [UInt8] = []
    return first(in: symbols, after: &start)
  }

  /// The same for words that start with `start`, as some of `symbols` may.
  private func first(in symbols: Range<Int>, after start: inout [UInt8]) -> [UInt8]? {
    if symbols.count <= Self.fewStrings { return firstOfFew(symbols) }
    // The word itself is before all that only start so, and that is in the first two blocks.
    if start.count == letters.count { return firstOfFew(symbols.prefix(Self.fewStrings)) }
    let held = start.count
    defer { start.removeLast(start.count - held) }
    while start.count < letters.count, letters[start.count].count == 1 {
      start.append(letters[start.count][0])
    }
    if start.count > held {
      return first(in: blocks.symbols(startingWith: start, in: symbols), after: &start)
    }
    for letter in letters[held] {
      start.append(letter)
      let found = first(in: blocks.symbols(startingWith: start, in: symbols), after: &start)
      if let found { return found }
      start.removeLast()
    }
    return nil
  }

  /// Compares strings one by one.
  private func firstOfFew(_ symbols: Range<Int>) -> [UInt8]? {
    var found: [UInt8]?
    _ = unsafe blocks.forEach(in: symbols) { string in
      guard string.count == letters.count else { return true }
      for index in 0..<string.count where unsafe !letters[index].contains(string[index]) {
        return true
      }
      found = unsafe Array(string)
      return false
    }
    return found
  }
}
