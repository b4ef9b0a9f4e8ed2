/// Which digits of a number with separators belong together.
struct NumberParts {
  /// The terms, as ranges of the digits; a range may hold commas, which are dropped.
  private(set) var ranges: [Range<Int>] = []

  /// Whether commas group thousands: 1 to 3 digits before the first, 3 between them, 3 after the
  /// last, and then at most one point with its digits.
  let isGrouped: Bool

  private static let point = UInt8(ascii: ".")
  private static let comma = UInt8(ascii: ",")

  /// Divides `digits`: ASCII digits with `.` and `,`.
  init(_ digits: [UInt8]) {
    let pieces = Self.pieces(of: 0..<digits.count, at: Self.comma, in: digits)
    isGrouped = pieces.count > 1 && Self.areThousands(pieces, digits)
    for piece in isGrouped ? [0..<digits.count] : pieces {
      let byPoints = Self.pieces(of: piece, at: Self.point, in: digits)
      // One point is a decimal point; more make a date, a version or an address.
      ranges += byPoints.count == 2 ? [piece] : byPoints
    }
    ranges.removeAll(where: \.isEmpty)
  }

  private static func areThousands(_ pieces: [Range<Int>], _ digits: [UInt8]) -> Bool {
    for (index, piece) in pieces.enumerated() {
      let byPoints = Self.pieces(of: piece, at: point, in: digits)
      let isLast = index == pieces.count - 1
      guard byPoints.count == 1 || isLast && byPoints.count == 2 else { return false }
      let allowed = index == 0 ? 1...3 : 3...3
      guard allowed.contains(byPoints[0].count) else { return false }
    }
    return true
  }

  private static func pieces(
    of range: Range<Int>, at separator: UInt8, in digits: [UInt8]
  ) -> [Range<Int>] {
    digits[range].split(separator: separator, omittingEmptySubsequences: false).map(\.indices)
  }
}
