/// Latin letters in typographic shapes that are separate characters: full-width letters and the
/// ligatures `ﬀ`…`ﬆ`.
enum LetterWidth {
  private static let ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"].map { Array($0.utf8) }

  /// The ASCII letters of `scalar`, in its own case, or `nil` if it is none of these shapes.
  static func plain(_ scalar: UInt32) -> [UInt8]? {
    switch scalar {
    case 0xFB00...0xFB06: ligatures[Int(scalar - 0xFB00)]
    case 0xFF21...0xFF3A, 0xFF41...0xFF5A: [UInt8(truncatingIfNeeded: scalar - 0xFEE0)]
    default: nil
    }
  }
}
