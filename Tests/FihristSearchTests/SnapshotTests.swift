import FihristFormat
import FihristStorage
import FihristTestSupport
import Testing

@testable import FihristSearch

@Suite struct SnapshotTests {
  @Test func `totals and frequencies count live documents only`() throws {
    let corpus = try RankingCorpus(
      .init(seed: 21, segments: [150, 40], documentFrequencies: [1, 17, 130, 190], deletions: 30))
    let snapshot = corpus.snapshot
    #expect(snapshot.documentCount < 190)
    #expect(
      snapshot.documentCount == snapshot.segments.reduce(0) { $0 + UInt64($1.info.liveCount) })
    for (index, reader) in snapshot.segments.enumerated() {
      for term in 0..<4 {
        guard let entry = try reader.term(Array("t\(term)".utf8)) else { continue }
        let list = try reader.postings(of: entry)
        var block = PostingBlock()
        var expected = 0
        for number in 0..<list.blockCount {
          let isSound = block.decodeDocuments(number, of: list)
          #expect(isSound)
          for index in 0..<block.count where reader.live!.isLive(block.documents[index]) {
            expected += 1
          }
        }
        // The second time it comes from the cache.
        for _ in 0..<2 {
          let count = try snapshot.liveFrequencies.frequency(
            of: entry, segment: index, in: reader, space: 0)
          #expect(count == expected)
        }
      }
    }
  }

  @Test func `an index that is not there is an error that says so`() {
    #expect {
      _ = try Snapshot.open("/nowhere/at/all")
    } throws: { ($0 as? IndexError)?.kind == .notFound }
  }

  @Test func `an index without documents answers with nothing`() throws {
    let corpus = try RankingCorpus(.init(seed: 22, segments: [], documentFrequencies: []))
    #expect(corpus.snapshot.documentCount == 0)
    let query = Query.term("t1")
    let found = try Ranker(corpus.snapshot).top(query, limit: 10)
    #expect(found == RankedHits(hits: [], total: 0, isExact: true))
  }
}
