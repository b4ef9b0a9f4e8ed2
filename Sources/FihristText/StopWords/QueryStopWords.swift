/// The stop list Q of queries: words that say how a question is asked, not what it is about.
///
/// Entries are compared with the written word after all folding except one: ى stays ى, otherwise
/// علي (Ali) would be taken for على (on). Stems are never compared, because some words have the
/// stem of a common word (ولاة, "governors": لا, "no").
enum QueryStopWords {
  /// The set, folded, with the forms that و (and) and ف (so) make of each entry.
  static let set = StopWordSet(folded.union(prefixed).subtracting(kept))

  private static let folded = Set(
    (StopWordLists.lucene + StopWordLists.queryAdditions).map(key))
  private static let kept = Set(StopWordLists.notPrefixed.map(key))

  /// Entries of one letter get no prefix: وو and فب are not words.
  private static let prefixed = folded.filter { $0.unicodeScalars.count > 1 }
    .flatMap { ["و" + $0, "ف" + $0] }

  /// Whether the Arabic word of these bytes is on the list.
  static func contains(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    // No entry is longer, however many marks it has.
    guard word.count <= WordScanner.maximumWordByteCount else { return false }
    return unsafe set.contains(key(word))
  }

  private static func key(_ word: String) -> String {
    unsafe Array(word.utf8).withUnsafeBufferPointer { unsafe key($0) }
  }

  /// The folded form that is compared.
  private static func key(_ word: UnsafeBufferPointer<UInt8>) -> String {
    let capacity = ArabicFolding.capacity(for: word.count)
    return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { buffer in
      guard let base = buffer.baseAddress else { return "" }
      var recorder = NoRecorder()
      let folded = unsafe ArabicFolding.fold(
        word, with: .keepingAlefMaksura, to: base, &recorder)
      let key = unsafe UnsafeBufferPointer(start: UnsafePointer(base), count: folded.byteCount)
      return unsafe String(decoding: key, as: UTF8.self)
    }
  }
}
