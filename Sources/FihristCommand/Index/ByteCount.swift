import ArgumentParser
import Fihrist

/// A number of bytes as people write it: `256MB`, `1.5 GiB`, `4096`.
struct ByteCount: ExpressibleByArgument, Hashable {
  /// The bytes.
  var value: Int

  /// Makes a count of `value` bytes.
  init(_ value: Int) {
    self.value = value
  }

  /// Reads digits, perhaps a point, and a unit: B, KB, MB, GB, TB, or their first letters, or KiB…
  /// Each step is 1,024: memory is counted that way.
  init?(argument: String) {
    let digits = argument.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = argument.dropFirst(digits.count).drop(while: \.isWhitespace).uppercased()
    guard let number = Double(digits), number.isFinite, number >= 0,
      let power = Self.units.firstIndex(where: { $0.contains(unit) })
    else { return nil }
    let bytes = number * Double(1 << (10 * power))
    guard bytes < 0x1p62 else { return nil }
    value = Int(bytes)
  }

  /// Reads the memory that an indexer may use, for an option.
  static func memory(_ argument: String) throws -> ByteCount {
    let range = IndexingOptions.minimumMemory...Int.max
    guard let count = ByteCount(argument: argument), range.contains(count.value) else {
      let least = ByteCount(range.lowerBound).defaultValueDescription
      throw ValidationError("it must be a size of \(least) or more, such as 256MB")
    }
    return count
  }

  /// The spellings of each power of 1,024, the one to show first.
  private static let units = [
    ["B", ""], ["KB", "K", "KIB"], ["MB", "M", "MIB"], ["GB", "G", "GIB"], ["TB", "T", "TIB"],
  ]

  /// The count in the largest unit that divides it.
  var defaultValueDescription: String {
    var rest = value
    var power = 0
    while rest >= 1024, rest % 1024 == 0, power < Self.units.count - 1 {
      rest /= 1024
      power += 1
    }
    return "\(rest)\(Self.units[power][0])"
  }
}
