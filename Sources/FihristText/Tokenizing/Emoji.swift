/// Pictures that people type between words, which `arabic` finds as words.
///
/// Signs that serve as bullets (✔ ★ ■ ➢) are not among them.
enum Emoji {
  /// The emoji below U+10000: facts of the Unicode Character Database, version 17.0.
  private static let symbols: [ClosedRange<UInt32>] = [
    0x231A...0x231B, 0x23E9...0x23EC, 0x23F0...0x23F0, 0x23F3...0x23F3, 0x25FD...0x25FE,
    0x2600...0x2604, 0x260E...0x260E, 0x2614...0x2615, 0x2618...0x2618, 0x261D...0x261D,
    0x2620...0x2620, 0x2622...0x2623, 0x2626...0x2626, 0x262A...0x262A, 0x262E...0x262F,
    0x2638...0x263A, 0x2648...0x2653, 0x265F...0x265F, 0x2668...0x2668, 0x267B...0x267B,
    0x267E...0x267F, 0x2692...0x2697, 0x2699...0x2699, 0x269B...0x269C, 0x26A0...0x26A1,
    0x26A7...0x26A7, 0x26AA...0x26AB, 0x26B0...0x26B1, 0x26BD...0x26BE, 0x26C4...0x26C5,
    0x26C8...0x26C8, 0x26CE...0x26CF, 0x26D1...0x26D1, 0x26D3...0x26D4, 0x26E9...0x26EA,
    0x26F0...0x26F5, 0x26F7...0x26FA, 0x26FD...0x26FD, 0x2702...0x2702, 0x2705...0x2705,
    0x2708...0x270D, 0x270F...0x270F, 0x2712...0x2712, 0x2728...0x2728, 0x274C...0x274C,
    0x274E...0x274E, 0x2753...0x2755, 0x2757...0x2757, 0x2763...0x2764, 0x2795...0x2797,
    0x27B0...0x27B0, 0x27BF...0x27BF, 0x2B1B...0x2B1C, 0x2B50...0x2B50, 0x2B55...0x2B55,
  ]

  /// Whether `scalar` is an emoji of its own.
  static func contains(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x231A...0x2B55: symbols.contains { $0.contains(scalar) }
    case 0x1F004, 0x1F0CF, 0x1F18E, 0x1F191...0x1F19A, 0x1F201...0x1F251: true
    case 0x1F300...0x1FAFF: !isSkinTone(scalar)
    default: false
    }
  }

  /// Whether `scalar` is half of a flag.
  static func isFlagLetter(_ scalar: UInt32) -> Bool { 0x1F1E6...0x1F1FF ~= scalar }

  /// Whether `scalar` gives the emoji before it a colour of skin: not part of the term.
  static func isSkinTone(_ scalar: UInt32) -> Bool { 0x1F3FB...0x1F3FF ~= scalar }

  /// Joins two emoji to one: 👩 and 🚀 to 👩‍🚀.
  static var joiner: UInt32 { 0x200D }

  /// Asks for the picture and not the sign; not part of the term.
  static var pictureSelector: UInt32 { 0xFE0F }
}

extension WordScanner {
  /// The end of the emoji that `scalar` at `start` begins, or `nil` if it begins none: with its
  /// colour, with what a joiner joins to it, or two letters of a flag.
  func endOfEmoji(_ start: Int, _ scalar: UTF8Scalar) -> WordEnd? {
    var index = start + scalar.byteCount
    if Emoji.isFlagLetter(scalar.value) {
      guard index < end, Emoji.isFlagLetter(look(at: index).scalar.value) else { return nil }
      index += 4
      return WordEnd(end: index, next: index)
    }
    guard Emoji.contains(scalar.value) else { return nil }
    while index < end, index - start < Self.maximumWordByteCount / 2 {
      let next = look(at: index).scalar
      if next.value == Emoji.joiner {
        let behind = index + next.byteCount
        guard behind < end, case let joined = look(at: behind).scalar, Emoji.contains(joined.value)
        else { break }
        index = behind + joined.byteCount
      } else if next.value == Emoji.pictureSelector || Emoji.isSkinTone(next.value) {
        index += next.byteCount
      } else {
        break
      }
    }
    return WordEnd(end: index, next: index)
  }
}
