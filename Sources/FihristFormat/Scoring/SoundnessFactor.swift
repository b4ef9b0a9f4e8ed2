/// By how much a bound is widened so that rounding cannot make it wrong.
///
/// Stored bounds and their products are computed in `Float`. Each operation errs by at most 2⁻²⁴ of
/// its result, and a sum of up to 120 parts by 120 · 2⁻²⁴ < 0.8e−5 of it, so one hundred-thousandth
/// covers both.
package enum SoundnessFactor {
  /// An upper bound is multiplied by this.
  @inlinable package static var up: Float { 1 + 1e-5 }

  /// A lower bound is multiplied by this.
  @inlinable package static var down: Float { 1 - 1e-5 }
}
