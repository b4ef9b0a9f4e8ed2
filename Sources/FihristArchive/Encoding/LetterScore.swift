/// How well bytes read as Arabic in one code page.
///
/// Each byte above ASCII earns points by how often the letter that it would mean occurs in Arabic
/// news: four times the binary logarithm of its share in ten thousand. The article, ا before ل,
/// earns 10 more. In its own code page, Arabic text earns about 36 a byte, and 20 letters hardly
/// ever less than 30; Russian and Greek earn up to 27 in the page that suits them best.
struct LetterScore: Sendable {
  /// The mean that text must reach to be taken for Arabic, in sixteenths of a point a byte.
  static let threshold = 29 * 16

  /// How far the best code page must be ahead to be called sure, in sixteenths of a point a byte.
  static let clearLead = 40

  /// The code page.
  let encoding: TextEncoding

  private let points: [Int]
  private let article: (alef: UInt8, lam: UInt8)
  private var sum = 0
  private var count = 0
  private var previous: UInt8 = 0

  /// Starts with no bytes.
  init(_ encoding: TextEncoding) {
    let page = encoding.codePage ?? []
    self.encoding = encoding
    points = page.map { Self.points(Unicode.Scalar($0) ?? "\u{FFFD}") }
    func byte(_ letter: UInt16) -> UInt8 { UInt8((page.firstIndex(of: letter) ?? 0) + 0x80) }
    article = (byte(0x627), byte(0x644))
  }

  /// Counts `byte`, the next one of the text. A letter beside Latin ones is not Arabic.
  mutating func add(_ byte: UInt8, isBesideLatin: Bool) {
    defer { previous = byte }
    guard byte >= 0x80 else { return }
    count += 1
    sum += isBesideLatin ? -16 : points[Int(byte) - 0x80]
    if previous == article.alef, byte == article.lam { sum += 10 }
  }

  /// Sixteenths of a point a byte; 0 without bytes.
  var mean: Int { count > 0 ? sum * 16 / count : 0 }

  private static func points(_ scalar: Unicode.Scalar) -> Int {
    if let points = letterPoints[scalar] { return points }
    if scalar == "\u{FFFD}" { return -40 }
    // Vowel marks are rare in news, but no sign of another language.
    if (0x64B...0x652).contains(scalar.value) { return 28 }
    return isUsualSign(scalar) ? 14 : -16
  }

  private static func isUsualSign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0, 0xAB, 0xBB, 0x61B, 0x61F, 0x640, 0x660...0x66A: true
    case 0x2013...0x2026: true
    default: false
    }
  }

  private static let letterPoints: [Unicode.Scalar: Int] = {
    let groups: [(points: Int, letters: String)] = [
      (42, "ا"), (41, "ل"), (38, "ي"), (37, "م"), (36, "ون"), (35, "تر"), (34, "عب"),
      (33, "ةد"), (32, "فه"), (31, "سقأ"), (30, "كح"), (28, "ج"), (26, "،شطص"), (25, "ىإخ"),
      (24, "ضزذ"), (23, "ث"), (21, "ئ"), (20, "غء"), (18, "ظ"), (15, "ؤ"), (13, "آ"),
    ]
    var points: [Unicode.Scalar: Int] = [:]
    for group in groups {
      for letter in group.letters.unicodeScalars { points[letter] = group.points }
    }
    return points
  }()
}
