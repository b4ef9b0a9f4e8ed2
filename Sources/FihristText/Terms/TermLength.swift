/// The bound on the length of terms.
enum TermLength {
  /// `term`, cut before a character if it is longer than ``WordTerms/maximumTermByteCount``.
  @inline(__always)
  static func cut<Recorder: RuleRecorder>(
    in bytes: UnsafePointer<UInt8>, term: Range<Int>, recorder: inout Recorder
  ) -> Range<Int> {
    guard term.count > WordTerms.maximumTermByteCount else { return term }
    recorder.fired(.cutLongWord)
    var end = term.lowerBound + WordTerms.maximumTermByteCount
    // The bytes are well-formed: a character starts at most 3 bytes back.
    while end > term.lowerBound, unsafe bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return term.lowerBound..<end
  }
}
