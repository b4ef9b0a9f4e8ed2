/// Letters that Arabic typists write for each other: they sound alike in most dialects, or differ
/// in a dot or a hamza.
enum ConfusableLetters {
  /// Any two letters of a group are confused.
  private static let groups: [[Unicode.Scalar]] = [
    ["ا", "أ", "إ", "آ", "ٱ", "ء"], ["ه", "ة"], ["ي", "ى", "ئ"], ["و", "ؤ"], ["ض", "ظ"],
    ["س", "ص"],
    ["ت", "ط", "ث"], ["ذ", "ز", "د"], ["ق", "غ"], ["ك", "گ", "ق"], ["ج", "چ"], ["ب", "پ"],
    ["ف", "ڤ"], ["ط", "ظ"], ["ص", "ض"], ["ع", "غ"], ["ر", "ز"], ["س", "ش"], ["ج", "ح", "خ"],
  ]

  private static let table: [UInt32: [UInt32]] = {
    var table: [UInt32: [UInt32]] = [:]
    for group in groups {
      for letter in group {
        table[letter.value, default: []] += group.filter { $0 != letter }.map(\.value)
      }
    }
    return table
  }()

  /// The letters that `letter` is confused with.
  static func others(than letter: UInt32) -> [UInt32] { table[letter] ?? [] }
}
