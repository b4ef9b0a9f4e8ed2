/// A word in letters that a spelling rule can change.
///
/// Most words have nothing to change: ``mayDiffer(_:)`` finds that out without making one.
struct SpelledWord {
  var letters: [SpelledLetter]

  /// Longer words are left as they are written.
  static let maximumByteCount = 128

  /// Why a word may have another spelling: it has a hamza, a mark of the mushaf, or a letter
  /// outside U+0600…U+06FF, such as a presentation form.
  enum Sign: UInt8 {
    case none, always
    /// Only after ي: هيأة, هيآت.
    case afterYeh
  }

  static let signs = ArabicTable<Sign>(other: .always) { scalar in
    switch scalar {
    case 0x621, 0x624, 0x626, 0x654, 0x670, 0x6E5...0x6E7: .always
    case 0x622, 0x623: .afterYeh
    default: .none
    }
  }

  /// Whether a rule may change the spelling of `word`.
  @inline(__always)
  static func mayDiffer(_ word: UnsafeBufferPointer<UInt8>, _ signs: ArabicTable<Sign>) -> Bool {
    guard let bytes = word.baseAddress, word.count <= maximumByteCount else { return false }
    var index = 0
    var previous: UInt16 = 0
    while index &+ 1 < word.count {
      let pair = unsafe UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt16.self).littleEndian
      let sign = signs[pair]
      if sign == .always || (sign == .afterYeh && previous == ArabicAffixes.yeh) { return true }
      previous = pair
      index &+= 2
    }
    return index < word.count
  }

  /// The letters of `word`, which are joined with the marks that make other letters of them.
  init(_ word: UnsafeBufferPointer<UInt8>) {
    letters = []
    guard let bytes = word.baseAddress else { return }
    letters.reserveCapacity(word.count / 2)
    var index = 0
    while index < word.count {
      let scalar = unsafe UTF8Scalar(bytes, at: index, end: word.count)
      let spelling = PresentationForms.spelling(of: scalar.value)
      if spelling.isEmpty {
        append(scalar.value, at: index)
      } else {
        for letter in spelling { append(letter, at: index) }
      }
      index += scalar.byteCount
    }
    compose()
  }

  private mutating func append(_ scalar: UInt32, at offset: Int) {
    let mark = SpelledLetter.Marks(scalar)
    if !mark.isEmpty {
      if !letters.isEmpty { letters[letters.count - 1].marks.formUnion(mark) }
    } else if scalar == SpelledLetter.tatweel || WordClass.of(scalar) == .arabicLetter {
      letters.append(SpelledLetter(scalar: scalar, offset: offset))
    }
  }

  /// Makes letters of their seats and hamzas above, and of tatweels that carry a hamza; other
  /// tatweels give their marks to the letter before.
  private mutating func compose() {
    var composed: [SpelledLetter] = []
    for var letter in letters {
      if letter.scalar == SpelledLetter.tatweel {
        if letter.marks.contains(.hamza) {
          letter.scalar = SpelledLetter.hamza
        } else {
          if !composed.isEmpty { composed[composed.count - 1].marks.formUnion(letter.marks) }
          continue
        }
      } else if letter.marks.contains(.hamza) {
        switch letter.scalar {
        case SpelledLetter.alef: letter.scalar = SpelledLetter.alefHamza
        case SpelledLetter.waw: letter.scalar = SpelledLetter.wawHamza
        case SpelledLetter.yeh, SpelledLetter.alefMaksura, 0x6CC:
          letter.scalar = SpelledLetter.yehHamza
        default: break
        }
        letter.marks.remove(.hamza)
      }
      composed.append(letter)
    }
    letters = composed
  }

  /// Makes a word of `letters`.
  init(letters: [SpelledLetter]) { self.letters = letters }

  /// The letters without their marks.
  var utf8: [UInt8] {
    Array(String(String.UnicodeScalarView(letters.compactMap { Unicode.Scalar($0.scalar) })).utf8)
  }
}

extension SpelledWord {
  /// How many letters at the start look like what is written before a noun: و or ف, then ب, ل or ك,
  /// then ال; or لل. At least one letter follows them.
  var procliticCount: Int {
    var index = 0
    func follows(_ scalar: UInt32, _ next: Int = 0) -> Bool {
      index + next + 1 < letters.count && letters[index + next].scalar == scalar
    }
    if follows(SpelledLetter.waw) || follows(0x641) { index += 1 }
    if follows(SpelledLetter.lam), follows(SpelledLetter.lam, 1) { return index + 2 }
    if [0x628, SpelledLetter.lam, 0x643].contains(where: { follows($0) }) { index += 1 }
    let isArticle =
      index + 2 < letters.count && letters[index].isAlef
      && letters[index + 1].scalar == SpelledLetter.lam
    return isArticle ? index + 2 : index
  }

  /// The letter at `index`, or `nil` outside the word.
  func letter(_ index: Int) -> SpelledLetter? {
    letters.indices.contains(index) ? letters[index] : nil
  }
}
