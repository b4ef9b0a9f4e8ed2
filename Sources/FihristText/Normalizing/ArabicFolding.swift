/// Folds the letters of one Arabic word.
///
/// The result is the same for every spelling of the word: with or without vowel marks, tatweel and
/// controls, in letters or in presentation forms, ؤ as one character or as two. Folding a second
/// time changes nothing.
@safe
struct ArabicFolding {
  let table: FoldingTable
  private let target: UnsafeMutablePointer<UInt8>
  private var count = 0

  /// How many bytes `byteCount` bytes can become: a presentation form of 3 bytes is 4 letters at
  /// most inside a word, and 33 bytes if it stands for a phrase, with a word to itself.
  static func capacity(for byteCount: Int) -> Int { 3 * byteCount + 40 }

  /// Makes a folding that writes to `target`.
  init(_ table: FoldingTable, to target: UnsafeMutablePointer<UInt8>) {
    self.table = table
    unsafe self.target = target
  }

  /// Folds `word` into `target`, which has room for ``capacity(for:)``.
  ///
  /// - Returns: How many bytes were written.
  @inline(__always)
  static func fold<Recorder: RuleRecorder>(
    _ word: UnsafeBufferPointer<UInt8>, with table: FoldingTable,
    to target: UnsafeMutablePointer<UInt8>, _ recorder: inout Recorder
  ) -> Int {
    guard let bytes = word.baseAddress else { return 0 }
    var folding = unsafe ArabicFolding(table, to: target)
    var index = 0
    let end = word.count
    while index < end {
      if index + 1 < end {
        let pair = unsafe UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt16.self)
          .littleEndian
        if pair & 0xC0FC == 0x80D8 {
          folding.append(UInt8(truncatingIfNeeded: (pair & 3) << 6 | (pair >> 8) & 63), &recorder)
          index += 2
          continue
        }
      }
      let scalar = unsafe UTF8Scalar(bytes, at: index, end: end)
      folding.appendRare(scalar.value, &recorder)
      index += scalar.byteCount
    }
    return folding.count
  }

  /// Appends U+0600…U+06FF, given by its lowest 8 bits.
  @inline(__always)
  private mutating func append<Recorder: RuleRecorder>(
    _ index: UInt8, _ recorder: inout Recorder
  ) {
    let letter = table.letters[index]
    if Recorder.isRecording, let rule = FoldingRule.changing(0x600 | UInt32(index)) {
      recorder.fired(rule)
    }
    if letter > FoldingTable.hamzaAbove {
      unsafe UnsafeMutableRawPointer(target + count)
        .storeBytes(of: letter.littleEndian, as: UInt16.self)
      count += 2
    } else if letter == FoldingTable.hamzaAbove {
      composeHamza(&recorder)
    }
  }

  /// Changes the letter before a hamza above; only deletes the mark if the two make no letter.
  @inline(never)
  private mutating func composeHamza<Recorder: RuleRecorder>(_ recorder: inout Recorder) {
    guard count >= 2 else { return }
    let seat = unsafe UnsafeRawPointer(target + count - 2).loadUnaligned(as: UInt16.self)
      .littleEndian
    guard seat & 0xC0FC == 0x80D8,
      let composed = HamzaAbove.composed(with: FoldingTable.scalar(of: seat))
    else { return }
    recorder.fired(.composeHamza)
    unsafe UnsafeMutableRawPointer(target + count - 2)
      .storeBytes(of: FoldingTable.twoBytes(composed).littleEndian, as: UInt16.self)
  }

  /// Appends any other scalar of an Arabic word, or ``UTF8Scalar/invalid``.
  @inline(never)
  private mutating func appendRare<Recorder: RuleRecorder>(
    _ scalar: UInt32, _ recorder: inout Recorder
  ) {
    let spelling = PresentationForms.spelling(of: scalar)
    if !spelling.isEmpty {
      recorder.fired(.expandPresentationForm)
      for letter in spelling { appendSpelled(letter, &recorder) }
      return
    }
    switch WordClass.of(scalar) {
    case .arabicLetter: unsafe count += UTF8Scalar.write(scalar, to: target + count)
    case .control: recorder.fired(.stripControls)
    case .mark: recorder.fired(.stripMarks)
    default: break
    }
  }

  private mutating func appendSpelled<Recorder: RuleRecorder>(
    _ scalar: UInt32, _ recorder: inout Recorder
  ) {
    if scalar & ~0xFF == 0x600 {
      append(UInt8(truncatingIfNeeded: scalar), &recorder)
    } else {
      // The space between the words of a phrase.
      unsafe count += UTF8Scalar.write(scalar, to: target + count)
    }
  }
}
