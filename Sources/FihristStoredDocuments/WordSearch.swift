/// Finds a word among the strings of a segment, of whose letters each may be one of several.
///
/// The strings of codes of one length are in the order of their letters, so a letter that is sure
/// is found by halving. Where a letter may be one of several, each of them is followed as long as
/// strings start so.
struct WordSearch {
  private let blocks: WordBlocks
  /// For each letter, its codes in order.
  private let letters: [[UInt8]]

  /// For each code, a bit for each letter of the word that it may be.
  private let positions: [UInt64]

  /// Ranges of so many strings are compared one by one.
  private static let fewStrings = 2 * WordSection.blockCount

  /// Makes a search for a word in letter code; nil if it has no letters, or more than 64.
  ///
  /// - Parameter letters: For each letter, the codes that it may have, in ascending order.
  init?(_ letters: [[UInt8]], in blocks: WordBlocks) {
    guard 1...UInt64.bitWidth ~= letters.count else { return nil }
    (self.blocks, self.letters) = (blocks, letters)
    var positions = [UInt64](repeating: 0, count: 256)
    for (index, codes) in letters.enumerated() {
      for code in codes { positions[Int(code)] |= 1 << UInt64(index) }
    }
    self.positions = positions
  }

  /// The first of the strings that start alike that is the word, in letter code; nil if none is, or
  /// a block is damaged.
  ///
  /// - Complexity: O(letters · log(symbols)) for each start that strings have.
  func first(in start: WordStarts.Start) -> [UInt8]? {
    var letters = start.letters
    return first(in: start.symbols, after: &letters)
  }

  /// The first of `symbols` that is the word. Words start with `start`, as some of the symbols may.
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
    let count = letters.count
    return unsafe positions.withUnsafeBufferPointer { positions in
      var found: [UInt8]?
      _ = unsafe blocks.forEach(in: symbols) { string in
        guard string.count == count else { return true }
        for index in 0..<count
        where unsafe positions[Int(string[index])] & 1 << UInt64(index) == 0 {
          return true
        }
        found = unsafe Array(string)
        return false
      }
      return found
    }
  }
}
