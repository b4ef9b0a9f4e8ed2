/// Folds the letters of one Arabic word.
///
/// The result is the same for every spelling of the word: with or without vowel marks, tatweel and
/// controls, in letters or in presentation forms, ؤ as one character or as two. Folding is
/// idempotent.
///
/// Safe because it writes at most ``capacity(for:)`` bytes, which the caller provides, and reads
/// back only what it wrote.
@safe
struct ArabicFolding {
  let table: FoldingTable
  private let target: UnsafeMutablePointer<UInt8>
  private var count = 0
  private var isPlain = true

  /// The output of folding.
  struct Result {
    /// How many bytes.
    var byteCount: Int
    /// Whether they are letters of two bytes and nothing else, as in nearly every Arabic word.
    var isPlain: Bool
  }

  /// The most bytes that `byteCount` bytes can become: a presentation form of 3 bytes is 4 letters
  /// at most inside a word, and 33 bytes if it means a phrase, which is a word of its own.
  static func capacity(for byteCount: Int) -> Int { 3 * byteCount + 40 }

  /// Makes a folding that writes to `target`.
  init(_ table: FoldingTable, to target: UnsafeMutablePointer<UInt8>) {
    self.table = table
    unsafe self.target = target
  }

  /// Folds `word` into `target`, which has ``capacity(for:)`` bytes.
  @inline(__always)
  static func fold<Recorder: RuleRecorder>(
    _ word: UnsafeBufferPointer<UInt8>, with table: FoldingTable,
    to target: UnsafeMutablePointer<UInt8>, _ recorder: inout Recorder
  ) -> Result {
    guard let bytes = word.baseAddress else { return Result(byteCount: 0, isPlain: true) }
    var folding = unsafe ArabicFolding(table, to: target)
    var index = 0
    let end = word.count
    while index < end {
      unsafe folding.appendLetters(of: bytes, from: &index, end, &recorder)
      guard index < end else { break }
      let scalar = unsafe UTF8Scalar(bytes, at: index, end: end)
      folding.appendRare(scalar.value, &recorder)
      index += scalar.byteCount
    }
    return Result(byteCount: folding.count, isPlain: folding.isPlain)
  }

  /// Appends the scalars of U+0600…U+06FF from `index` on, and moves `index` past them.
  @inline(__always)
  private mutating func appendLetters<Recorder: RuleRecorder>(
    of bytes: UnsafePointer<UInt8>, from index: inout Int, _ end: Int, _ recorder: inout Recorder
  ) {
    // A local copy, so that it stays in a register despite the rare calls in the loop.
    var next = index
    var written = count
    while next &+ 1 < end {
      let pair = unsafe UnsafeRawPointer(bytes + next).loadUnaligned(as: UInt16.self).littleEndian
      let letter = table.letters[pair]
      if !Recorder.isRecording, letter > FoldingTable.other {
        unsafe UnsafeMutableRawPointer(target + written)
          .storeBytes(of: letter.littleEndian, as: UInt16.self)
        written &+= 2
      } else if letter == FoldingTable.other {
        break
      } else if Recorder.isRecording || letter == FoldingTable.hamzaAbove {
        count = written
        append(pair, &recorder)
        written = count
      }
      next &+= 2
    }
    index = next
    count = written
  }

  /// Appends U+0600…U+06FF, given by its two bytes.
  @inline(never)
  private mutating func append<Recorder: RuleRecorder>(
    _ pair: UInt16, _ recorder: inout Recorder
  ) {
    let letter = table.letters[pair]
    if Recorder.isRecording, let rule = FoldingRule.changing(FoldingTable.scalar(of: pair)) {
      recorder.fired(rule)
    }
    if letter > FoldingTable.other {
      unsafe UnsafeMutableRawPointer(target + count)
        .storeBytes(of: letter.littleEndian, as: UInt16.self)
      count += 2
    } else if letter == FoldingTable.hamzaAbove {
      composeHamza(&recorder)
    }
  }

  /// Changes the letter before a hamza above; only deletes the mark if the two make no letter.
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
    case .arabicLetter:
      isPlain = false
      unsafe count += UTF8Scalar.write(scalar, to: target + count)
    case .control: recorder.fired(.stripControls)
    case .mark: recorder.fired(.stripMarks)
    default: break
    }
  }

  private mutating func appendSpelled<Recorder: RuleRecorder>(
    _ scalar: UInt32, _ recorder: inout Recorder
  ) {
    if scalar & ~0xFF == 0x600 {
      append(FoldingTable.twoBytes(scalar), &recorder)
    } else {
      // The space between the words of a phrase.
      isPlain = false
      unsafe count += UTF8Scalar.write(scalar, to: target + count)
    }
  }
}
