internal import FihristText

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A word that stands near the words of a query, with the numbers of its contingency table.
///
/// The table divides the words of the texts, without those of the query's own occurrences, in two
/// ways: whether they are near an occurrence, and whether they are this word. A word near two
/// occurrences counts once.
///
///                  this word                  other words
///     near         nearCount                  nearWords - nearCount
///     elsewhere    wordCount - nearCount      the rest of allWords
public struct Collocation: Sendable, Hashable, Codable {
  /// The word in its most frequent spelling near the query; the first by bytes of equal ones.
  public var word: String

  /// Its term in the index. All spellings and inflections with this term are counted together.
  public var term: String

  /// How often it is near an occurrence.
  public var nearCount: Int

  /// How often it occurs at all.
  public var wordCount: Int

  /// How many words are near an occurrence.
  public var nearWords: Int

  /// How many words there are.
  public var allWords: Int

  /// How often the query occurs.
  public var occurrences: Int

  /// How often it would be near if it were spread evenly: nearWords · wordCount / allWords.
  public var expected: Double {
    allWords == 0 ? 0 : Double(nearWords) * Double(wordCount) / Double(allWords)
  }

  /// G² = 2 · Σ O · ln(O / E) over the four cells of the table, where E is what a cell would have
  /// if both divisions were independent. Negative where the word is near less often than expected.
  ///
  /// 10.83 and more are seen by chance once in a thousand words. (Dunning, Accurate methods for the
  /// statistics of surprise and coincidence, Computational Linguistics 19, 1993.)
  public var logLikelihood: Double {
    let (near, word) = (Double(nearWords), Double(wordCount))
    let (all, both) = (Double(allWords), Double(nearCount))
    guard all > 0 else { return 0 }
    let cells = [
      (both, near * word / all), (near - both, near * (all - word) / all),
      (word - both, (all - near) * word / all),
      (all - near - word + both, (all - near) * (all - word) / all),
    ]
    let sum = cells.reduce(0) { sum, cell in
      cell.0 > 0 && cell.1 > 0 ? sum + cell.0 * log(cell.0 / cell.1) : sum
    }
    return both < expected ? -2 * max(0, sum) : 2 * max(0, sum)
  }

  /// 14 + log₂(2 · nearCount / (occurrences + wordCount)): at most about 14, one less for half as
  /// much, and independent of the size of the archive. (Rychlý, A lexicographer-friendly
  /// association score, RASLAN 2008.)
  public var logDice: Double {
    let sum = occurrences + wordCount
    return nearCount == 0 || sum == 0 ? 0 : 14 + log2(2 * Double(nearCount) / Double(sum))
  }
}
