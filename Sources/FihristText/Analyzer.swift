/// How text becomes terms: where words start and end, how their letters are folded, which affixes
/// are cut, and which words are too common to search for.
///
/// An analyzer is a value: two of the same name are equal, and an index written with one can only
/// be searched with one of the same ``identity``.
///
///     Analyzer.arabic.tokens(in: "وَالكِتابُ").map(\.term)   // ["كتاب"]
///
/// `Documentation/ArabicText.md` explains every rule and where it comes from.
public struct Analyzer: Sendable, Hashable {
  /// Which chain of rules this analyzer runs.
  enum Chain: String, CaseIterable, Sendable {
    case arabic, light10, lucene, exact, whitespace
    case form = "arabic.form"
    case root = "arabic.root"

    /// Whether it makes a level of words, see ``WordLevels``.
    var hasLevels: Bool { self == .arabic || self == .form || self == .root }
  }

  let chain: Chain

  /// The language of words in other letters than Arabic; ``LatinLanguage/none`` for the analyzers
  /// without levels.
  public let language: LatinLanguage

  /// The default: stems by rules and lists of words, clitics are also cut before Latin words and
  /// numbers (`الـBBC`), and common words are left out of queries (but not of the index, so that
  /// phrases with them still match).
  public static let arabic = Analyzer(chain: .arabic)

  /// The Arabic words of ``arabic``, with their forms: without the article, and nothing else cut.
  public static let arabicForm = Analyzer(chain: .form)

  /// The Arabic words of ``arabic``, with the roots of their stems.
  public static let arabicRoot = Analyzer(chain: .root)

  /// Folded letters and the light stemmer of Larkey, Ballesteros and Connell, rule for rule.
  public static let light10 = Analyzer(chain: .light10)

  /// What Lucene's `ArabicAnalyzer` does, for comparison and migration: word boundaries of Unicode
  /// Standard Annex 29, Lucene's normalizer and stemmer, its stop list at index time.
  public static let lucene = Analyzer(chain: .lucene)

  /// Folded letters, nothing cut off.
  public static let exact = Analyzer(chain: .exact)

  /// Split at white space only; every byte of a word is kept as it is.
  public static let whitespace = Analyzer(chain: .whitespace)

  /// The names that the fields of a schema can have, the default first. ``init(named:)`` knows
  /// also the names of ``arabicForm`` and ``arabicRoot``, which accompany ``arabic``.
  public static let names = Chain.allCases.filter { $0 == .arabic || !$0.hasLevels }
    .map(\.rawValue)

  /// The analyzer called `name`, or `nil` if there is none.
  ///
  /// `arabic` may be followed by `+` and a ``LatinLanguage``, by which words in other letters are
  /// stemmed: `arabic+french`. It is `arabic+english` if none is named.
  public init?(named name: String) {
    let parts = name.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
    guard let chain = Chain(rawValue: String(parts[0])) else { return nil }
    guard parts.count == 2 else {
      self.init(chain: chain)
      return
    }
    guard chain.hasLevels, let language = LatinLanguage(rawValue: String(parts[1])),
      LatinStemmers.have(language)
    else { return nil }
    self.init(chain: chain, language: language)
  }

  /// Whether it makes stems that go with ``arabicForm`` and ``arabicRoot``.
  package var hasLevels: Bool { chain == .arabic }

  /// What makes the forms of the words of this analyzer; `nil` if it has no levels.
  package var forms: Analyzer? { hasLevels ? Analyzer(chain: .form, language: language) : nil }

  /// What makes their roots; `nil` if it has no levels.
  package var roots: Analyzer? { hasLevels ? Analyzer(chain: .root, language: language) : nil }

  init(chain: Chain, language: LatinLanguage = .english) {
    self.chain = chain
    self.language = chain.hasLevels ? language : .none
  }

  /// The name by which schemas and commands choose this analyzer.
  public var name: String {
    language == .english || !chain.hasLevels
      ? chain.rawValue : "\(chain.rawValue)+\(language.rawValue)"
  }

  /// The analyzers of the levels of its words: forms, stems (itself) and roots for ``arabic`` with
  /// any language, otherwise only itself.
  package var levels: [Analyzer] {
    guard let forms, let roots else { return [self] }
    return [forms, self, roots]
  }

  /// Name, version of the rules and parameters. An index stores it and checks it when it opens.
  ///
  /// The version of an analyzer goes up with every change that can give a text different terms.
  public var identity: String {
    switch chain {
    case .arabic: "arabic/1(stem,latin=\(language.rawValue),stop=query-q1)"
    case .form: "arabic.form/1(latin=\(language.rawValue))"
    case .root: "arabic.root/1(latin=\(language.rawValue))"
    case .light10: "light10/1"
    case .lucene: "lucene/1(stop=index-lucene)"
    case .exact: "exact/1"
    case .whitespace: "whitespace/1"
    }
  }
}
