import FihristStorage
import FihristTestSupport
import Testing
@testable import FihristStoredDocuments

@Suite struct PrefixCodeTests {
  /// The cost of Huffman's code: the sum of all inner nodes.
  private static func cost(_ frequencies: [UInt64]) -> UInt64 {
    var row = frequencies.sorted()
    var cost: UInt64 = frequencies.count == 1 ? frequencies[0] : 0
    while row.count > 1 {
      let pair = row[0] + row[1]
      cost += pair
      row.removeFirst(2)
      row.insert(pair, at: row.firstIndex { $0 > pair } ?? row.count)
    }
    return cost
  }

  private static func cost(_ code: PrefixCode, _ ascending: [UInt64]) -> UInt64 {
    var rest = ascending[...]
    var cost: UInt64 = 0
    for (length, count) in code.counts.enumerated() {
      cost += rest.suffix(count).reduce(0, +) * UInt64(length)
      rest = rest.dropLast(count)
    }
    #expect(rest.isEmpty)
    return cost
  }

  @Test(arguments: [1, 2, 3, 4, 10, 100, 700])
  func `codes are as short as Huffman's`(count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    for _ in 0..<20 {
      let frequencies = (0..<count).map { _ in
        UInt64(1 + 1_000 / Int.random(in: 1...1_000, using: &random))
      }.sorted()
      let code = PrefixCode(ascending: frequencies)
      #expect(Self.cost(code, frequencies) == Self.cost(frequencies), "\(frequencies)")
      let used = (1...24).reduce(0) { $0 + code.counts[$1] << (24 - $1) }
      #expect(used == (count == 1 ? 1 << 23 : 1 << 24))
    }
  }

  @Test func `codes are kept to 24 bits at little cost`() {
    // Frequencies like Fibonacci's numbers make a tree of one branch.
    var frequencies: [UInt64] = [1, 1]
    while frequencies.count < 60 { frequencies.append(frequencies.suffix(2).reduce(0, +)) }
    let code = PrefixCode(ascending: frequencies)
    #expect(code.counts.count == 25)
    #expect(code.counts.reduce(0, +) == 60)
    #expect((1...24).reduce(0) { $0 + code.counts[$1] << (24 - $1) } <= 1 << 24)
    let (best, own) = (Self.cost(frequencies), Self.cost(code, frequencies))
    #expect(own >= best && own < best + best / 100)
  }
}
