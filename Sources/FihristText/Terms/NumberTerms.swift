/// Makes terms of numbers and dates: digits of any script, with separators between them.
///
/// `٣٫٥` and `3.5` are `3.5`; `1,000` and `١٬٠٠٠` are `1000`; `18.05.2024` is three terms, and so
/// is `1,2,3`.
enum NumberTerms {
  /// Whether `word` holds nothing but digits, separators and controls.
  static func isNumber(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe scalars(of: word) { scalar, _ in
      switch WordClass.of(scalar) {
      case .digit, .control: true
      default: NumberSeparator(scalar) != nil
      }
    }
  }

  /// Appends the terms of `word`, for which ``isNumber(_:)`` holds.
  static func append<Recorder: RuleRecorder>(
    of word: UnsafeBufferPointer<UInt8>, to terms: inout WordTerms, _ recorder: inout Recorder
  ) {
    if unsafe appendDigits(word, to: &terms) { return }
    let (digits, sources) = unsafe transcribe(word, &recorder)
    let parts = NumberParts(digits)
    if parts.ranges.count > 1 { recorder.fired(.splitNumber) }
    if parts.isGrouped { recorder.fired(.dropGroupSeparator) }
    terms.reserve(digits.count)
    for part in parts.ranges {
      var end = terms.used
      for byte in digits[part] where byte != UInt8(ascii: ",") {
        terms.storage[end] = byte
        end += 1
      }
      let source = sources[part.lowerBound].lowerBound..<sources[part.upperBound - 1].upperBound
      terms.append(terms.used..<end, source: source)
    }
  }

  /// Appends `word` as it is if it holds ASCII digits only, which nearly every number does.
  private static func appendDigits(
    _ word: UnsafeBufferPointer<UInt8>, to terms: inout WordTerms
  ) -> Bool {
    for index in 0..<word.count {
      guard unsafe word[index] &- 0x30 < 10 else { return false }
    }
    terms.reserve(word.count)
    let start = terms.used
    for index in 0..<word.count { unsafe terms.storage[start + index] = word[index] }
    terms.append(start..<start + word.count, source: 0..<word.count)
    return true
  }

  /// `word` in ASCII, with only `.` and `,` as separators, and the bytes each sign came from.
  private static func transcribe<Recorder: RuleRecorder>(
    _ word: UnsafeBufferPointer<UInt8>, _ recorder: inout Recorder
  ) -> (digits: [UInt8], sources: [Range<Int>]) {
    var digits: [UInt8] = []
    var sources: [Range<Int>] = []
    unsafe scalars(of: word) { scalar, range in
      if let byte = transcribed(scalar, &recorder) {
        digits.append(byte)
        sources.append(range)
      }
      return true
    }
    return (digits, sources)
  }

  private static func transcribed<Recorder: RuleRecorder>(
    _ scalar: UInt32, _ recorder: inout Recorder
  ) -> UInt8? {
    if let value = Digits.value(of: scalar) {
      if scalar >= 0x80 { recorder.fired(.foldDigits) }
      return UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value)
    }
    switch NumberSeparator(scalar) {
    case .point: return UInt8(ascii: ".")
    case .comma: return UInt8(ascii: ",")
    case .decimal:
      recorder.fired(.foldDecimalSeparator)
      return UInt8(ascii: ".")
    case .group:
      recorder.fired(.dropGroupSeparator)
      return nil
    case nil:
      recorder.fired(.stripControls)
      return nil
    }
  }

  /// Calls `body` with each scalar of `word` and its bytes, until it says `false`.
  @discardableResult
  private static func scalars(
    of word: UnsafeBufferPointer<UInt8>, _ body: (UInt32, Range<Int>) -> Bool
  ) -> Bool {
    guard let bytes = word.baseAddress else { return true }
    var index = 0
    while index < word.count {
      let scalar = unsafe UTF8Scalar(bytes, at: index, end: word.count)
      guard body(scalar.value, index..<index + scalar.byteCount) else { return false }
      index += scalar.byteCount
    }
    return true
  }
}
