/// The encoding of a file, guessed from its first bytes.
///
/// A byte order mark decides, else zero bytes (UTF-16 and UTF-32), else whether the bytes are
/// UTF-8, which no other text of more than a few letters is by accident. Only then what the file
/// declares, and in the end its letters.
struct EncodingGuess: Hashable, Sendable {
  /// What a guess rests on.
  enum Basis: Hashable, Sendable {
    /// The user said so.
    case given
    /// A byte order mark.
    case mark
    /// The positions of zero bytes.
    case zeros
    /// The bytes are UTF-8, apart from a few at most.
    case validity
    /// The file says so.
    case declaration
    /// The frequencies of letters; whether these leave hardly a doubt.
    case letters(isClear: Bool)
  }

  /// The encoding; UTF-8 even if a few bytes are invalid; nil if none is known that fits.
  var encoding: TextEncoding?

  /// How many bytes a byte order mark takes.
  var markLength: Int

  /// What the guess rests on.
  var basis: Basis

  /// How many bytes of a file are sampled.
  static let sampleLimit = 1 << 18

  /// Looks at `bytes`, the start of a file; `isWhole` tells whether they are all of it. The file
  /// itself, or what it came with, may have `declared` an encoding.
  init(_ bytes: ByteView, isWhole: Bool, declared: TextEncoding? = nil) {
    let sample = bytes.part(0..<min(bytes.count, Self.sampleLimit))
    self =
      Self.byMark(bytes) ?? Self.byZeros(sample)
      ?? Self.byLetters(sample, isCut: !isWhole, declared: declared)
  }

  /// Takes `encoding`, which the user gave, for granted.
  init(given encoding: TextEncoding, _ bytes: ByteView) {
    let marked = Self.byMark(bytes)
    self.init(
      encoding, .given, markLength: marked?.encoding == encoding ? marked?.markLength ?? 0 : 0)
  }

  private init(_ encoding: TextEncoding?, _ basis: Basis, markLength: Int = 0) {
    self.encoding = encoding
    self.basis = basis
    self.markLength = markLength
  }

  private static func byMark(_ bytes: ByteView) -> EncodingGuess? {
    let marks: [(mark: [UInt8], encoding: TextEncoding)] = [
      ([0xEF, 0xBB, 0xBF], .utf8), ([0xFF, 0xFE, 0, 0], .utf32LittleEndian),
      ([0, 0, 0xFE, 0xFF], .utf32BigEndian), ([0xFF, 0xFE], .utf16LittleEndian),
      ([0xFE, 0xFF], .utf16BigEndian),
    ]
    let found = marks.first { bytes.starts(with: $0.mark) }
    return found.map { EncodingGuess($0.encoding, .mark, markLength: $0.mark.count) }
  }

  /// UTF-16 without a mark: spaces, digits and line ends have a zero byte, always on the same side,
  /// and the other letters of Arabic a byte of 6 there. UTF-32 has two zero bytes in every letter.
  private static func byZeros(_ bytes: ByteView) -> EncodingGuess? {
    guard bytes.count >= 4 else { return nil }
    var high = [0, 0]
    var zeros = [0, 0, 0, 0]
    for index in 0..<bytes.count & ~3 {
      if bytes[index] == 0 { zeros[index & 3] += 1 }
      if bytes[index] == 0 || bytes[index] == 6 { high[index & 1] += 1 }
    }
    let quads = bytes.count / 4
    if zeros[2] + zeros[3] == 2 * quads, zeros[0] < quads {
      return EncodingGuess(.utf32LittleEndian, .zeros)
    }
    if zeros[0] + zeros[1] == 2 * quads, zeros[3] < quads {
      return EncodingGuess(.utf32BigEndian, .zeros)
    }
    if high[1] * 10 > quads * 18, high[0] * 4 < quads * 2 {
      return EncodingGuess(.utf16LittleEndian, .zeros)
    }
    if high[0] * 10 > quads * 18, high[1] * 4 < quads * 2 {
      return EncodingGuess(.utf16BigEndian, .zeros)
    }
    return nil
  }
}

extension EncodingGuess {
  /// UTF-8, unless more than one in ten of the non-ASCII bytes are invalid UTF-8.
  private static func byLetters(
    _ bytes: ByteView, isCut: Bool, declared: TextEncoding?
  ) -> EncodingGuess {
    var (broken, foreign) = (0, 0)
    var index = 0
    while index < bytes.count {
      let whole = UTF8Sequence.length(bytes, at: index, end: bytes.count)
      let length = whole ?? UTF8Sequence.brokenLength(bytes, at: index, end: bytes.count)
      // A sequence that the end of the sample cuts off proves nothing.
      if whole == nil, isCut, index + length == bytes.count { break }
      if bytes[index] >= 0x80 { foreign += length }
      if whole == nil { broken += length }
      index += length
    }
    if broken * 10 <= foreign { return EncodingGuess(.utf8, .validity) }
    return byCodePage(bytes, declared: declared)
  }

  /// What is declared, if it is Arabic; else the code page in which the letters are most like
  /// Arabic.
  ///
  /// Pages in Arabic often declare a Western encoding, which their writers' tools put there. So
  /// that counts only if the letters are not Arabic.
  private static func byCodePage(_ bytes: ByteView, declared: TextEncoding?) -> EncodingGuess {
    if let declared, TextEncoding.arabicCodePages.contains(declared) {
      return EncodingGuess(declared, .declaration)
    }
    // The letters are the same in these, so only one of them can be found.
    let alike: Set<TextEncoding> = [.iso8859Part6, .macArabic, .cp864]
    let one: TextEncoding =
      isMacintosh(bytes) ? .macArabic : VisualOrder.hasShapes(bytes) ? .cp864 : .iso8859Part6
    let pages = TextEncoding.arabicCodePages.filter { $0 == one || !alike.contains($0) }
    let scores = pages.map { score(bytes, in: $0) }.sorted { $0.mean > $1.mean }
    guard let best = scores.first, best.mean >= LetterScore.threshold else {
      return declared == .windows1252
        ? EncodingGuess(declared, .declaration) : EncodingGuess(nil, .letters(isClear: false))
    }
    let isClear = best.mean - scores[1].mean >= LetterScore.clearLead
    return EncodingGuess(best.encoding, .letters(isClear: isClear))
  }

  private static func score(_ bytes: ByteView, in page: TextEncoding) -> LetterScore {
    var score = LetterScore(page)
    for index in 0..<bytes.count {
      let isBesideLatin =
        bytes[index] >= 0x80
        && (index > 0 && isLatin(bytes[index - 1])
          || index + 1 < bytes.count && isLatin(bytes[index + 1]))
      score.add(bytes[index], isBesideLatin: isBesideLatin)
    }
    return score
  }

  private static func isLatin(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & 0xDF)
  }

  /// Whether lines end as on Mac OS before 2001: with nothing but carriage returns.
  private static func isMacintosh(_ bytes: ByteView) -> Bool {
    bytes.firstIndex(of: UInt8(ascii: "\r"), in: 0..<bytes.count) < bytes.count
      && bytes.firstIndex(of: UInt8(ascii: "\n"), in: 0..<bytes.count) == bytes.count
  }
}

extension EncodingGuess {
  /// What to tell the user about the guess; nil if there is nothing to tell, as for UTF-8.
  ///
  /// - Parameters:
  ///   - replacements: How many characters had no meaning.
  ///   - isTurned: Whether its lines were in the order of display.
  func note(replacements: Int, isTurned: Bool) -> String? {
    guard let encoding, encoding != .utf8 else { return nil }
    let order = isTurned ? "; its lines were in the order of display, and were turned around" : ""
    let lost =
      replacements == 0
      ? order : order + "; characters without a meaning in it show as U+FFFD: \(replacements)"
    let reason: String
    switch basis {
    case .given where lost.isEmpty: return nil
    case .given: reason = "as was asked"
    case .mark: reason = "as its byte order mark says"
    case .zeros: reason = "as its zero bytes show"
    case .validity: return nil
    case .declaration: reason = "as it declares"
    case .letters(true): reason = "as its letters show"
    case .letters(false): reason = "as its letters suggest; --encoding names another"
    }
    return "read as \(encoding.rawValue), \(reason)\(lost)"
  }
}
