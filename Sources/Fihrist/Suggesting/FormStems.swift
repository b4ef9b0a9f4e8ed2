internal import FihristText

/// What forms become in the index: the terms of words written like them.
struct FormStems {
  private let analyzer: Analyzer
  private var terms = WordTerms()

  init(_ analyzer: Analyzer) { self.analyzer = analyzer }

  /// The terms of a form: nearly always one.
  mutating func terms(of form: String) -> [String] {
    var form = form
    terms.removeAll()
    form.withUTF8 { unsafe analyzer.appendTerms(ofWord: $0, to: &terms) }
    return (0..<terms.count).map { terms.string(of: $0) }
  }

  /// Whether queries leave a form out beside other words, as they do من and إلى.
  func isStopWord(_ form: String) -> Bool {
    var form = form
    return form.withUTF8 { unsafe analyzer.isQueryStopWord($0) }
  }
}
