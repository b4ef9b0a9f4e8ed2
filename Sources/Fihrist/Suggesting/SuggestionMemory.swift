internal import Synchronization

/// What was found out for suggestions in one commit. When it has too much, it forgets everything.
final class SuggestionMemory: Sendable {
  /// A text that was typed, and how many suggestions were wanted.
  struct Typed: Hashable {
    var text: String
    var limit: Int
  }

  private let usual = Mutex<LetterSpellings?>(nil)
  private let spellings = Mutex<[String: String]>([:])
  private let formsBehindArticle = Mutex<[Unicode.Scalar: Set<String>]>([:])
  private let suggestions = Mutex<[Typed: [Suggestion]]>([:])

  private static let maximumSpellingCount = 50_000
  private static let maximumSuggestionCount = 5_000

  /// How words are spelled, made by `make` the first time.
  func letterSpellings(
    _ make: () throws(IndexError) -> LetterSpellings
  ) throws(IndexError) -> LetterSpellings {
    if let made = usual.withLock({ $0 }) { return made }
    let made = try make()
    usual.withLock { $0 = made }
    return made
  }

  /// The forms that start with `letter` and that stored words have behind the article, found by
  /// `find` the first time.
  func formsBehindArticle(
    startingWith letter: Unicode.Scalar, _ find: () throws -> Set<String>
  ) rethrows -> Set<String> {
    if let known = formsBehindArticle.withLock({ $0[letter] }) { return known }
    let found = try find()
    formsBehindArticle.withLock { $0[letter] = found }
    return found
  }

  /// The spelling of a term, found by `find` if it is not known.
  func spelling(of term: String, _ find: () throws -> String) rethrows -> String {
    if let known = spellings.withLock({ $0[term] }) { return known }
    let found = try find()
    spellings.withLock { spellings in
      if spellings.count >= Self.maximumSpellingCount { spellings.removeAll() }
      spellings[term] = found
    }
    return found
  }

  /// The suggestions for what was typed, found by `find` if they are not known.
  func suggestions(
    for typed: Typed, _ find: () throws -> [Suggestion]
  ) rethrows -> [Suggestion] {
    if let known = suggestions.withLock({ $0[typed] }) { return known }
    let found = try find()
    suggestions.withLock { suggestions in
      if suggestions.count >= Self.maximumSuggestionCount { suggestions.removeAll() }
      suggestions[typed] = found
    }
    return found
  }
}
