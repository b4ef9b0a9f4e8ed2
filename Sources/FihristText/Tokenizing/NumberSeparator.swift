/// A sign between two digits of one number or date.
enum NumberSeparator {
  /// `.`: a decimal point if it is the only one, otherwise it separates (`18.05.2024`).
  case point
  /// `٫` U+066B, the Arabic decimal separator.
  case decimal
  /// `,` and `،`: groups thousands if all groups have three digits, otherwise it separates.
  case comma
  /// `٬` U+066C, the Arabic thousands separator: always dropped.
  case group

  /// The most bytes of a number with separators; what follows is the next number. A list such as
  /// `1,2,3,…` can fill a whole file and would otherwise be one word.
  static let maximumReach = 64

  /// The separator that `scalar` is, or `nil`.
  init?(_ scalar: UInt32) {
    switch scalar {
    case 0x2E: self = .point
    case 0x066B: self = .decimal
    case 0x2C, 0x060C: self = .comma
    case 0x066C: self = .group
    default: return nil
    }
  }
}
