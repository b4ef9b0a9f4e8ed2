/// The terms of a word at the three levels at which ``Analyzer/arabic`` can rank it.
public struct TermLevels: Sendable, Hashable {
  /// The position in the sequence of words, from 0.
  public var position: Int

  /// The word's bytes in the original text (UTF-8), never cut inside a character.
  public var range: Range<Int>

  /// The folded word without its article, as ``Analyzer/arabicForm`` gives it; `nil` for words that
  /// are not Arabic.
  public var form: String?

  /// The stem, as ``Analyzer/arabic`` gives it. Words of one form have one stem.
  public var stem: String

  /// The root of the stem, as ``Analyzer/arabicRoot`` gives it. Words of one stem have one root;
  /// words that are not Arabic have none.
  public var root: String?
}

extension Analyzer {
  /// The form, the stem and the root of each word of `text`, as ``arabic`` finds the words.
  ///
  /// - Complexity: O(length of `text`).
  public static func levels(of text: String) -> [TermLevels] {
    Analyzer.arabic.queryWords(in: text).compactMap { word in
      word.term.map {
        TermLevels(
          position: word.position, range: word.range, form: word.form, stem: $0, root: word.root)
      }
    }
  }
}
