extension Analyzer {
  /// A fingerprint of the one term of `word`, which ``scanWords(_:from:into:)`` found: equal terms
  /// have equal ones.
  ///
  /// - Parameters:
  ///   - word: The bytes of the word.
  ///   - terms: A buffer; its contents are replaced.
  /// - Returns: 0 if the word has several terms or positions; that of no bytes if the index leaves
  ///   the word out.
  package func fingerprint(
    ofWord word: UnsafeBufferPointer<UInt8>, with terms: inout WordTerms
  ) -> UInt32 {
    terms.removeAll()
    unsafe appendTerms(ofWord: word, to: &terms)
    guard terms.spans.count <= 1, terms.positionCount <= 1 else { return 0 }
    guard let span = terms.spans.first else { return WordTerms.fingerprint([]) }
    return WordTerms.fingerprint(terms.storage[span.bytes])
  }
}

extension WordTerms {
  /// The fingerprint of a term; never 0.
  package static func fingerprint(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return UInt32(truncatingIfNeeded: hash ^ hash >> 32) | 1
  }
}
