extension Analyzer {
  /// The letters of a part of a word as terms have them: folded, and nothing cut off.
  ///
  /// Patterns are made of such parts. Letters that folding deletes, such as vowel marks, are gone.
  package func foldedLetters(of part: String) -> String {
    guard chain != .whitespace else { return part }
    if chain == .lucene { return LuceneTerms.foldedLetters(of: part) }
    var folded: [UInt8] = []
    var terms = WordTerms()
    var run = ""
    for scalar in part.unicodeScalars {
      if Self.isArabic(scalar) {
        run.unicodeScalars.append(scalar)
        continue
      }
      Self.appendArabic(&run, to: &folded)
      // One by one: rules about whole words, such as those for `18th` and `Ali's`, do not apply.
      terms.removeAll()
      var recorder = NoRecorder()
      unsafe Array(String(scalar).utf8).withUnsafeBufferPointer {
        unsafe AlphabeticTerms.append(of: $0, to: &terms, &recorder)
      }
      if terms.count > 0 { folded.append(contentsOf: terms.bytes(of: 0)) }
    }
    Self.appendArabic(&run, to: &folded)
    return String(decoding: folded, as: UTF8.self)
  }

  /// Whether `scalar` may be part of a word: a letter, a digit, a mark, or a control inside it.
  package func mayBeInWord(_ scalar: Unicode.Scalar) -> Bool {
    chain == .whitespace
      ? !scalar.properties.isWhitespace : WordClass.of(scalar.value) != .separator
  }

  static func isArabic(_ scalar: Unicode.Scalar) -> Bool {
    switch WordClass.of(scalar.value) {
    case .arabicLetter: true
    case .mark: 0x0600...0x08FF ~= scalar.value || 0xFB50...0xFEFE ~= scalar.value
    default: false
    }
  }

  private static func appendArabic(_ run: inout String, to folded: inout [UInt8]) {
    guard !run.isEmpty else { return }
    let word = Array(run.utf8)
    run = ""
    let capacity = ArabicFolding.capacity(for: word.count)
    let letters = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
      guard let base = target.baseAddress else { return }
      var recorder = NoRecorder()
      count = unsafe word.withUnsafeBufferPointer {
        unsafe ArabicFolding.fold($0, with: .full, to: base, &recorder).byteCount
      }
    }
    folded.append(contentsOf: letters)
  }
}
