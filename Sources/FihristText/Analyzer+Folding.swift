extension Analyzer {
  /// The letters of a part of a word as terms have them: folded, and nothing cut off.
  ///
  /// Patterns are made of such parts. Letters that folding deletes, such as vowel marks, are gone.
  package func foldedLetters(of part: String) -> String {
    guard chain != .whitespace else { return part }
    if chain == .lucene { return LuceneTerms.foldedLetters(of: part) }
    var part = part
    let arabic = part.withUTF8 { bytes in
      unsafe withFoldedArabic(bytes) { unsafe String(decoding: $0, as: UTF8.self) }
    }
    if let arabic { return arabic }
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

  /// What `body` makes of the folded letters of `word`, if it consists of letters and marks of
  /// U+0600 to U+06FF alone; otherwise nil.
  ///
  /// - Complexity: O(length of the word), without memory of its own for words of usual length.
  package func withFoldedArabic<Result>(
    _ word: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result? {
    guard chain != .whitespace, chain != .lucene, unsafe Self.isArabicBlock(word) else {
      return nil
    }
    let capacity = ArabicFolding.capacity(for: word.count)
    return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { letters in
      guard let target = letters.baseAddress else { return nil }
      var recorder = NoRecorder()
      let folded = unsafe ArabicFolding.fold(word, with: .full, to: target, &recorder)
      return unsafe body(UnsafeBufferPointer(start: target, count: folded.byteCount))
    }
  }

  /// Whether `word` consists of letters and marks of U+0600 to U+06FF.
  private static func isArabicBlock(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard word.count & 1 == 0 else { return false }
    let letters = lettersAndMarks
    for index in stride(from: 0, to: word.count, by: 2) {
      let (lead, tail) = unsafe (word[index], word[index + 1])
      guard lead & 0xFC == 0xD8, tail & 0xC0 == 0x80, letters[(lead & 3) << 6 | tail & 63] else {
        return false
      }
    }
    return true
  }

  /// Which scalars of U+0600 to U+06FF are letters or marks.
  private static let lettersAndMarks = ByteTable<Bool> {
    Unicode.Scalar(0x600 | UInt32($0)).map(isArabic) ?? false
  }

  /// Whether `scalar` may be part of a word: a letter, a digit, a mark, or a control inside it.
  package func mayBeInWord(_ scalar: Unicode.Scalar) -> Bool {
    chain == .whitespace
      ? !scalar.properties.isWhitespace : WordClass.of(scalar.value) != .separator
  }

  /// Calls `body` with each longest part of `text` whose scalars all may be in words, from the
  /// first on, until it returns true; returns whether it did.
  ///
  /// - Complexity: O(length of the text), without memory of its own.
  package func anyWord(
    of text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Bool
  ) -> Bool {
    guard let bytes = text.baseAddress else { return false }
    var (start, next) = (0, 0)
    while next < text.count {
      let (isPart, count) = unsafe startsWithPart(bytes, at: next, end: text.count)
      next += count
      guard !isPart else { continue }
      let word = unsafe UnsafeBufferPointer(rebasing: text[start..<next - count])
      start = next
      if unsafe !word.isEmpty && body(word) { return true }
    }
    return unsafe start < next && body(UnsafeBufferPointer(rebasing: text[start...]))
  }

  /// Whether the scalar at `index` may be in a word, and how many bytes it has.
  @inline(__always)
  private func startsWithPart(
    _ bytes: UnsafePointer<UInt8>, at index: Int, end: Int
  ) -> (Bool, byteCount: Int) {
    if unsafe bytes[index] & 0xFC == 0xD8, index + 1 < end, unsafe bytes[index + 1] & 0xC0 == 0x80 {
      let scalar = unsafe (bytes[index] & 3) << 6 | bytes[index + 1] & 63
      if Self.lettersAndMarks[scalar] { return (true, 2) }
    }
    let scalar = unsafe UTF8Scalar(bytes, at: index, end: end)
    // Bytes that are not UTF-8 are read as U+FFFD.
    let shown = Unicode.Scalar(scalar.value) ?? "\u{FFFD}"
    return (mayBeInWord(shown), scalar.byteCount)
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
