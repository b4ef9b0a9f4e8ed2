/// The three levels of one folded word.
///
/// - The *form* A is the word without its article: it ranks what is written as in the query first.
/// - The *stem* S is what matches.
/// - The *root* R, taken of the stem, brings related words in.
///
/// All are functions of the folded word alone. Words of one form have one stem, and words of one
/// stem have one root.
final class WordLevels: Sendable {
  /// The only one.
  static let shared = WordLevels()

  private let lists = WordLists.table
  private let stems = StemRules()
  private let roots = RootRules()

  /// A level of a word: a part of it, or letters of its own.
  struct Term {
    let part: FoldedWord
    let letters: ShortWord?

    var string: String { letters?.string ?? part.string }

    /// Whether both are the same letters.
    @inline(__always)
    func hasSameLetters(as other: Term) -> Bool {
      guard letters == nil && other.letters == nil else {
        return ShortWord(self) == ShortWord(other)
      }
      return part.hasSameLetters(as: other.part)
    }
  }

  /// Whether `word` has levels: it begins with an Arabic letter from ء on. Another word is its own
  /// form, stem and root.
  @inline(__always)
  static func have(_ word: FoldedWord) -> Bool {
    word.shortLetter(0).map { $0 >= 0x21 } ?? false
  }

  /// The form of `word`: without وال or ال if two letters stay, and if that does not change the
  /// stem. So الله, ألمانيا and والد stay whole.
  @inline(__always)
  func form<Recorder: RuleRecorder>(of word: FoldedWord, _ recorder: inout Recorder) -> Term {
    let whole = Term(part: word, letters: nil)
    guard Self.have(word), let article = Self.article(of: word) else { return whole }
    var rest = word
    rest.dropFirst(article)
    var silent = NoRecorder()
    guard stem(of: rest, &silent).hasSameLetters(as: stem(of: word, &silent)) else {
      return whole
    }
    recorder.fired(article == 3 ? .stemPrefixWal : .stemPrefixAl, leaving: rest)
    return Term(part: rest, letters: nil)
  }

  /// How many letters of وال or ال `word` begins with, if two stay.
  @inline(__always)
  private static func article(of word: FoldedWord) -> Int? {
    let alef = ArabicAffixes.alef
    let lam = ArabicAffixes.lam
    if word.letter(0) == ArabicAffixes.waw, word.letter(1) == alef, word.letter(2) == lam,
      word.letterCount >= 5
    {
      return 3
    }
    return word.letter(0) == alef && word.letter(1) == lam && word.letterCount >= 4 ? 2 : nil
  }

  /// The stem of `word`.
  @inline(__always)
  func stem<Recorder: RuleRecorder>(of word: FoldedWord, _ recorder: inout Recorder) -> Term {
    guard Self.have(word) else { return Term(part: word, letters: nil) }
    var stem = word
    let letters = stems.stem(&stem, &recorder)
    return Term(part: stem, letters: letters)
  }

  /// The root of `word`, which is that of its stem.
  @inline(__always)
  func root<Recorder: RuleRecorder>(of word: FoldedWord, _ recorder: inout Recorder) -> Term {
    guard Self.have(word) else { return Term(part: word, letters: nil) }
    let stem = stem(of: word, &recorder)
    if let short = ShortWord(stem), lists[short].contains(.name) {
      recorder.kept(by: .nameWord, entry: short)
      return stem
    }
    if let letters = stem.letters {
      return Term(part: word, letters: roots.root(of: letters, &recorder))
    }
    var root = stem.part
    let letters = roots.root(&root, &recorder)
    return Term(part: root, letters: letters)
  }
}

extension ShortWord {
  /// The letters of a level, or `nil` if it is longer or has a letter of another block.
  fileprivate init?(_ term: WordLevels.Term) {
    guard let letters = term.letters ?? ShortWord(term.part) else { return nil }
    self = letters
  }
}
