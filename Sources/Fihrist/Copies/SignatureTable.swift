/// Signatures that are added one by one, to be asked which of them are like another.
///
/// A few are compared one after the other. Of many, those are looked up that are equal in two
/// neighboring bytes, as ``CopyCandidates`` finds them.
struct SignatureTable {
  private var list = SignatureList()
  private let leastEqual: Int
  /// For each pair of bytes around the ring and each of its values, the last signature that has it
  /// and one more; 0 for none. Empty while there are few.
  private var last: [UInt32] = []
  /// For each signature and pair, the one before it with the same value, in the same way.
  private var before: [UInt32] = []

  /// More are looked up.
  private static let mostCompared = 1_024
  private static let valueCount = 1 << 16

  /// - Parameter leastEqual: The fewest equal bytes of signatures that are alike.
  init(leastEqual: Int) { self.leastEqual = leastEqual }

  /// Adds a signature.
  mutating func append(_ signature: [UInt8]) {
    list.bytes += signature
    if list.count == Self.mostCompared {
      last = [UInt32](repeating: 0, count: TextSignature.byteCount * Self.valueCount)
      for number in 0..<list.count { link(number) }
    } else if list.count > Self.mostCompared {
      link(list.count - 1)
    }
  }

  private mutating func link(_ number: Int) {
    for start in 0..<TextSignature.byteCount {
      let slot = start * Self.valueCount + Int(list.key(number, from: start, [0, 1]))
      before.append(last[slot])
      last[slot] = UInt32(number + 1)
    }
  }

  /// The numbers of the signatures that are like `signature`, ascending.
  mutating func similar(to signature: [UInt8]) -> [Int] {
    let own = list.count
    list.bytes += signature
    defer { list.bytes.removeLast(signature.count) }
    guard list.hasWords(own) else { return [] }
    guard !last.isEmpty else {
      return (0..<own).filter { list.equalBytes($0, own) >= leastEqual }
    }
    var found: Set<Int> = []
    for start in 0..<TextSignature.byteCount {
      var next = last[start * Self.valueCount + Int(list.key(own, from: start, [0, 1]))]
      while next > 0 {
        let number = Int(next) - 1
        if list.equalBytes(number, own) >= leastEqual { found.insert(number) }
        next = before[number * TextSignature.byteCount + start]
      }
    }
    return found.sorted()
  }
}
