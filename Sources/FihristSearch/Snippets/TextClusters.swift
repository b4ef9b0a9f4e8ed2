/// Steps over the characters of a text in bytes: a letter with its marks is one character, as
/// Unicode Standard Annex 29 has it.
///
/// ASCII, Arabic and accented Latin letters with Arabic vowel marks are told apart by their bytes.
/// Wherever another scalar stands near, the standard library decides about a short piece of the
/// text. Bytes that are not UTF-8 are characters of their own.
@safe struct TextClusters {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Only these bytes are looked at.
  let limits: Range<Int>

  /// A character that is cut off by more scalars than this is longer than any that people write,
  /// and ends there.
  private static let maximumScalars = 128

  /// Makes the characters of the bytes `limits` of a text; both ends are taken for ends of
  /// characters.
  init(_ bytes: UnsafeBufferPointer<UInt8>, in limits: Range<Int>) {
    unsafe self.bytes = bytes
    self.limits = limits
  }

  // MARK: Scalars

  /// What a scalar does to the characters around it.
  private enum Kind {
    /// A character starts with it; marks may follow.
    case base
    /// It belongs to the character before it, if that is not a control.
    case mark
    /// It is a character of its own.
    case control
    /// Only the standard library knows.
    case other
  }

  /// The byte at `index`; 0 outside the limits.
  @inline(__always)
  func byte(_ index: Int) -> UInt8 {
    limits.contains(index) ? unsafe bytes[index] : 0
  }

  @inline(__always)
  private func kind(_ index: Int) -> (kind: Kind, byteCount: Int) {
    let lead = byte(index)
    if lead < 0x80 { return (lead < 0x20 || lead == 0x7F ? .control : .base, 1) }
    let next = byte(index + 1)
    guard lead < 0xE0, lead >= 0xC2, next & 0xC0 == 0x80 else { return rareKind(index) }
    // Most letters: ء…غ and ف…ي are D8 A1…D8 BA and D9 81…D9 8A.
    if lead == 0xD8 ? next &- 0xA1 < 0x1A : lead == 0xD9 && next &- 0x81 < 0x0A {
      return (.base, 2)
    }
    let scalar = UInt32(lead & 0x1F) << 6 | UInt32(next & 0x3F)
    return (Self.kind(ofTwoBytes: scalar), 2)
  }

  private static func kind(ofTwoBytes scalar: UInt32) -> Kind {
    switch scalar {
    case 0x621...0x64A, 0x660...0x66F, 0x671...0x6D5, 0x6EE...0x6FF, 0x606...0x60F, 0x61B,
      0x61D...0x620, 0x6E5, 0x6E6, 0x6E9:
      .base
    case 0x64B...0x65F, 0x670, 0x610...0x61A, 0x6D6...0x6DC, 0x6DF...0x6E4, 0x6E7, 0x6E8,
      0x6EA...0x6ED:
      .mark
    case 0xA0...0xA8, 0xAA...0xAC, 0xAF...0x24F: .base
    case 0x80...0x9F: .control
    default: .other
    }
  }

  /// The kind of a scalar of three bytes: punctuation, direction marks, presentation forms.
  private func rareKind(_ index: Int) -> (kind: Kind, byteCount: Int) {
    guard byte(index) & 0xF0 == 0xE0, let scalar = scalar(index).scalar else { return (.other, 0) }
    switch scalar.value {
    case 0x2010...0x2027, 0x2030...0x203B, 0xFB50...0xFDCF, 0xFDF0...0xFDFF, 0xFE70...0xFEFC:
      return (.base, 3)
    case 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: return (.control, 3)
    default: return (.other, 0)
    }
  }

  /// The value of the scalar at `index`, and how many bytes it takes; nil for bytes that are not
  /// UTF-8, one at a time.
  private func scalar(_ index: Int) -> (scalar: Unicode.Scalar?, byteCount: Int) {
    let lead = byte(index)
    if lead < 0x80 { return (Unicode.Scalar(lead), 1) }
    let count = lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 1
    guard count > 1, index + count <= limits.upperBound else { return (nil, 1) }
    var value = UInt32(lead) & (0x7F >> UInt32(count))
    for offset in 1..<count {
      let next = byte(index + offset)
      guard next & 0xC0 == 0x80 else { return (nil, 1) }
      value = value << 6 | UInt32(next & 0x3F)
    }
    let least: [UInt32] = [0, 0, 0x80, 0x800, 0x1_0000]
    guard value >= least[count], let scalar = Unicode.Scalar(value) else { return (nil, 1) }
    return (scalar, count)
  }

  // MARK: Characters

  /// How many bytes the letter or sign at `index` has if it is one of ASCII or of the Arabic
  /// alphabet that nothing before it can hold; 0 for all others. The byte after `index` is inside
  /// the limits.
  @inline(__always)
  private func plainByteCount(_ index: Int) -> Int {
    let lead = unsafe bytes[index]
    if lead &- 0x20 < 0x5F { return 1 }
    let next = unsafe bytes[index + 1]
    let isLetter = lead == 0xD8 ? next &- 0xA1 < 0x1A : lead == 0xD9 && next &- 0x81 < 0x0A
    return isLetter ? 2 : 0
  }

  /// The end of the character that starts at `start`.
  @inline(__always)
  func end(ofCharacterAt start: Int) -> Int {
    // Nearly always one of these is before another.
    if start >= limits.lowerBound, start &+ 3 < limits.upperBound,
      case let count = plainByteCount(start), count > 0, plainByteCount(start &+ count) > 0
    {
      return start &+ count
    }
    return anyEnd(start)
  }

  /// The same for all characters.
  @inline(never)
  private func anyEnd(_ start: Int) -> Int {
    let first = kind(start)
    switch first.kind {
    case .other: return rareEnd(start)
    case .control:
      let isPair = byte(start) == 0x0D && byte(start + 1) == 0x0A
      return min(start + (isPair ? 2 : max(1, first.byteCount)), limits.upperBound)
    case .base, .mark: break
    }
    var index = start + first.byteCount
    while index < limits.upperBound {
      let next = kind(index)
      switch next.kind {
      case .base, .control: return index
      case .mark: index += next.byteCount
      case .other: return rareEnd(start)
      }
    }
    return limits.upperBound
  }

  /// The same where the standard library decides.
  private func rareEnd(_ start: Int) -> Int {
    var text = String.UnicodeScalarView()
    var index = start
    var last = Kind.other
    var scalars = 0
    while index < limits.upperBound, scalars < Self.maximumScalars {
      let (scalar, count) = scalar(index)
      guard let scalar else { break }
      // A base behind a base or a mark has no part in what comes before it.
      let kind = kind(index).kind
      if kind == .base, !text.isEmpty, last != .other { break }
      last = kind
      text.append(scalar)
      scalars += 1
      index += count
    }
    guard let first = String(text).first else { return min(start + 1, limits.upperBound) }
    return start + first.utf8.count
  }

  /// The start of the character that has byte `index`, or `index` if a character starts there.
  func start(ofCharacterAt index: Int) -> Int {
    guard index > limits.lowerBound, index < limits.upperBound else { return index }
    // One byte further, so that a start is found as well.
    return start(ofCharacterBefore: index + 1)
  }

  /// The start of the character that has the byte before `end`.
  @inline(__always)
  func start(ofCharacterBefore end: Int) -> Int {
    if end &- 4 >= limits.lowerBound, end < limits.upperBound {
      let count = unsafe bytes[end &- 1] < 0x80 ? 1 : 2
      let start = end &- count
      let before = unsafe bytes[start &- 1] < 0x80 ? start &- 1 : start &- 2
      if plainByteCount(start) == count, plainByteCount(before) == start &- before {
        return start
      }
    }
    return anyStart(before: end)
  }

  /// The same for all characters.
  @inline(never)
  private func anyStart(before end: Int) -> Int {
    var index = previous(end)
    let last = kind(index)
    if last.kind == .base, isSafe(before: index) { return index }
    // Back to where a character surely starts, then forward.
    var steps = 0
    while index > limits.lowerBound, steps < Self.maximumScalars {
      if kind(index).kind == .base, isSafe(before: index) { break }
      index = previous(index)
      steps += 1
    }
    while true {
      let next = self.end(ofCharacterAt: index)
      if next >= end || next <= index { return index }
      index = next
    }
  }

  /// The start of the scalar before `index`.
  @inline(__always)
  private func previous(_ index: Int) -> Int {
    var start = max(limits.lowerBound, index - 1)
    var steps = 0
    while start > limits.lowerBound, byte(start) & 0xC0 == 0x80, steps < 3 {
      start -= 1
      steps += 1
    }
    return start
  }

  /// Whether nothing before `index` can hold the base there to itself.
  @inline(__always)
  private func isSafe(before index: Int) -> Bool {
    index <= limits.lowerBound || kind(previous(index)).kind != .other
  }

  // MARK: White space and sentences

  /// Whether white space starts at `index`.
  @inline(__always)
  func isSpace(_ index: Int) -> Bool {
    let lead = byte(index)
    if lead < 0x80 { return lead == 0x20 || (lead &- 9 < 5 && limits.contains(index)) }
    guard lead == 0xC2 || lead >= 0xE1 && lead <= 0xE3 else { return false }
    return scalar(index).scalar?.properties.isWhitespace ?? false
  }

  /// Whether a line ends at `index`, where white space is.
  func isLineEnd(_ index: Int) -> Bool {
    switch byte(index) {
    case 0x0A...0x0D: true
    case 0xC2: byte(index + 1) == 0x85
    case 0xE2: byte(index + 1) == 0x80 && byte(index + 2) & 0xFE == 0xA8
    default: false
    }
  }

  /// Whether a sentence ends before `end`: with its sign, and what closes quotes and brackets.
  func endsSentence(before end: Int) -> Bool {
    var index = end
    for _ in 0..<4 where index > limits.lowerBound {
      let last = previous(index)
      switch scalar(last).scalar {
      case "\"", ")", "]", "»", "”", "’", "'": index = last
      case "!", "?", "؟", "۔", "…": return true
      // A single letter before it is short for a word: د. محمد.
      case ".": return last > limits.lowerBound && !isSingleLetter(before: last)
      default: return false
      }
    }
    return false
  }

  private func isSingleLetter(before end: Int) -> Bool {
    let letter = previous(end)
    guard scalar(letter).scalar?.properties.isAlphabetic ?? false else { return false }
    guard letter > limits.lowerBound else { return true }
    let before = previous(letter)
    return isSpace(before) || byte(before) == 0x2E
  }
}
