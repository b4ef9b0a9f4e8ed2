/// Counts of the bytes that distinguish the two Arabic code pages.
///
/// Both have the alphabet up to ض at the same codes. After it, ISO-8859-6 has ط…غ at D7…DA and ف…ي
/// at E1…EA, where windows-1256 has × and ط…غ at D7…DB, ف ق ك at DD…DF, the rest between French
/// letters at E1…ED; and the article, ا ل, is C7 E4 in the one, C7 E1 in the other.
struct SingleByteCounts {
  /// The previous byte; 0 if it was ASCII.
  var previous: UInt8 = 0

  private var windows = 0
  private var iso = 0
  private var shared = 0
  private var all = 0

  /// Counts `byte`, which is not ASCII.
  mutating func add(_ byte: UInt8) {
    all += 1
    switch byte {
    case 0xC1...0xD6: shared += 1
    case 0xE7, 0xE8, 0xE9, 0xEA: iso += 1
    case 0xDD, 0xDE, 0xDF, 0xEC, 0xED: windows += 1
    default: break
    }
    if previous == 0xC7 {
      if byte == 0xE1 { windows += 4 }
      if byte == 0xE4 { iso += 4 }
    }
    previous = byte
  }

  /// The code page, if the bytes are spread as Arabic letters are.
  var encoding: TextEncoding {
    // The letters up to ض, with ا at their head, are about half of any Arabic text.
    guard shared * 4 > all, windows != iso else { return .otherSingleByte }
    return windows > iso ? .windows1256 : .iso8859Part6
  }
}
