/// Names and a few other words that are usual in two spellings, which no rule of letters joins:
/// أميركا and أمريكا, السموات and السماوات.
final class NameSpellings: Sendable {
  /// The only one.
  static let shared = NameSpellings()

  /// Both spellings, folded. A sign behind the first says where it is respelled: `=` if it ends
  /// there, `-` also not behind the article, `+` also only behind it; else whatever follows.
  private static let rows = """
    اميرك امريك  اوربا اوروبا  اوربي اوروبي  انكلتر انجلتر  انغلتر انجلتر  انكليز انجليز
    سوريه- سوريا  كومبيوتر كمبيوتر  واشنطون= واشنطن  بروكسيل= بروكسل  دمقراط ديمقراط
    داوود= داود  طاووس طاوس  ابرهيم= ابراهيم  اسمعيل اسماعيل  اسحق= اسحاق  هرون= هارون
    سليمن= سليمان  معويه= معاويه  سموات سماوات  قرءان قران  صلوه= صلاه  زكوه= زكاه  يل+ ليل
    """

  private enum Condition: Character {
    case any = " "
    case whole = "="
    case withoutArticle = "-"
    case withArticle = "+"
  }

  private struct Entry: Sendable {
    var usual: ShortWord
    var condition: Condition
  }

  private let entries: ShortWordTable<Entry?>
  /// The first two letters of all entries, so that most words need no more look-ups.
  private let beginnings: ShortWordTable<Bool>

  private init() {
    let words = Self.rows.split(whereSeparator: \.isWhitespace).map(String.init)
    var rows: [(ShortWord, Entry?)] = []
    for index in stride(from: 0, to: words.count - 1, by: 2) {
      let condition = words[index].last.flatMap(Condition.init) ?? .any
      rows.append(
        (ShortWord(words[index]), Entry(usual: ShortWord(words[index + 1]), condition: condition)))
    }
    entries = ShortWordTable(rows, default: nil, joining: { first, _ in first })
    beginnings = ShortWordTable(
      rows.map { ($0.0.picking(0, 1), true) }, default: false, joining: { $0 || $1 })
  }

  /// Respells the folded word of plain letters from byte `start` of `bytes` on; a little more than
  /// the word can be written.
  ///
  /// - Returns: How many bytes it has then.
  @inline(__always)
  func respell<Recorder: RuleRecorder>(
    _ bytes: UnsafeMutablePointer<UInt8>, from start: Int, byteCount: Int,
    _ recorder: inout Recorder
  ) -> Int {
    let word = unsafe FoldedWord(bytes, start..<start &+ byteCount, isPlain: true)
    guard word.letterCount <= 16 else { return byteCount }
    for offset in 0..<min(6, max(0, word.letterCount - 1)) {
      if let beginning = Self.pair(of: word, at: offset), beginnings[beginning],
        let (length, usual) = find(word, at: offset)
      {
        recorder.fired(.respellName)
        return unsafe replace(
          length, letters: usual, of: word, at: offset, in: bytes)
      }
      guard Self.mayPrecede(word, offset) else { break }
    }
    return byteCount
  }

  @inline(__always)
  private static func pair(of word: FoldedWord, at offset: Int) -> ShortWord? {
    guard let first = word.shortLetter(offset), let second = word.shortLetter(offset + 1) else {
      return nil
    }
    var pair = ShortWord()
    pair.append(first)
    pair.append(second)
    return pair
  }

  /// Whether the letter at `offset` is one of those that are written before a word.
  @inline(__always)
  private static func mayPrecede(_ word: FoldedWord, _ offset: Int) -> Bool {
    switch word.shortLetter(offset) {
    case Letter.waw, Letter.feh: offset == 0
    case Letter.beh, Letter.kaf, Letter.lam: true
    case Letter.alef: word.shortLetter(offset + 1) == Letter.lam
    default: false
    }
  }

  /// The longest entry that starts at `offset` and applies there.
  private func find(_ word: FoldedWord, at offset: Int) -> (length: Int, usual: ShortWord)? {
    let isAfterArticle =
      offset >= 2 && word.shortLetter(offset - 1) == Letter.lam
      && (word.shortLetter(offset - 2) == Letter.alef || word.shortLetter(offset - 2) == Letter.lam)
    var letters = ShortWord()
    var found: (Int, ShortWord)?
    for index in offset..<min(word.letterCount, offset + ShortWord.maximumCount) {
      guard let letter = word.shortLetter(index) else { return nil }
      letters.append(letter)
      guard let entry = entries[letters] else { continue }
      let isWhole = index + 1 == word.letterCount
      let applies =
        switch entry.condition {
        case .any: true
        case .whole: isWhole
        case .withoutArticle: isWhole && !isAfterArticle
        case .withArticle:
          isWhole && isAfterArticle && word.shortLetter(offset - 2) == Letter.alef
        }
      if applies { found = (letters.count, entry.usual) }
    }
    return found
  }

  private func replace(
    _ length: Int, letters: ShortWord, of word: FoldedWord, at offset: Int,
    in bytes: UnsafeMutablePointer<UInt8>
  ) -> Int {
    let from = word.start + 2 * (offset + length)
    let to = word.start + 2 * (offset + letters.count)
    let rest = word.end - from
    unsafe (bytes + to).update(from: bytes + from, count: rest)
    _ = unsafe letters.write(to: bytes + word.start + 2 * offset)
    return to + rest - word.start
  }
}
