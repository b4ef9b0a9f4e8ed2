/// Finds the words of queries, one text after the other, in memory that is allocated once.
package struct QueryWordReader {
  private let analyzer: Analyzer
  private let forms: Analyzer?
  private let roots: Analyzer?
  private var terms = WordTerms()
  private var formTerms: WordTerms
  private var rootTerms: WordTerms

  /// Makes a reader of words as `analyzer` finds them.
  package init(_ analyzer: Analyzer) {
    self.analyzer = analyzer
    (forms, roots) = (analyzer.forms, analyzer.roots)
    formTerms = forms == nil ? .unused : WordTerms()
    rootTerms = roots == nil ? .unused : WordTerms()
  }

  /// The words of `text` as ``Analyzer/queryWords(in:)`` gives them.
  package mutating func words(in text: String) -> [QueryWord] {
    var words: [QueryWord] = []
    var text = text
    text.makeContiguousUTF8()
    let analyzer = analyzer
    var previousEnd: Int?
    unsafe analyzer.forEachWord(of: text) { word, range, position in
      terms.removeAll()
      unsafe analyzer.appendTerms(ofWord: word, to: &terms)
      formTerms.removeAll()
      rootTerms.removeAll()
      unsafe forms?.appendTerms(ofWord: word, to: &formTerms)
      unsafe roots?.appendTerms(ofWord: word, to: &rootTerms)
      let isStopWord = unsafe terms.isEmpty || analyzer.isQueryStopWord(word)
      let isJoined = previousEnd.map { end in
        let gap = Self.bytes(of: text, end..<range.lowerBound)
        if analyzer.connects(gap) { return true }
        guard let last = words.last else { return false }
        return unsafe analyzer.isName(
          last.form, String(decoding: Self.bytes(of: text, last.range), as: UTF8.self), gap, terms,
          word)
      }
      previousEnd = range.upperBound
      for index in 0..<terms.positionCount {
        let source = index < terms.count ? terms.source(of: index) : 0..<word.count
        let form = index < formTerms.count ? formTerms.string(of: index) : nil
        let hasRoot = index < rootTerms.count && form.map(analyzer.isForeign) != true
        words.append(
          QueryWord(
            term: index < terms.count ? terms.string(of: index) : nil,
            form: form, root: hasRoot ? rootTerms.string(of: index) : nil,
            range: source.offset(by: range.lowerBound), position: position + index,
            isStopWord: isStopWord, isJoinedToPrevious: index > 0 || isJoined ?? false))
      }
      return terms.positionCount
    }
    return words
  }

  private static func bytes(of text: String, _ range: Range<Int>) -> [UInt8] {
    let start = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
    return Array(text.utf8[start..<text.utf8.index(start, offsetBy: range.count)])
  }
}
