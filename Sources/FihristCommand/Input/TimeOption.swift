import ArgumentParser

/// Lengths of time as option values: `30s`, `500ms`, `2m`, or seconds without a unit.
enum TimeOption {
  /// Longer than anyone measures.
  static let mostSeconds = 86_400.0

  /// Reads times from `least` seconds to a day.
  static func seconds(from least: Double) -> @Sendable (String) throws -> Double {
    { argument in
      guard let seconds = seconds(argument), (least...mostSeconds).contains(seconds) else {
        let least = least == 0 ? "0" : "\(Quantity.decimal(least * 1000, decimals: 0)) ms"
        throw ValidationError("it must be a time from \(least) to 1440m, such as 30s or 500ms")
      }
      return seconds
    }
  }

  private static func seconds(_ text: String) -> Double? {
    let units = [("ms", 0.001), ("s", 1.0), ("m", 60.0)]
    let (name, size) = units.first { text.hasSuffix($0.0) } ?? ("", 1)
    return Double(text.dropLast(name.count)).map { $0 * size }
  }
}
