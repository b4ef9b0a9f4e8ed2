/// A key of the API as its owner has it; the configuration has only its digest.
public enum AccessKey {
  /// A new key of 192 random bits.
  public static func random() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<3).map { _ in
      let digits = String(UInt64.random(in: 0...UInt64.max, using: &generator), radix: 16)
      return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }.joined()
  }

  /// The SHA-256 of a key, in 64 hexadecimal digits.
  public static func digest(of key: String) -> String { SHA256(Array(key.utf8)).text }
}
