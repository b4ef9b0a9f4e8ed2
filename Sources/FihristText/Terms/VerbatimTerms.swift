/// Makes the term of a word by copying it, for the `whitespace` analyzer.
enum VerbatimTerms {
  /// Appends `word` as it is.
  static func append<Recorder: RuleRecorder>(
    of word: UnsafeBufferPointer<UInt8>, to terms: inout WordTerms, _ recorder: inout Recorder
  ) {
    guard !word.isEmpty else { return }
    terms.reserve(word.count)
    let start = terms.used
    let term = unsafe terms.storage.withUnsafeMutableBufferPointer { storage -> Range<Int>? in
      guard let base = storage.baseAddress, let bytes = word.baseAddress else { return nil }
      unsafe (base + start).update(from: bytes, count: word.count)
      return unsafe TermLength.cut(in: base, term: start..<start + word.count, recorder: &recorder)
    }
    if let term { terms.append(term, source: 0..<word.count) }
  }
}
