internal import FihristText

/// Finds out by its terms what a word of a text is among the targets.
struct MatchedWord: ~Copyable {
  private let targets: SnippetTargets
  private let analyzer: Analyzer
  private let forms: Analyzer?
  private let roots: Analyzer?
  private var terms = WordTerms()
  private var formTerms = WordTerms()
  private var rootTerms = WordTerms()

  /// - Parameter analyzer: That of the index.
  init(_ targets: SnippetTargets, _ analyzer: Analyzer) {
    self.targets = targets
    self.analyzer = analyzer
    forms = targets.forms.isEmpty && !targets.hasExpansions ? nil : analyzer.forms
    roots = targets.roots.isEmpty ? nil : analyzer.roots
  }

  /// Appends the matches of the word at `range`.
  ///
  /// - Returns: How many positions the word takes.
  mutating func append(
    to matches: inout [SnippetMatches.Match], _ range: Range<Int>,
    in text: UnsafeBufferPointer<UInt8>, at position: Int
  ) -> Int {
    let word = unsafe UnsafeBufferPointer(rebasing: text[range])
    terms.removeAll()
    formTerms.removeAll()
    rootTerms.removeAll()
    unsafe analyzer.appendTerms(ofWord: word, to: &terms)
    unsafe forms?.appendTerms(ofWord: word, to: &formTerms)
    unsafe roots?.appendTerms(ofWord: word, to: &rootTerms)
    for index in 0..<terms.count {
      let source = terms.source(of: index)
      let bytes = range.lowerBound + source.lowerBound..<range.lowerBound + source.upperBound
      let at = position + terms.position(of: index)
      let written = unsafe UnsafeBufferPointer(rebasing: text[bytes])
      if let match = unsafe match(index, bytes, at, written) { matches.append(match) }
    }
    return terms.positionCount
  }

  private func match(
    _ index: Int, _ bytes: Range<Int>, _ position: Int, _ written: UnsafeBufferPointer<UInt8>
  ) -> SnippetMatches.Match? {
    let term = terms.bytes(of: index)
    let form = index < formTerms.count ? formTerms.bytes(of: index) : term
    var match = SnippetMatches.Match(bytes: bytes, position: position, term: -1)
    let expansion =
      targets.number(ofExpansionTo: form) ?? targets.number(ofExpansionTo: term)
    if let number = targets.terms[term] {
      match.term = number
      match.form = targets.forms[form] ?? -1
      match.isShownAlone =
        unsafe expansion != nil || targets.loose.contains(number) || isWritten(number, written)
      if match.isShownAlone || targets.grouped.contains(number) { return match }
    }
    if let expansion {
      match.term = expansion
      return match
    }
    guard index < rootTerms.count, let number = targets.roots[rootTerms.bytes(of: index)] else {
      return nil
    }
    match.term = number
    match.isByRoot = true
    return match
  }

  /// Whether a word is written as the query asks for a term.
  private func isWritten(_ number: Int, _ written: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let forms = targets.written[number] else { return false }
    let word = unsafe String(decoding: written, as: UTF8.self)
    return forms.contains { $0.isWritten(as: word) }
  }
}
