/// Repairs words of Arabic that were UTF-8, were read as windows-1256 or as Western European, and
/// were then saved as UTF-8: `ط§ظ„` or `Ø§Ù„` for `ال`.
///
/// A run of letters beyond ASCII is taken back to the bytes that it was read from. If these are
/// UTF-8 with letters of Arabic, which a word that was read right hardly ever gives, they are what
/// was meant. Anything else stays as it is.
struct MojibakeRepair {
  /// How many runs were repaired.
  private(set) var count = 0

  /// The start of a run that may go on with the next piece.
  private var carried: [UInt8] = []

  /// A longer run, in bytes, is left as it is.
  private static let runLimit = 4_096

  /// Adds `piece`, repaired, to `target`; a run that it ends with waits for the next piece, unless
  /// `isLast` says that there is none.
  mutating func add(_ piece: [UInt8], isLast: Bool, to target: inout [UInt8]) {
    let bytes = carried + piece
    carried = []
    var index = 0
    while index < bytes.count {
      let start = index
      while index < bytes.count, bytes[index] < 0x80 { index += 1 }
      target += bytes[start..<index]
      let run = index
      while index < bytes.count, bytes[index] >= 0x80 { index += 1 }
      if index == bytes.count, !isLast, index - run <= Self.runLimit {
        carried = Array(bytes[run...])
      } else if index > run {
        add(run: bytes[run..<index], to: &target)
      }
    }
  }

  private mutating func add(run: ArraySlice<UInt8>, to target: inout [UInt8]) {
    guard (4...Self.runLimit).contains(run.count), let repaired = Self.repaired(run) else {
      target += run
      return
    }
    count += 1
    target += repaired
  }

  /// What `run` was before it was read wrongly; nil if it does not look as if it was.
  private static func repaired(_ run: ArraySlice<UInt8>) -> [UInt8]? {
    guard let text = String(validating: run, as: UTF8.self) else { return nil }
    let scalars = text.unicodeScalars
    for page in [arabic, western] {
      let bytes = scalars.compactMap { page[$0] }
      guard bytes.count == scalars.count, let meant = String(validating: bytes, as: UTF8.self),
        isArabic(meant, written: text)
      else { continue }
      return bytes
    }
    return nil
  }

  /// Whether `meant` has enough letters of Arabic to be what was meant by `written`.
  private static func isArabic(_ meant: String, written: String) -> Bool {
    let letters = meant.unicodeScalars.count { (0x620...0x6FF).contains($0.value) }
    let isAlone = letters == 1 && meant.unicodeScalars.count == 1
    let hasForeignSign = written.unicodeScalars.contains {
      !(0x600...0x6FF).contains($0.value) && !"«»“”‘’…–—".unicodeScalars.contains($0)
    }
    return letters * 2 >= meant.unicodeScalars.count && (letters > 1 || isAlone && hasForeignSign)
  }

  /// The bytes of windows-1256 by what they mean.
  private static let arabic = Dictionary(
    zip(CodePageTable.windows1256.compactMap { Unicode.Scalar($0) }, UInt8(0x80)...0xFF),
    uniquingKeysWith: { first, _ in first })

  /// The bytes of windows-1252, and of ISO 8859-1 where that has none.
  private static let western: [Unicode.Scalar: UInt8] = {
    var bytes: [Unicode.Scalar: UInt8] = [:]
    for byte in UInt8(0x80)...0xFF {
      bytes[Unicode.Scalar(byte)] = byte
      let meant = CodePageTable.windows1252[Int(byte) - 0x80]
      if meant != 0xFFFD, let scalar = Unicode.Scalar(meant) { bytes[scalar] = byte }
    }
    return bytes
  }()
}
