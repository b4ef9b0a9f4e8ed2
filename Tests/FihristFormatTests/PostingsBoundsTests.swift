import FihristTestSupport
import Testing

@testable import FihristFormat

/// Stored bounds are bounds, under the formula as ranking computes it.
@Suite("Posting lists: bounds hold")
struct PostingsBoundsTests {
  /// How ranking turns a stored byte into an upper and a lower bound of a score.
  private func upper(_ weight: Float, _ byte: UInt8) -> Float {
    weight * (Float(byte) / 255) * SoundnessFactor.up
  }

  private func lower(_ weight: Float, _ byte: UInt8) -> Float {
    weight * (Float(byte) / 255) * SoundnessFactor.down
  }

  private func impacts(_ k1: Float, _ b: Float, _ average: Float) -> ImpactTable {
    ImpactTable(
      k1: k1, b: b, averageLength: average, scale: 1, lengths: Norm.lengths.map { Float($0) })
  }

  @Test(
    arguments: [(1.2, 0.75, 290), (0.9, 0.4, 3), (2, 1, 100_000), (1_000, 0, 1)]
      as [(Float, Float, Float)])
  func `bytes bound every frequency, norm and weight`(_ k1: Float, _ b: Float, _ average: Float) {
    var random = SeededGenerator(seed: 20)
    let impacts = impacts(k1, b, average)
    for norm in 0...255 as ClosedRange<UInt8> {
      let many = (0..<40).map { _ in UInt32.random(in: 1..<1 << 24, using: &random) }
      for frequency in Array(1...60) + many {
        let part = impacts.part(frequency: frequency, norm: norm)
        let high = ImpactTable.upperBound(ofPart: part)
        let low = ImpactTable.lowerBound(ofPart: part)
        let weight = Float.random(in: 0.001...30, using: &random)
        let score = impacts.part(frequency: frequency, norm: norm, weight: weight)
        guard
          Float(high) / 255 < part || Float(low) / 255 > part || upper(weight, high) < score
            || lower(weight, low) > score
        else { continue }
        Issue.record("seed 20: frequency \(frequency), norm \(norm), weight \(weight)")
      }
    }
  }

  @Test func `levels, blocks and lists bound their postings`() throws {
    var random = SeededGenerator(seed: 21)
    for (documentCount, counts) in [
      (900, [16, 127, 128, 511, 512, 700, 900]), (9_000, [10, 300, 1_000, 1_125, 5_000, 9_000]),
    ] {
      for count in counts {
        var sample = SampleList(
          documentCount: documentCount, hasPositions: false, hasExcess: false, using: &random)
        sample.fill(
          SampleList.choose(count, below: documentCount, using: &random), using: &random)
        try sample.withList { list in checkBounds(list, sample) }
      }
    }
  }

  private func checkBounds(_ list: PostingList, _ sample: SampleList) {
    let parts = sample.documents.indices.map { posting in
      sample.impacts.part(
        frequency: sample.frequencies[posting], norm: sample.norms[Int(sample.documents[posting])])
    }
    let codes = codes(of: list, sample)
    let maximum = Float(list.maximum) / 255
    #expect(parts.allSatisfy { $0 <= maximum })
    #expect(parts.indices.allSatisfy { parts[$0] <= Float(list.blockMaximum($0 / 128)) / 255 })
    if let levels = unsafe list.levels {
      for (posting, part) in parts.enumerated() {
        let code = Int(codes[posting])
        // The level is a bound, and no lower level would do.
        let bound = ImpactTable.upperBound(ofPart: part)
        let level = unsafe (1...15).contains(code) ? levels[code - 1] : 0
        let lower = (0..<15).filter { unsafe levels[$0] < level }
        let isLeast = lower.allSatisfy { unsafe levels[$0] < bound }
        guard Float(level) / 255 < part || !isLeast else { continue }
        Issue.record("code \(code) of posting \(posting) with a part of \(part)")
      }
      for level in 1..<15 { #expect(unsafe levels[level - 1] <= levels[level]) }
      #expect(unsafe levels[14] == list.maximum)
    }
    checkTenth(list, parts)
  }

  private func checkTenth(_ list: PostingList, _ parts: [Float]) {
    guard list.count >= ListShape.leastBounded else {
      #expect(list.maximum == 255 && list.tenthBest == 0)
      return
    }
    let tenth = parts.sorted(by: >)[9]
    #expect(Float(list.tenthBest) / 255 <= tenth)
    #expect(list.tenthBest == ImpactTable.lowerBound(ofPart: tenth), "the best bound there is")
  }

  /// The code of each posting, 0 without codes.
  private func codes(of list: PostingList, _ sample: SampleList) -> [UInt8] {
    sample.documents.indices.map { posting in
      if list.form == .dense { return list.code(of: sample.documents[posting]) }
      guard let bytes = unsafe list.codes(posting / 128) else { return 0 }
      let index = posting % 128
      return unsafe index < 64 ? bytes[index] & 15 : bytes[index - 64] >> 4
    }
  }

  @Test func `fifteen bounds or fewer are kept as they are`() {
    var levels = ImpactLevels()
    var counts = [UInt32](repeating: 0, count: 256)
    for bound in [3, 9, 10, 11, 12, 60, 61, 62, 63, 64, 65, 66, 200, 201, 255] { counts[bound] = 5 }
    levels.choose(from: counts)
    #expect(levels.bounds.map(Int.init) == counts.indices.filter { counts[$0] != 0 })
    counts = [UInt32](repeating: 0, count: 256)
    counts[17] = 1
    levels.choose(from: counts)
    #expect(levels.bounds == [UInt8](repeating: 17, count: 15))
    #expect(levels.codes[17] == 15)
  }

  /// How many postings have each bound: `common` of every low one, one of every high one.
  private func counts(common: UInt32) -> [UInt32] {
    (0..<256).map { $0 == 0 ? 0 : $0 < 200 ? common : 1 }
  }

  @Test(arguments: [UInt32(12), 13, 14, 100, 10_000])
  func `a long list has a level just below its ten best`(common: UInt32) {
    var levels = ImpactLevels()
    let counts = counts(common: common)
    levels.choose(from: counts)
    // The tenth best has the bound 246; what is two steps below has another code.
    let isLong = counts.reduce(0, +) >= 2688
    #expect(levels.bounds.contains(244) == isLong)
    #expect((levels.codes[245] > levels.codes[244]) == isLong)
    #expect(levels.bounds == levels.bounds.sorted() && levels.bounds.last == 255)
    for bound in 1...255 { #expect(Int(levels.bounds[Int(levels.codes[bound]) - 1]) >= bound) }
  }
}
