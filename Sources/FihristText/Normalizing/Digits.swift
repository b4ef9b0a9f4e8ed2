/// The decimal digits of all scripts to 0…9.
enum Digits {
  /// The first scalar of each run of digits that is not ten long: mathematical digits, five styles
  /// one after the other. All other runs start with a zero and have ten digits.
  private static let mathematicalZero: UInt32 = 0x1D7CE

  /// The value 0…9 of `scalar`, or `nil` if it is not a digit.
  static func value(of scalar: UInt32) -> UInt32? {
    if scalar < 0x80 { return scalar &- 0x30 < 10 ? scalar - 0x30 : nil }
    if scalar & ~0xF == 0x0660 { return scalar & 0xF < 10 ? scalar & 0xF : nil }
    if scalar & ~0xF == 0x06F0 { return scalar & 0xF < 10 ? scalar & 0xF : nil }
    guard ScalarClass.of(scalar) == .digit else { return nil }
    if scalar &- mathematicalZero < 50 { return (scalar - mathematicalZero) % 10 }
    return distanceFromRunStart(scalar) % 10
  }

  /// The distance of `scalar` from the first digit of its run; adjacent runs are multiples of ten
  /// long.
  private static func distanceFromRunStart(_ scalar: UInt32) -> UInt32 {
    var distance: UInt32 = 0
    while distance < 50, ScalarClass.of(scalar - distance - 1) == .digit { distance += 1 }
    return distance
  }
}
