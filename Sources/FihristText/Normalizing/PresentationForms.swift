/// The letters of U+FB50–U+FDFF and U+FE70–U+FEFE: shapes of Arabic letters, and ligatures of
/// several, that old programs and PDF files use instead of the letters themselves.
struct PresentationForms: Sendable {
  /// The spellings of all forms, one after the other.
  private let scalars: [UInt32]
  /// Where the spelling of form `index` starts in `scalars`; one more entry than there are forms.
  private let starts: [Int]

  /// The first scalar of each of the two blocks, and how many scalars they have.
  private static let firstA: UInt32 = 0xFB50
  private static let countA: UInt32 = 0x2B0
  private static let firstB: UInt32 = 0xFE70
  private static let countB: UInt32 = 0x8F

  static let table = PresentationForms()

  private init() {
    var spellings = [[UInt32]](repeating: [], count: Int(Self.countA + Self.countB))
    for (first, row) in Self.rows {
      // Split by scalars, because a space followed by a mark is one character.
      for (offset, spelling) in row.unicodeScalars.split(separator: " ").enumerated() {
        guard let index = Self.index(of: first + UInt32(offset)) else { continue }
        spellings[index] = spelling.map { $0 == "_" ? 0x20 : $0.value }
      }
    }
    scalars = spellings.flatMap(\.self)
    starts = spellings.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
  }

  private static func index(of scalar: UInt32) -> Int? {
    let inA = scalar &- firstA
    if inA < countA { return Int(inA) }
    let inB = scalar &- firstB
    return inB < countB ? Int(countA + inB) : nil
  }

  /// The letters that `scalar` shows; empty if it is not a presentation form. U+0020 separates
  /// words.
  static func spelling(of scalar: UInt32) -> ArraySlice<UInt32> {
    guard let index = index(of: scalar) else { return [] }
    return table.scalars[table.starts[index]..<table.starts[index + 1]]
  }

  /// What a scalar of the two blocks does to words. Scalars without a spelling are ornaments.
  static func wordClass(of scalar: UInt32) -> WordClass {
    // The tail of a letter that old terminals drew separately.
    if scalar == 0xFE73 { return .mark }
    let spelling = spelling(of: scalar)
    guard let first = spelling.first else { return .separator }
    if spelling.contains(0x20) { return .phrase }
    return WordClass.of(first)
  }
}
