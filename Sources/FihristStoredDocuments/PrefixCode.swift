/// Canonical prefix codes of at most ``maximumLength`` bits.
///
/// Codes of one length are consecutive numbers, and shorter codes come before longer ones. So the
/// number of codes of each length defines the code.
struct PrefixCode {
  /// The longest code, so that two codes fit into one 64-bit load, wherever it starts.
  static let maximumLength = 24

  /// How many codes have each length; the first of ``maximumLength`` + 1 is 0.
  let counts: [Int]

  /// The best code, apart from its length limit, for symbols with these frequencies.
  ///
  /// - Parameter frequencies: above 0, ascending, at most 2^24 of them.
  init(ascending frequencies: consuming [UInt64]) {
    var counts = [Int](repeating: 0, count: 65)
    Self.countLengths(&frequencies, in: &counts)
    // Lengths above the limit become the limit; then shorter codes are lengthened, the longest
    // first, until the code space is not exceeded.
    let limit = Self.maximumLength
    for length in (limit + 1)..<65 {
      counts[limit] += counts[length]
      counts[length] = 0
    }
    var used = (1...limit).reduce(0) { $0 + counts[$1] << (limit - $1) }
    while used > 1 << limit, let length = (1..<limit).last(where: { counts[$0] > 0 }) {
      counts[length] -= 1
      counts[length + 1] += 1
      used -= 1 << (limit - length - 1)
    }
    self.counts = Array(counts[...limit])
  }

  /// The first code of each length.
  var firstCodes: [UInt32] {
    var codes = [UInt32](repeating: 0, count: Self.maximumLength + 1)
    var next = 0
    for length in 1...Self.maximumLength {
      next = (next + counts[length - 1]) << 1
      codes[length] = UInt32(truncatingIfNeeded: next)
    }
    return codes
  }

  /// Counts the code lengths of Huffman's code, overwriting its tree (Moffat & Katajainen,
  /// "In-Place Calculation of Minimum-Redundancy Codes", 1995); lengths above 64 cannot come from
  /// 64-bit sums.
  private static func countLengths(_ tree: inout [UInt64], in counts: inout [Int]) {
    let count = tree.count
    guard count > 1 else {
      counts[1] = count
      return
    }
    joinPairs(&tree)
    // From the root: nodes of each depth, and how many nodes of that depth are left for symbols.
    tree[count - 2] = 0
    for node in stride(from: count - 3, through: 0, by: -1) {
      tree[node] = tree[Int(tree[node])] + 1
    }
    var (available, depth, node) = (1, 0, count - 2)
    while available > 0 {
      var inner = 0
      while node >= 0, tree[node] == UInt64(depth) {
        inner += 1
        node -= 1
      }
      if available > inner { counts[min(64, depth)] += available - inner }
      (available, depth) = (2 * inner, depth + 1)
    }
  }

  /// Sets each element but the last to the parent of its node.
  private static func joinPairs(_ tree: inout [UInt64]) {
    let count = tree.count
    tree[0] += tree[1]
    var (root, leaf) = (0, 2)
    for next in 1..<max(1, count - 1) {
      if leaf >= count || tree[root] < tree[leaf] {
        tree[next] = tree[root]
        tree[root] = UInt64(next)
        root += 1
      } else {
        tree[next] = tree[leaf]
        leaf += 1
      }
      if leaf >= count || (root < next && tree[root] < tree[leaf]) {
        tree[next] += tree[root]
        tree[root] = UInt64(next)
        root += 1
      } else {
        tree[next] += tree[leaf]
        leaf += 1
      }
    }
  }
}
