import FihristFormat
import FihristTestSupport
import Testing

@testable import FihristSearch

/// Whether bounds are bounds, in the arithmetic that ranking uses.
@Suite struct RankingBoundTests {
  static let lengths = Norm.lengths.map { Float($0) }

  static func table(_ k1: Float, _ b: Float, _ average: Float, scale: UInt32 = 1) -> ImpactTable {
    ImpactTable(k1: k1, b: b, averageLength: average, scale: scale, lengths: lengths)
  }

  @Test func `stored bytes bound computed parts, whatever the average and the parameters became`() {
    var generator = SeededGenerator(seed: 11)
    let settings: [(Float, Float, Float)] = [
      (1.2, 0.75, 1), (1.2, 0.75, 33.3), (1.2, 0.75, 500), (0.4, 0.3, 500), (2, 1, 90), (1.2, 0, 7),
    ]
    for pinned in settings {
      for query in settings {
        let pinnedTable = Self.table(pinned.0, pinned.1, pinned.2)
        let queryTable = Self.table(query.0, query.1, query.2)
        let factors = BoundFactors(pinned: pinnedTable, query: queryTable)
        for _ in 0..<400 {
          let frequency = UInt32(1) << UInt32.random(in: 0..<20, using: &generator)
          let norm = UInt8.random(in: 0...255, using: &generator)
          let weight = Float.random(in: 0.001...20, using: &generator)
          let stored = pinnedTable.part(frequency: frequency, norm: norm)
          let part = queryTable.part(frequency: frequency, norm: norm, weight: weight)
          let upper = factors.upperBound(
            ImpactTable.upperBound(ofPart: stored), weight: weight)
          let lower = factors.lowerBound(
            ImpactTable.lowerBound(ofPart: stored), weight: weight)
          let message = Comment(rawValue: "\(pinned) \(query) \(frequency) \(norm) \(weight)")
          #expect(part <= upper, message)
          #expect(lower <= part, message)
        }
      }
    }
  }

  @Test func `rounded bounds of up to 120 terms stay in a byte and bound the sum of their parts`() {
    var generator = SeededGenerator(seed: 12)
    let impacts = Self.table(1.2, 0.75, 40)
    let factors = BoundFactors(pinned: impacts, query: impacts)
    for count in [1, 2, 3, 10, 60, 119, 120] {
      for _ in 0..<30 {
        let norm = UInt8.random(in: 1...255, using: &generator)
        var score: Float = 0
        var uppers: [Float] = []
        for _ in 0..<count {
          let weight = Float.random(in: 0.001...20, using: &generator)
          let frequency = UInt32.random(in: 1...50, using: &generator)
          let part = impacts.part(frequency: frequency, norm: norm)
          score += impacts.part(frequency: frequency, norm: norm, weight: weight)
          uppers.append(
            factors.upperBound(ImpactTable.upperBound(ofPart: part), weight: weight))
        }
        let units = Float(254 - count) / uppers.reduce(0, +)
        let sum = uppers.reduce(0) { $0 + Int(max(1, ($1 * units).rounded(.up))) }
        #expect(sum <= 255)
        // The cut of BoundSelection for a threshold that is this very score.
        #expect(sum >= Int((score * units * (1 - 1e-6)).rounded(.up)), "\(count) terms")
      }
    }
  }

  @Test func `the best hits are those of a sort`() {
    var generator = SeededGenerator(seed: 13)
    for limit in [1, 2, 3, 10, 100] {
      for count in [0, 1, 5, 99, 100, 101, 500] {
        let memory = ArenaMemory()
        var top = TopHits(limit: limit, in: memory.arena)
        // Few different scores: many ties.
        let scores = (0..<count).map { _ in Float(Int.random(in: 0..<20, using: &generator)) / 7 }
        for document in (0..<count).shuffled(using: &generator) {
          top.offer(UInt32(document), score: scores[document])
        }
        let expected = (0..<count).sorted { (-scores[$0], $0) < (-scores[$1], $1) }.prefix(limit)
        if count >= limit { #expect(top.threshold == scores[expected[limit - 1]]) }
        var hits: [RankedHit] = []
        top.drain(segment: 3, into: &hits)
        #expect(hits.map(\.document) == expected.map { UInt32($0) })
        #expect(hits.map(\.score) == expected.map { scores[$0] })
      }
    }
  }

  @Test func `the best hits of several segments are among those that their heap has kept`() {
    var generator = SeededGenerator(seed: 14)
    for limit in [1, 2, 3, 10, 100] {
      for segments in [[5], [0, 5, 1, 99], [500, 3, 3, 40], [30, 30, 30, 30, 30, 30, 30]] {
        let memory = ArenaMemory()
        var top = TopHits(limit: limit, in: memory.arena)
        var all: [RankedHit] = []
        var kept: [RankedHit] = []
        for (segment, count) in segments.enumerated() {
          let own = (0..<count).map { document in
            // Few different scores: many ties, which only keys decide.
            let score = Float(Int.random(in: 0..<20, using: &generator)) / 7
            return RankedHit(segment: segment, document: UInt32(document), score: score)
          }
          all += own
          for hit in own.shuffled(using: &generator) { top.offer(hit.document, score: hit.score) }
          top.moveHits(segment: segment, to: &kept)
          let scores = all.map(\.score).sorted(by: >)
          #expect(top.isFull == (all.count >= limit))
          if all.count >= limit { #expect(top.threshold == scores[limit - 1]) }
        }
        #expect(Set(kept).count == kept.count)
        // In any order of the segments' keys, within which documents are in their order.
        for _ in 0..<10 {
          let order = segments.indices.shuffled(using: &generator)
          let sorted = { (hits: [RankedHit]) in
            hits.sorted {
              (-$0.score, order[$0.segment], $0.document) < (
                -$1.score, order[$1.segment], $1.document
              )
            }.prefix(limit)
          }
          #expect(sorted(kept) == sorted(all), "limit \(limit), segments \(segments)")
        }
      }
    }
  }
}
