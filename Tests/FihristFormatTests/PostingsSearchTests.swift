import FihristTestSupport
import Testing

@testable import FihristFormat

/// Finding postings without decoding a list: against the plain search in its columns.
@Suite("Posting lists: finding postings")
struct PostingsSearchTests {
  private func sample(_ count: Int, of documentCount: Int, seed: UInt64) -> SampleList {
    var random = SeededGenerator(seed: seed)
    var sample = SampleList(
      documentCount: documentCount, hasPositions: false, hasExcess: true, using: &random)
    sample.fill(SampleList.choose(count, below: documentCount, using: &random), using: &random)
    return sample
  }

  @Test(arguments: [(40, 300), (700, 1_000), (1_300, 20_000), (3_000, 20_000)])
  func `the block of a document from any block on`(_ count: Int, _ documentCount: Int) throws {
    let sample = sample(count, of: documentCount, seed: 30)
    try sample.withList { list in
      for document in stride(from: 0, to: UInt32(documentCount), by: 7) {
        let posting = sample.documents.firstIndex { $0 >= document } ?? list.blockCount * 128
        let first = Int(document / 7) % list.blockCount
        guard list.form != .short else {
          #expect(list.block(containing: document) == 0)
          continue
        }
        #expect(list.block(containing: document) == posting / 128, "seed 30, document \(document)")
        #expect(list.block(containing: document, from: first) == max(first, posting / 128))
      }
      #expect(list.block(containing: UInt32(documentCount)) == list.blockCount)
      #expect(list.block(containing: 0, from: list.blockCount) == list.blockCount)
      for block in 0..<list.blockCount where list.form != .short {
        let last = min(block * 128 + 127, count - 1)
        #expect(list.lastDocument(block) == sample.documents[last])
      }
    }
  }

  @Test(arguments: [(5, 300), (127, 300), (700, 1_000), (1_300, 20_000), (3_000, 20_000)])
  func `the frequency of one posting`(_ count: Int, _ documentCount: Int) throws {
    let sample = sample(count, of: documentCount, seed: 31)
    try sample.withList { list in
      for posting in 0..<count {
        #expect(list.frequency(posting / 128, at: posting % 128) == sample.frequencies[posting])
      }
      #expect(list.frequency(0, at: 128) == 0)
      #expect(list.frequency(0, at: -1) == 0)
    }
  }

  @Test(arguments: [1_024, 1_087, 70_000, 140_000])
  func `membership and rank in dense lists`(_ documentCount: Int) throws {
    let sample = sample(documentCount / 7, of: documentCount, seed: 32)
    try sample.withList { list in
      try #require(list.form == .dense)
      var rank = 0
      for document in 0..<UInt32(documentCount) {
        let isPresent = rank < sample.documents.count && sample.documents[rank] == document
        if list.contains(document) != isPresent || list.rank(of: document) != rank {
          Issue.record("seed 32, document \(document)")
        }
        guard isPresent else { continue }
        if rank % 97 == 0 { #expect(list.frequency(atRank: rank) == sample.frequencies[rank]) }
        rank += 1
      }
      #expect(list.frequency(atRank: rank) == 0)
    }
  }
}
