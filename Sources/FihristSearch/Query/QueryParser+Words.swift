internal import FihristText

/// Text that is not in quotes: words, patterns, and names of fields before them.
extension QueryParser {
  /// Reads what reaches from ``index`` to white space, a quote or a bracket.
  mutating func bare(_ occur: Query.Occur, isSigned: Bool) throws(QueryError) -> [Part] {
    let start = source.visible(from: index)
    if let near = try takeNear(at: start, occur) { return near }
    if let named = try takeField(at: start, occur) { return named }
    if let valueField { return try bareValue(of: valueField, occur) }
    if let regexp = try takeRegularExpression(at: start, occur) { return regexp }
    if let exact = try takeExactPhrase(at: start, occur) { return exact }
    var end = index
    while let scalar = source[end], !QuerySyntax.endsBareText(scalar) { end += 1 }
    var whole = index..<end
    // Nothing but a bracket or a quote that could not be read.
    guard !whole.isEmpty else {
      index += 1
      return []
    }
    if let end = endOfName(whole, at: start) { whole = whole.lowerBound..<end }
    index = whole.upperBound
    guard
      source.scalars[whole].contains(where: {
        QuerySyntax.sign($0) == nil && !QuerySyntax.isInvisible($0)
      })
    else { return [] }
    var suffix = Suffix()
    let range = try takeSuffix(endOf: whole, into: &suffix)
    if let pattern = try pattern(range, occur, suffix) { return pattern }
    if source[start] == "=", let exact = try exactForm(start + 1..<range.upperBound, occur, suffix)
    {
      return exact
    }
    return try words(range, occur, suffix, isSigned: isSigned)
  }

  // MARK: Words

  /// Each word by itself, and words that are written together as phrases.
  mutating func words(
    _ range: Range<Int>, _ occur: Query.Occur, _ suffix: Suffix, isSigned: Bool
  ) throws(QueryError) -> [Part] {
    let text = source.string(range)
    let words = wordReader.words(in: text)
    hasWords = hasWords || !words.isEmpty
    let bytes = Array(text.utf8)
    var parts: [Part] = []
    var start = 0
    while start < words.count, !isFull {
      var end = start + 1
      while end < words.count, words[end].isJoinedToPrevious { end += 1 }
      let group = words[start..<end]
      start = end
      guard var content = ParsedQuery.Content(group) else { continue }
      let word = content
      let alternatives = content.alternatives(group, in: bytes, analyzer)
      if rootSign != nil, wordField == nil, case .word(let word) = content {
        content = .root(word.root)
      }
      if let edits = suffix.edits, edits != 0 {
        let written = source.index(ofByte: self.range(of: group, in: range).lowerBound)
        if !startsAsField(written, in: range) {
          content = try fuzzy(content, edits: edits, at: written, tilde: suffix.tilde)
        }
      }
      var isCommon = group.allSatisfy(\.isStopWord)
      // Signs say that the word matters, common or not.
      if case .expansion = content { isCommon = false }
      let mayBeLeftOut = !isSigned && suffix.boost == 1 && suffix.constantScore == nil
      parts += try leaf(
        content, self.range(of: group, in: range), occur, suffix, isCommon: isCommon,
        mayBeLeftOut,
        alternatives: content.mayHaveAlternatives ? alternatives : content.itself(word))
    }
    return parts
  }

  /// Where a name ends whose first word ends the scalars `range`: كانون الثاني and عبد الله are
  /// one part each. `nil` if the next word does not make one.
  ///
  /// - Parameters:
  ///   - range: What reaches to white space.
  ///   - start: Its first visible scalar.
  private mutating func endOfName(_ range: Range<Int>, at start: Int) -> Int? {
    guard source[start] != "=", rootSign == nil, mayStartName(range) else { return nil }
    var next = range.upperBound
    while source[next] == " " { next += 1 }
    // The second words are those with the article, ordinal numbers, and those of `JoinedNames`.
    guard next > range.upperBound, let first = source[next],
      "اأآإثظبسرعشلمغج".unicodeScalars.contains(first)
    else { return nil }
    var end = next
    while let scalar = source[end], !QuerySyntax.endsBareText(scalar) { end += 1 }
    guard !source.scalars[next..<end].contains(where: { "*?~:".unicodeScalars.contains($0) }),
      !source.scalars[range].contains(where: { $0 == "*" || $0 == "?" })
    else { return nil }
    let words = wordReader.words(in: source.string(start..<end))
    let before = source.bytes(start..<range.upperBound).count
    // It may be written together with others before it: يناير/كانون الثاني.
    guard words.first?.range.lowerBound == 0,
      let last = words.lastIndex(where: { $0.range.upperBound == before }),
      last + 1 < words.count, words[last + 1].isJoinedToPrevious
    else { return nil }
    return end
  }

  /// Pieces of the first words of months, without letters that are written in several ways: كانون،
  /// تشرين، ربيع، جمادى، ذو.
  private static let monthPieces = ["نون", "شر", "رب", "جم", "ذ"].map { Array($0.unicodeScalars) }

  /// What the first words of other names start with, but for an alef and what is written together
  /// with words: عبد, أبو, those before الله and الدين, and those of other languages.
  private static let nameStarts = [
    "عبد", "بو", "رام", "عز", "نور", "صل", "عل", "سعد", "بدر", "شمس", "سيف", "جم", "كم", "مح", "عم",
    "حس", "نصر", "فتح", "عط", "جا", "ضيف", "رزق", "فيس", "واتس", "سناب", "كوالا", "سري", "نتر",
    "سوبر", "كيلو",
  ].map { Array($0.unicodeScalars) }

  /// Whether a word may be the first of a name; most words are not, and spare the analyzer.
  private func mayStartName(_ range: Range<Int>) -> Bool {
    var letters: [Unicode.Scalar] = []
    for scalar in source.scalars[range] where !QuerySyntax.isArabicMark(scalar) {
      guard QuerySyntax.isArabicLetter(scalar) else { return true }
      letters.append(scalar)
    }
    // على and علي are before many words with an article.
    let mayBeName = letters.count != 3 || !letters.starts(with: "عل".unicodeScalars)
    return letters.indices.contains { index in
      let rest = letters[index...]
      return Self.monthPieces.contains { rest.starts(with: $0) }
        || mayBeName && index <= 2 && Self.nameStarts.contains { rest.starts(with: $0) }
    }
  }

  /// The words like the one at `index`, which starts with a letter or a digit: with some analyzers
  /// words may start with a sign, and only quotes say then that it is not meant as one.
  private mutating func fuzzy(
    _ content: ParsedQuery.Content, edits: Int, at index: Int, tilde: Int
  ) throws(QueryError) -> ParsedQuery.Content {
    guard let bytes = content.form, source[index].map(QuerySyntax.isPlain) == true else {
      try report(at: tilde) {
        .misplacedSign(
          "~", column: $0, expected: "one word before it, as in مستشفى~1")
      }
      return content
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let length = text.unicodeScalars.count
    guard length <= Query.maximumFuzzyLength else {
      try report(at: index) {
        .badPattern(
          "a fuzzy word has at most \(Query.maximumFuzzyLength) characters",
          column: $0)
      }
      return content
    }
    return .expansion(
      .fuzzy(text, edits: edits > 0 ? edits : length > 5 ? 2 : 1, isWeighted: edits < 0))
  }

  // MARK: Exact forms

  private mutating func exactForm(
    _ range: Range<Int>, _ occur: Query.Occur, _ suffix: Suffix
  ) throws(QueryError) -> [Part]? {
    guard let first = source[range.lowerBound], !range.isEmpty, analyzer.mayBeInWord(first),
      QuerySyntax.isPlain(first)
    else { return nil }
    let words = wordReader.words(in: source.string(range))
    guard words.contains(where: { $0.term != nil }) else { return nil }
    if suffix.edits != nil {
      try report(at: suffix.tilde) {
        .misplacedSign("~", column: $0, expected: "a word without = before it")
      }
    }
    var parts: [Part] = []
    let bytes = Array(source.text.utf8)
    var start = 0
    while start < words.count, !isFull {
      // Words that are written together are a phrase.
      var end = start + 1
      while end < words.count, words[end].isJoinedToPrevious { end += 1 }
      let group = words[start..<end]
      start = end
      let terms = ParsedQuery.Content.terms(group)
      guard !terms.isEmpty else { continue }
      let wordRange = self.range(of: group, in: range)
      let form = Query.ExactForm(
        written: String(decoding: bytes[wordRange], as: UTF8.self), terms: terms,
        forms: group.compactMap { $0.form.map { Array($0.utf8) } })
      // With some analyzers a further word may start with a sign.
      let isPlain = source[source.index(ofByte: wordRange.lowerBound)].map(QuerySyntax.isPlain)
      let content = isPlain == true ? .exactForm(form) : ParsedQuery.Content(group)
      guard let content else { continue }
      parts += try leaf(content, wordRange, occur, suffix, isCommon: false, false)
    }
    return parts
  }

  /// Reads `="…"` at `start`: words side by side, each as it is written; `nil`, not moving, without
  /// a quote.
  private mutating func takeExactPhrase(
    at start: Int, _ occur: Query.Occur
  ) throws(QueryError) -> [Part]? {
    let opening = source.visible(from: start + 1)
    guard source[start] == "=", let quote = source[opening], let pair = QuotePair(opening: quote)
    else { return nil }
    index = opening
    let inside = try takeQuoted(pair)
    let suffix = try takeSuffix(of: .phrase)
    if let slop = suffix.slop, slop > 0 {
      try report(at: suffix.tilde) {
        .misplacedSign("~", column: $0, expected: "a phrase without = before it")
      }
    }
    let words = wordReader.words(in: source.string(inside))
    hasWords = hasWords || !words.isEmpty
    let terms = ParsedQuery.Content.terms(words[...])
    guard !terms.isEmpty else { return [] }
    let range = range(of: words[...], in: inside)
    let form = Query.ExactForm(
      written: String(decoding: Array(source.text.utf8)[range], as: UTF8.self), terms: terms,
      forms: words.compactMap { $0.form.map { Array($0.utf8) } })
    return try leaf(.exactForm(form), range, occur, suffix, isCommon: false, false)
  }

  // MARK: Patterns

  /// The patterns in `range`; `nil` if there are none.
  private mutating func pattern(
    _ range: Range<Int>, _ occur: Query.Occur, _ suffix: Suffix
  ) throws(QueryError) -> [Part]? {
    let scalars = source.scalars[range]
    guard scalars.contains(where: { $0 == "*" || $0 == "?" }) else { return nil }
    if scalars.allSatisfy({ $0 == "*" || QuerySyntax.isInvisible($0) }) {
      return try everything(range, occur, suffix)
    }
    var parts: [Part] = []
    var start = range.lowerBound
    var hasPattern = false
    while start < range.upperBound {
      var end = start
      while end < range.upperBound, isInPattern(source.scalars[end]) { end += 1 }
      if end > start {
        // A question mark at the end is one of a question.
        var last = end
        while last > start, source.scalars[last - 1] == "?" { last -= 1 }
        let piece = withoutLeadingSigns(start..<last)
        if isPattern(piece), !startsAsField(piece.lowerBound, in: range) {
          if !hasPattern { try reportEquals(at: source.visible(from: range.lowerBound)) }
          hasPattern = true
          parts += try pattern(piece, as: source.string(piece), occur, suffix)
        } else {
          parts += try words(start..<last, occur, suffix, isSigned: true)
        }
      }
      start = end + 1
    }
    return hasPattern ? parts : nil
  }

  /// Reports a sign of exact spelling at `index`, before a pattern.
  private mutating func reportEquals(at index: Int) throws(QueryError) {
    guard source[index] == "=" else { return }
    try report(at: index) {
      .misplacedSign(
        "=", column: $0, expected: "a word without * and ? behind it, as in =مسؤول")
    }
  }

  /// The rest of `range` from the first letter or sign of a pattern on.
  private func withoutLeadingSigns(_ range: Range<Int>) -> Range<Int> {
    let first = source.scalars[range].firstIndex {
      $0 == "*" || $0 == "?" || QuerySyntax.isPlain($0)
    }
    return (first ?? range.upperBound)..<range.upperBound
  }

  /// Whether what starts at `index`, inside `range`, would be the name of a field if it stood
  /// alone.
  private func startsAsField(_ index: Int, in range: Range<Int>) -> Bool {
    index > range.lowerBound && fieldName(at: index) != nil
  }

  private func isInPattern(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "*" || scalar == "?" || analyzer.mayBeInWord(scalar)
  }

  /// Whether there are signs and letters in `range`.
  private func isPattern(_ range: Range<Int>) -> Bool {
    let scalars = source.scalars[range]
    return scalars.contains { $0 == "*" || $0 == "?" }
      && scalars.contains { $0 != "*" && $0 != "?" && QuerySyntax.isPlain($0) }
  }

  private mutating func everything(
    _ range: Range<Int>, _ occur: Query.Occur, _ suffix: Suffix
  ) throws(QueryError) -> [Part] {
    if let wordField {
      return try leaf(
        .column(wordField, .exists), source.bytes(range), occur, suffix, isCommon: false, false)
    }
    return try leaf(.all, source.bytes(range), occur, suffix, isCommon: false, false)
  }

  private mutating func pattern(
    _ range: Range<Int>, as text: String, _ occur: Query.Occur, _ suffix: Suffix
  ) throws(QueryError) -> [Part] {
    let folded = PatternFolding.wildcard(text, analyzer)
    guard let expansion = folded.expansion else {
      return try everything(range, occur, suffix)
    }
    if suffix.edits != nil {
      try report(at: suffix.tilde) {
        .misplacedSign(
          "~", column: $0, expected: "a word without * before it")
      }
    }
    guard folded.length <= Query.maximumPatternLength else {
      try report(at: range.lowerBound) {
        .badPattern(
          "it has more than \(Query.maximumPatternLength) characters",
          column: $0)
      }
      return try words(range, occur, suffix, isSigned: true)
    }
    return try leaf(
      .expansion(expansion), source.bytes(range), occur, suffix, isCommon: false, false)
  }

  /// Reads a regular expression between slashes; `nil`, not moving, if there is none.
  private mutating func takeRegularExpression(
    at start: Int, _ occur: Query.Occur
  ) throws(QueryError) -> [Part]? {
    guard source[start] == "/" else { return nil }
    var end = start + 1
    while let scalar = source[end], scalar != "/" {
      if QuerySyntax.separates(scalar) { return nil }
      end += scalar == "\\" ? 2 : 1
    }
    guard source[end] == "/", end > start + 1 else { return nil }
    var last = end + 1
    while let scalar = source[last], !QuerySyntax.endsBareText(scalar) { last += 1 }
    var suffix = Suffix()
    let rest = try takeSuffix(endOf: end..<last, into: &suffix)
    guard source.scalars[rest].dropFirst().allSatisfy(QuerySyntax.followsLoosely) else {
      return nil
    }
    let inside = start + 1..<end
    let text = PatternFolding.regularExpression(source.string(inside), analyzer)
    let expansion = Query.Expansion.regularExpression(text)
    do throws(PatternError) {
      _ = try TermAutomaton(expansion)
    } catch {
      try report(at: start) { .badPattern(error.reason, column: $0) }
      index = last
      return try words(inside, occur, suffix, isSigned: true)
    }
    index = last
    var parts = try leaf(
      .expansion(expansion), source.bytes(inside), occur, suffix, isCommon: false, false)
    let slash = source.bytes(start..<start).lowerBound
    for part in parts.indices { parts[part].clause.node.start = slash }
    return parts
  }

  // MARK: NEAR

  /// Reads `NEAR(…)`; `nil`, not moving, if there is none.
  private mutating func takeNear(
    at start: Int, _ occur: Query.Occur
  ) throws(QueryError) -> [Part]? {
    let name = Self.nearName
    guard valueField == nil, start + name.count <= source.count,
      source.scalars[start..<start + name.count].elementsEqual(name)
    else { return nil }
    // A bracket that opens ends it too: one NEAR in another costs no second look at the rest.
    let bracket = source.scalars[(start + name.count)...].firstIndex {
      QuerySyntax.closesGroup($0) || QuerySyntax.opensGroup($0)
    }
    guard let end = bracket, QuerySyntax.closesGroup(source.scalars[end]) else {
      try report(at: start) { .badNear(column: $0) }
      return nil
    }
    let inside = NearText(source, start + name.count..<end)
    let text = source.string(inside.words)
    let words = wordReader.words(in: text)
    guard let content = ParsedQuery.Content(words[...]), (2...64).contains(content.termCount) else {
      try report(at: start) { .badNear(column: $0) }
      return nil
    }
    index = end + 1
    let suffix = try takeSuffix(of: .group(0))
    if let other = inside.other {
      let text = source.string(other)
      try report(at: other.lowerBound) { .notANumber(text, column: $0) }
    }
    let distance = try distance(in: inside, of: content.termCount, at: start)
    let others = content.alternatives(words[...], in: Array(text.utf8), analyzer)
    return try leaf(
      content.spread(over: distance, isOrdered: inside.isOrdered), source.bytes(inside.words),
      occur, suffix, isCommon: false, false,
      alternatives: others.map { $0.spread(over: distance, isOrdered: inside.isOrdered) })
  }

  /// How many other words may lie between the `count` words of the `NEAR` at `start`.
  private mutating func distance(
    in inside: NearText, of count: Int, at start: Int
  ) throws(QueryError) -> Int {
    let distance = inside.distance ?? Self.usualDistance
    // Words in any order are also as many steps apart as there are words.
    let most = Query.maximumSlop - (inside.isOrdered ? 0 : count - 1)
    if distance > most || inside.isNegative {
      try report(at: start) {
        .numberOutOfRange(
          "NEAR", column: $0, inside.isNegative ? "less than 0" : "more than \(most)",
          expected: "a number from 0 to \(most)", example: "NEAR(مجلس أمن, 5)")
      }
    }
    return min(distance, most)
  }

  private static let nearName = Array("NEAR(".unicodeScalars)

  /// How many words may lie between those of a `NEAR` that does not say.
  private static let usualDistance = 10
}
