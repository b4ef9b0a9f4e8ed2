import FihristTestSupport
import Testing

@testable import FihristFormat

/// What was encoded comes back, at every border between the forms.
@Suite("Posting lists: what was encoded comes back")
struct PostingsRoundTripTests {
  /// Encodes, decodes and compares.
  private func check(_ sample: SampleList, _ comment: Comment) throws {
    let (postings, positions) = sample.encoded()
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
    for documentCount in [1, 2, 127, 128, 129, 600, 1_023, 1_024, 1_030, 4_100] {
      var sample = SampleList(
        documentCount: documentCount, hasPositions: options & 1 != 0, hasExcess: options & 2 != 0,
        using: &random)
      let borders = [1, 2, 15, 16, 127, 128, 129, 255, 256, 257, 511, 512, 513, 1_023, 1_024]
      let eighth = documentCount / 8
      for count in Set(
        borders + [eighth - 1, eighth, eighth + 1, documentCount - 1, documentCount])
      where count >= 1 && count <= documentCount {
        let documents = SampleList.choose(count, below: documentCount, using: &random)
        sample.fill(documents, using: &random)
        try check(sample, "seed \(random.seed), \(count) of \(documentCount)")
      }
    }
  }
}
