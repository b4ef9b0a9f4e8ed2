/// Finds out whether bytes are UTF-8, 8 bytes at a time where no sequence is longer than two bytes,
/// as in nearly all Arabic text.
enum UTF8Check {
  /// Whether all of `bytes` is well-formed UTF-8.
  static func isValid(_ bytes: ByteView) -> Bool {
    // `index` always stands at the start of a scalar.
    var index = 0
    while index + 8 <= bytes.count {
      let word = bytes.word(at: index)
      switch verdict(word) {
      case .ends: return false
      case .takes(let count): index += count
      case .isLonger:
        guard let length = UTF8Sequence.length(bytes, at: index, end: bytes.count) else {
          return false
        }
        index += length
      }
    }
    while index < bytes.count {
      guard let length = UTF8Sequence.length(bytes, at: index, end: bytes.count) else {
        return false
      }
      index += length
    }
    return true
  }

  /// The result for eight bytes that start with a scalar.
  private enum Verdict {
    /// They are not UTF-8.
    case ends
    /// This many of them are complete sequences.
    case takes(Int)
    /// There is a sequence of three or four bytes among them.
    case isLonger
  }

  /// Every test leaves its answer in the highest bit of each byte.
  @inline(__always) private static func verdict(_ word: UInt64) -> Verdict {
    let highest: UInt64 = 0x8080_8080_8080_8080
    guard word & highest != 0 else { return .takes(8) }
    // The second bit of a byte, moved to its highest, tells a lead from a continuation.
    let lead = word & (word &<< 1) & highest
    guard lead & (word &<< 2) == 0 else { return .isLonger }
    let continuation = word & ~(word &<< 1) & highest
    // Each lead of two is followed by its continuation, and nothing else by one.
    guard continuation == lead &<< 8 else { return .ends }
    // C0 and C1 have none of the bits 4 to 1: they would encode ASCII.
    let significant = (word &<< 3) | (word &<< 4) | (word &<< 5) | (word &<< 6)
    guard lead & ~significant == 0 else { return .ends }
    // The continuation of a lead in the last byte comes in the next word.
    return .takes(lead &>> 63 == 1 ? 7 : 8)
  }
}
