/// The natural logarithm from additions, multiplications and divisions alone.
///
/// The C library's `log` may differ in its last bit between systems; IEEE 754 fixes every bit of
/// these, and Swift never fuses them. Scores are therefore the same everywhere.
package enum NaturalLogarithm {
  /// ln 2 in two parts; the high one has 32 bits, so that its product with an exponent is exact.
  private static let high = 0x1.62e42feep-1
  private static let low = 0x1.a39ef35793c76p-33

  /// ln `x` for a normal, positive, finite `x`, with an error below 1e-15 of max(1, |ln x|).
  ///
  /// x = 2^e · m with m from √½ to √2, and ln m = 2·artanh(s) with s = (m − 1)/(m + 1), |s| <
  /// 0.172: the terms of the series past s^21 stay below 1e-17.
  package static func value(_ x: Double) -> Double {
    var exponent = Int(x.exponent)
    var mantissa = x.significand
    if mantissa > 1.414_213_562_373_095_1 {
      mantissa *= 0.5
      exponent += 1
    }
    let s = (mantissa - 1) / (mantissa + 1)
    let square = s * s
    var sum = 1.0 / 21
    sum = sum * square + 1.0 / 19
    sum = sum * square + 1.0 / 17
    sum = sum * square + 1.0 / 15
    sum = sum * square + 1.0 / 13
    sum = sum * square + 1.0 / 11
    sum = sum * square + 1.0 / 9
    sum = sum * square + 1.0 / 7
    sum = sum * square + 1.0 / 5
    sum = sum * square + 1.0 / 3
    let fraction = 2 * s + 2 * s * square * sum
    return Double(exponent) * high + (Double(exponent) * low + fraction)
  }
}
