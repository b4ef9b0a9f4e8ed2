import ArgumentParser

/// Numbers as option values: each has a range, which every error message gives.
///
/// Their options take the next argument whatever it looks like, so that `-1` is a number out of
/// range and not a missing value.
enum NumberOption {
  /// More hits than anyone reads, and few enough to add up without overflow.
  static let hits = 0...1_000_000_000

  /// More threads than any machine can use; a larger number is a typing error.
  static let threads = 1...1024

  /// Reads whole numbers in `range`.
  static func whole(_ range: ClosedRange<Int>) -> @Sendable (String) throws -> Int {
    { argument in
      guard let number = Int(argument), range.contains(number) else {
        throw ValidationError(
          "it must be a whole number from \(range.lowerBound) to \(range.upperBound)")
      }
      return number
    }
  }

  /// Reads decimal numbers in `range`, which messages call `words`.
  static func decimal<Number: BinaryFloatingPoint & LosslessStringConvertible & Sendable>(
    _ range: ClosedRange<Number>, _ words: String? = nil
  ) -> @Sendable (String) throws -> Number {
    { argument in
      guard let number = Number(argument), range.contains(number) else {
        let words = words ?? "from \(range.lowerBound) to \(range.upperBound)"
        throw ValidationError("it must be a number \(words)")
      }
      return number
    }
  }
}
