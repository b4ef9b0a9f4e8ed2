extension Unicode.Scalar {
  /// Whether the character could move the cursor, recolour the screen or turn the line around.
  public var isTerminalControl: Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
