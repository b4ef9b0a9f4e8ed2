import FihristTestSupport
import Testing

@testable import Fihrist

/// Look-ups of signatures against comparing all of them.
@Suite struct SignatureTableTests {
  /// Random signatures; every third is an earlier one with some bytes changed.
  private static func signatures(_ count: Int, seed: UInt64) -> [[UInt8]] {
    var random = SeededGenerator(seed: seed)
    var all: [[UInt8]] = []
    for number in 0..<count {
      var signature = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
      if number % 3 == 2 {
        signature = all[Int.random(in: 0..<number, using: &random)]
        for _ in 0..<Int.random(in: 0...14, using: &random) {
          signature[Int.random(in: 0..<32, using: &random)] = 7
        }
      }
      all.append(signature)
    }
    return all
  }

  private static func equal(_ one: [UInt8], _ other: [UInt8]) -> Int {
    zip(one, other).count { $0 == $1 }
  }

  /// Whether two neighbors around the ring are equal.
  private static func haveCommonPair(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    let equal = zip(one, other).map { $0 == $1 }
    return zip(equal, equal[1...] + equal.prefix(1)).contains { $0 && $1 }
  }

  @Test func `few and many signatures are compared alike`() {
    let all = Self.signatures(2_400, seed: 5)
    var table = SignatureTable(leastEqual: 8)
    for (number, signature) in all.enumerated() {
      if number % 7 == 0 || number > 2_300 {
        let alike = (0..<number).filter { Self.equal(all[$0], signature) >= 8 }
        let found = table.similar(to: signature)
        let close = alike.filter { Self.equal(all[$0], signature) >= 24 }
        #expect(Set(close).isSubset(of: found))
        #expect(found == found.sorted() && Set(found).isSubset(of: alike))
        for other in Set(alike).subtracting(found) {
          #expect(!Self.haveCommonPair(all[other], signature), "\(number) \(other)")
        }
      }
      table.append(signature)
    }
    #expect(table.similar(to: [UInt8](repeating: 0, count: 32)).isEmpty)
  }

  @Test(arguments: [0, 1 << 17])
  func `pairs are found by two bytes and by three`(mostForPairs: Int) {
    let all = Self.signatures(600, seed: 9)
    var list = SignatureList()
    for signature in all { list.bytes += signature }
    list.bytes += [UInt8](repeating: 0, count: 64)
    let candidates = CopyCandidates(list, overlap: 0.5, mostForPairs: mostForPairs)
    var found: Set<[Int]> = []
    candidates.forEach { one, other in
      #expect(one < other && Self.equal(all[one], all[other]) >= 8)
      found.insert([one, other])
    }
    var close = 0
    for one in all.indices {
      for other in one + 1..<all.count where Self.equal(all[one], all[other]) >= 24 {
        close += 1
        #expect(found.contains([one, other]), "\(one) \(other)")
      }
    }
    #expect(close > 40)
  }
}
