/// The affixes of one end of words, found by their letters, the longest first.
struct AffixTable: Sendable {
  private let affixes: [Affix]
  /// The index of an affix, or -1.
  private let indexes: ShortWordTable<Int8>
  private let maximumCount: Int
  /// Whether an affix has the letter as its first and as its last: most words end otherwise.
  private let firstLetters: ByteTable<Bool>
  private let lastLetters: ByteTable<Bool>

  init(_ affixes: [Affix]) {
    self.affixes = affixes
    indexes = ShortWordTable(
      affixes.enumerated().map { ($1.letters, Int8($0)) }, default: -1,
      joining: { first, _ in first })
    maximumCount = affixes.map(\.letters.count).max() ?? 0
    let letters = affixes.map(\.letters)
    firstLetters = ByteTable { letter in letters.contains { $0[0] == letter } }
    lastLetters = ByteTable { letter in letters.contains { $0[$0.count - 1] == letter } }
  }

  /// The longest affix that `word` begins with and that leaves enough letters.
  @inline(__always)
  func beginning(_ word: FoldedWord) -> Affix? {
    guard let first = word.shortLetter(0), firstLetters[first] else { return nil }
    var letters = ShortWord()
    for index in 0..<min(maximumCount, word.letterCount) {
      guard let letter = word.shortLetter(index) else { break }
      letters.append(letter)
    }
    while letters.count > 0 {
      if let affix = affix(letters, of: word) { return affix }
      letters = letters.droppingLast()
    }
    return nil
  }

  /// The longest affix that `word` ends with and that leaves enough letters.
  @inline(__always)
  func ending(_ word: FoldedWord) -> Affix? {
    guard let last = word.shortLetter(beforeEnd: 1), lastLetters[last] else { return nil }
    var letters = ShortWord()
    for index in (0..<min(maximumCount, word.letterCount)).reversed() {
      guard let letter = word.shortLetter(beforeEnd: index &+ 1) else {
        letters = ShortWord()
        continue
      }
      letters.append(letter)
    }
    while letters.count > 0 {
      if let affix = affix(letters, of: word) { return affix }
      letters = letters.droppingFirst()
    }
    return nil
  }

  @inline(__always)
  private func affix(_ letters: ShortWord, of word: FoldedWord) -> Affix? {
    let index = indexes[letters]
    guard index >= 0 else { return nil }
    let affix = affixes[Int(index)]
    return word.letterCount >= affix.letters.count &+ affix.rest ? affix : nil
  }
}
