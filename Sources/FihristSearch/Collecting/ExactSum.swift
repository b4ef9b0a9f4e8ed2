/// A sum that does not depend on the order of its numbers: it is exact, and rounded when it is
/// read.
package struct ExactSum: Sendable {
  /// Numbers with this exact sum, by ascending magnitude, whose bits do not overlap; one or two as
  /// a rule.
  private var pieces: [Double] = []

  /// Added when it would overflow: whole numbers cost one addition.
  private var whole: Int64 = 0

  /// Makes a sum of nothing.
  package init() {}

  /// Adds a whole number.
  package mutating func add(_ number: Int64) {
    let (sum, isTooLarge) = whole.addingReportingOverflow(number)
    guard isTooLarge else {
      whole = sum
      return
    }
    addWhole()
    whole = number
  }

  /// Adds a number that is finite. A sum beyond the range of 64-bit floating point is infinite.
  package mutating func add(_ number: Double) {
    var number = number
    var kept = 0
    for var piece in pieces {
      if abs(number) < abs(piece) { swap(&number, &piece) }
      let sum = number + piece
      // What rounding takes away: it is a number of this kind too.
      let rest = piece - (sum - number)
      if rest != 0 {
        pieces[kept] = rest
        kept += 1
      }
      number = sum
    }
    pieces.removeSubrange(kept...)
    pieces.append(number)
  }

  private mutating func addWhole() {
    // Each half has fewer than 53 bits.
    let low = whole & 0xFFFF_FFFF
    add(Double(whole - low))
    add(Double(low))
    whole = 0
  }

  /// The sum, rounded to the nearest number; to the even one of two.
  package var value: Double { parts.first ?? 0 }

  /// The sum, what rounding took away from it, what rounding took away from that, and so on: the
  /// same numbers for the same sum.
  package var parts: [Double] {
    var rest = self
    rest.addWhole()
    guard rest.pieces.allSatisfy(\.isFinite) else { return [rest.pieces.reduce(0, +)] }
    var parts: [Double] = []
    while case let part = rest.rounded, part != 0 {
      parts.append(part)
      rest.add(-part)
    }
    return parts
  }

  /// The nearest number to the sum of the pieces.
  private var rounded: Double {
    guard var sum = pieces.last else { return 0 }
    var index = pieces.count - 1
    var rest = 0.0
    while index > 0, rest == 0 {
      index -= 1
      let larger = sum
      sum += pieces[index]
      rest = pieces[index] - (sum - larger)
    }
    // Half of the last bit was rounded to the even number; a smaller piece may say otherwise.
    if index > 0, rest != 0, (rest < 0) == (pieces[index - 1] < 0) {
      let double = 2 * rest
      let other = sum + double
      if other - sum == double { return other }
    }
    return sum
  }
}
