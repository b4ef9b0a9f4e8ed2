import FihristTestSupport
import Testing

@testable import FihristFormat

/// What was encoded comes back, at every border between the forms.
@Suite("Posting lists: what was encoded comes back")
struct PostingsRoundTripTests {
  /// Encodes lists of one segment, decodes and compares them.
  private func check(_ samples: [SampleList], seed: UInt64) throws {
    for (sample, (postings, positions)) in zip(samples, SampleList.encoded(samples)) {
      let shape = "\(sample.documents.count) of \(sample.shape.documentCount)"
      try check(
        sample, postings, positions, "seed \(seed), \(shape), \(sample.documents.suffix(10))")
    }
  }

  private func check(
    _ sample: SampleList, _ postings: [UInt8], _ positions: [UInt8], _ comment: Comment
  ) throws {
    let padded = postings + [UInt8](repeating: 0xA5, count: 64)
    let paddedPositions = positions + [UInt8](repeating: 0xA5, count: 64)
    let decoded = unsafe try padded.withUnsafeBytes { bytes in
      unsafe try paddedPositions.withUnsafeBytes { positionBytes in
        unsafe try DecodedList(
          postings: UnsafeRawBufferPointer(rebasing: bytes[..<postings.count]),
          positions: UnsafeRawBufferPointer(rebasing: positionBytes[..<positions.count]),
          count: sample.documents.count, shape: sample.shape, widths: sample.widths)
      }
    }
    let found = try #require(decoded, comment)
    #expect(found.documents == sample.documents, comment)
    #expect(found.frequencies == sample.frequencies, comment)
    #expect(found.excess == sample.excess, comment)
    #expect(found.positions == sample.positions, comment)
  }

  @Test(arguments: [0, 1, 2, 3])
  func `lists of every length near a border`(_ options: Int) throws {
    var random = SeededGenerator(seed: UInt64(100 + options))
    for documentCount in [1, 2, 128, 600, 1_023, 1_024, 1_030, 4_100] {
      var sample = SampleList(
        documentCount: documentCount, hasPositions: options & 1 != 0, hasExcess: options & 2 != 0,
        using: &random)
      let borders = [1, 2, 15, 16, 127, 128, 129, 255, 256, 257, 511, 512, 513, 1_023, 1_024]
      let eighth = documentCount / 8
      var samples: [SampleList] = []
      for count in Set(
        borders + [eighth - 1, eighth, eighth + 1, documentCount - 1, documentCount])
      where count >= 1 && count <= documentCount {
        let documents = SampleList.choose(count, below: documentCount, using: &random)
        sample.fill(documents, using: &random)
        samples.append(sample)
      }
      try check(samples, seed: random.seed)
    }
  }

  @Test func `every subset of ten documents`() throws {
    var random = SeededGenerator(seed: 110)
    var sample = SampleList(
      documentCount: 10, hasPositions: true, hasExcess: true, using: &random)
    let samples = (1..<1 << 10).map { subset in
      sample.fill((0..<10).filter { subset >> $0 & 1 == 1 }, using: &random)
      return sample
    }
    try check(samples, seed: 110)
  }

  /// Forms that need many postings have all but the last few documents fixed.
  @Test(arguments: [1_000, 1_024])
  func `every subset of the last eight documents`(_ documentCount: Int) throws {
    var random = SeededGenerator(seed: 111)
    var sample = SampleList(
      documentCount: documentCount, hasPositions: false, hasExcess: true, using: &random)
    let fixed = SampleList.choose(128, below: documentCount - 8, using: &random)
    let samples = (0..<1 << 8).map { subset in
      let last = (0..<8).filter { subset >> $0 & 1 == 1 }.map { UInt32(documentCount - 8 + $0) }
      sample.fill(fixed + last, using: &random)
      return sample
    }
    try check(samples, seed: 111)
  }

  @Test(arguments: [
    (70_000, 600), (100_000, 12_499), (100_000, 12_500), (3_000_000, 40), (3_000_000, 900),
  ])
  func `long lists with wide directories`(_ documentCount: Int, _ count: Int) throws {
    var random = SeededGenerator(seed: 112)
    var sample = SampleList(
      documentCount: documentCount, hasPositions: true, hasExcess: true, using: &random)
    sample.fill(SampleList.choose(count, below: documentCount, using: &random), using: &random)
    try check([sample], seed: 112)
  }

  @Test func `runs of neighbours and lone documents`() throws {
    var random = SeededGenerator(seed: 113)
    let documentCount = (1 << 24) - 1
    var sample = SampleList(
      documentCount: 1, hasPositions: false, hasExcess: true, using: &random)
    sample.shape = ListShape(documentCount: documentCount, hasPositions: false, hasExcess: true)
    sample.norms = [UInt8](repeating: 40, count: documentCount)
    let last = UInt32(documentCount - 1)
    var samples: [SampleList] = []
    for documents in [
      [0], [last], [0, last], Array(0..<127), Array(last - 126...last), Array(0..<128) + [last],
      Array(0..<64) + Array(last - 199...last), Array(last - 1_023...last),
    ] as [[UInt32]] {
      sample.fill(documents, using: &random)
      sample.frequencies[0] = (1 << 24) - 1
      sample.excess[0] = (1 << 24) - 2
      samples.append(sample)
    }
    try check(samples, seed: 113)
  }

  @Test func `an encoder used again writes the same`() throws {
    var random = SeededGenerator(seed: 114)
    var sample = SampleList(
      documentCount: 9_000, hasPositions: true, hasExcess: true, using: &random)
    let lists = [3, 5_000, 700, 20, 1_200, 127].map { count in
      sample.fill(SampleList.choose(count, below: 9_000, using: &random), using: &random)
      return sample
    }
    for (list, bytes) in zip(lists, SampleList.encoded(lists)) {
      #expect(list.encoded() == bytes, "seed 114, \(list.documents.count) postings")
    }
  }
}
