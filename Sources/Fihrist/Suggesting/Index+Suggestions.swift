internal import FihristStoredDocuments

extension Index {
  /// What a person who has typed `text` may want: the last word completed, and titles.
  ///
  ///     try index.suggestions(for: "مجلس الأم")   // مجلس الأمن, مجلس الأمة, …
  ///
  /// Words of the index are compared by folded letters, with the article or without, and those of
  /// most documents come first; behind other words, those that follow them in most documents, also
  /// if only the article of the next word was typed. Where none follows all of them, the first are
  /// left out one by one. A title is suggested if one of its words starts so and it has the others
  /// that queries look for. Everything is shown as the archive writes it, and a word behind another
  /// as it is written there.
  ///
  /// - Parameters:
  ///   - text: What was typed, as far as it goes.
  ///   - limit: How many suggestions of each kind at most, 0 or more.
  /// - Returns: Words, then titles.
  /// - Throws: ``/FihristStorage/IndexError`` of kind `damaged`.
  /// - Complexity: The first time O(terms that start so) and that of reading some documents; then
  ///   that of a look-up. Answers and spellings are remembered for each commit.
  public func suggestions(for text: String, limit: Int = 5) throws -> [Suggestion] {
    let commit = commit
    return try commit.memory.suggestions(for: .init(text: text, limit: limit)) {
      guard let typed = TypedText(text, by: commit.analyzer) else { return [] }
      let (words, all) = try commit.completions(of: typed, limit: max(0, limit))
      let titles = try TitleSuggestions(commit)?.titles(for: typed, all, limit: max(0, limit))
      return words.map {
        Suggestion(text: typed.before + $0.text, kind: .word, documents: $0.documents)
      } + (titles ?? [])
    }
  }
}

extension OpenCommit {
  /// How many completions are looked at for titles: titles have rarer words than the commonest.
  static let completionCount = 30
  /// Behind so many words at most a completion is looked for: a longer phrase tells little more.
  private static let contextWordCount = 5
  /// How many documents are looked at for the words behind another. The best for that word would be
  /// short ones that say it often, in which what follows elsewhere is rare.
  private static let followedDocumentCount = 100
  /// Of words with the article one in so many stands behind و.
  private static let joinedShare = 14
  /// So many forms that may start with "and" or the like are looked at for those that are written
  /// with the article that was typed.
  private static let articleWordCount = 120
  /// So many of them may be words that queries leave out.
  private static let stopWordCount = 20

  /// A word that what was typed may become.
  struct Completion {
    var term: String
    /// What it is in the index: nearly always one term.
    var stems: [String]
    /// Whether it was typed with the article.
    var hasArticle: Bool
    /// How it is shown.
    var text: String
    /// Whether that is known already, from texts in which it follows.
    var isWritten = false
    var documents: Int
    /// Some documents that have it behind the last whole word, if any has.
    var examples: [Snapshot.Location] = []
  }

  /// The words of most documents that start like the last of what was typed: those to be shown, and
  /// all that were looked at, whose spelling is not known.
  func completions(
    of typed: TypedText, limit: Int
  ) throws -> (shown: [Completion], all: [Completion]) {
    let wanted = max(limit, Self.completionCount)
    var completions = try wordsBehindArticle(of: typed, limit: wanted)
    if completions.isEmpty {
      completions = try wordsThatFollow(typed, limit: limit)
      // The words of most documents need not follow, and those that follow seldom are not met.
      if completions.count < limit {
        completions += try wordsThatStart(as: typed, limit: wanted)
      }
    }
    let anywhere = completions
    try sortBehind(typed, &completions)
    let shown = try shown(completions, typed, limit: limit)
    // The stem of الدولة may follow, and no word that starts with والد.
    guard shown.isEmpty else { return (shown, completions) }
    return (try self.shown(anywhere, typed, limit: limit), anywhere)
  }

  /// The first completions that are written so. Spellings are read of those alone.
  private func shown(
    _ completions: [Completion], _ typed: TypedText, limit: Int
  ) throws -> [Completion] {
    var shown: [Completion] = []
    for var completion in completions where shown.count < limit {
      guard let text = try text(of: completion, typed) else { continue }
      completion.text = text
      shown.append(completion)
    }
    return shown
  }

  /// How a completion is shown; `nil` if it is not written so.
  private func text(of completion: Completion, _ typed: TypedText) throws -> String? {
    if completion.isWritten { return completion.text }
    if !completion.examples.isEmpty, hasStoredTexts, let previous = typed.previous,
      let term = completion.stems.first
    {
      return try follower(term, behind: previous, typed, in: completion.examples)
    }
    return completion.hasArticle
      ? try spellingWithArticle(of: completion.term).map { typed.conjunction + $0 }
      : try spelling(of: completion.term)
  }

  /// The words of most documents that start like the last of what was typed.
  private func wordsThatStart(as typed: TypedText, limit wanted: Int) throws -> [Completion] {
    let most = wanted + Self.stopWordCount
    var found: [(term: IndexedTerm, hasArticle: Bool)] = []
    for prefix in typed.prefixes {
      found += try terms(.prefix(prefix), limit: most, by: .frequency).map { ($0, false) }
    }
    // Forms have no article.
    for prefix in snapshot.hasForms ? typed.prefixesWithoutArticle : [] {
      let count = prefix.mayStartWithClitic ? Self.articleWordCount : most
      found += try terms(.prefix(prefix), limit: count, by: .frequency).map { ($0, true) }
    }
    let share = typed.conjunction.isEmpty ? 1 : Self.joinedShare
    func weight(_ one: (term: IndexedTerm, hasArticle: Bool)) -> Int {
      one.term.documents * (one.hasArticle ? 1 : share)
    }
    found.sort { one, other in
      weight(one) != weight(other)
        ? weight(one) > weight(other)
        : one.term.term.utf8.lexicographicallyPrecedes(other.term.term.utf8)
    }
    var stems = FormStems(analyzer)
    var completions: [Completion] = []
    for one in found where completions.count < wanted {
      // Nobody searches for a word that queries leave out.
      if !one.hasArticle, stems.isStopWord(one.term.term) { continue }
      // Of the forms with و, most are never written behind an article: they would hide the others.
      if one.hasArticle, try !isWrittenWithArticle(one.term.term) { continue }
      completions.append(
        Completion(
          term: one.term.term, stems: stems.terms(of: one.term.term), hasArticle: one.hasArticle,
          text: "", documents: one.term.documents))
    }
    return completions
  }

  /// Whether a form is written with the article, where it may be "and" and another word; other
  /// forms are taken to be.
  private func isWrittenWithArticle(_ form: String) throws -> Bool {
    guard form.mayStartWithClitic else { return true }
    return try mayBeBehindArticle(form) && spellingWithArticle(of: form) != nil
  }

  /// Where only the article of the last word was typed behind another: the words with it that
  /// follow that word most often in documents that are spread over all that have it. Any word may
  /// have the article, so that the dictionary says nothing.
  private func wordsBehindArticle(of typed: TypedText, limit: Int) throws -> [Completion] {
    let schema = snapshot.manifest.schema
    guard typed.endsWithArticle, let previous = typed.previous, snapshot.hasForms,
      schema.hasPositions, let forms = analyzer.forms
    else { return [] }
    var words = FollowingWords(analyzer, forms: forms)
    for example in try documents(before: typed) {
      unsafe try forEachFollower(
        of: Array(previous.utf8), form: typed.previousForm, in: example
      ) { word, _ in unsafe words.add(word) }
    }
    return words.completions(limit: limit)
  }

  /// The words that start like the last and follow the one before it most often, in documents that
  /// are spread over all that have the words before it: twice as many as are wanted, of different
  /// stems.
  private func wordsThatFollow(_ typed: TypedText, limit: Int) throws -> [Completion] {
    // آل and إل are words of their own, and not the start of any word with the article.
    guard let previous = typed.previous, typed.prefixes != ["ال"],
      snapshot.manifest.schema.hasPositions, hasStoredTexts
    else { return [] }
    let form = snapshot.hasForms ? typed.previousForm : nil
    var words = StartedFollowers(typed, analyzer)
    for example in try documents(before: typed) {
      unsafe try forEachFollower(of: Array(previous.utf8), form: form, in: example) { word, _ in
        unsafe words.add(word)
      }
    }
    return words.completions(limit: 2 * limit)
  }

  /// Some documents that have the whole words before the last, or as many of the last of them as
  /// any has.
  private func documents(before typed: TypedText) throws(IndexError) -> [Snapshot.Location] {
    for words in Self.contexts(typed) {
      let query: Query = words.count == 1 ? .term(words[0]) : .phrase(words)
      let matches = try withRanker { (ranker) throws(IndexError) in try ranker.matches(of: query) }
      let documents = matches.spread(Self.followedDocumentCount)
      if !documents.isEmpty { return documents }
    }
    return []
  }

  /// The words that a completion may stand behind: all of them, then fewer and fewer.
  private static func contexts(_ typed: TypedText) -> [[String]] {
    let words = typed.preceding.suffix(contextWordCount)
    return words.indices.map { Array(words[$0...]) }
  }

  /// Orders completions by how many documents have them behind the whole words, as far as any has.
  private func sortBehind(
    _ typed: TypedText, _ completions: inout [Completion]
  ) throws(IndexError) {
    guard snapshot.manifest.schema.hasPositions else { return }
    for words in Self.contexts(typed) {
      let counted = try counted(completions, behind: words)
      guard !counted.isEmpty else { continue }
      completions = counted.enumerated().sorted { one, other in
        one.element.documents != other.element.documents
          ? one.element.documents > other.element.documents : one.offset < other.offset
      }.map(\.element)
      return
    }
  }

  /// Those of `completions` that documents have right behind `words`, with how many have them so.
  private func counted(
    _ completions: [Completion], behind words: [String]
  ) throws(IndexError) -> [Completion] {
    var counted: [Completion] = []
    // Phrases are found by stems.
    var stems: Set<String> = []
    for completion in completions {
      guard let term = completion.stems.first, stems.insert(term).inserted else { continue }
      let matches = try withRanker { ranker throws(IndexError) in
        try ranker.matches(of: .phrase(words + [term]))
      }
      var completion = completion
      (completion.documents, completion.examples) =
        (matches.count, matches.first(Self.followerExampleCount))
      if completion.documents > 0 { counted.append(completion) }
    }
    return counted
  }
}

extension String {
  /// Whether its first letter is one that is written together with words.
  var mayStartWithClitic: Bool {
    unicodeScalars.first.map { "وفبلك".unicodeScalars.contains($0) } ?? false
  }
}
