import FihristFormat
import FihristStorage
import FihristTestSupport
import Testing

@testable import FihristSearch

/// The contract of ``PostingCursor``, for each form, against a dictionary of all postings.
@Suite struct PostingCursorTests {
  /// A list of one form in a segment of 6,000 documents.
  private struct Sample {
    static let windowLength = 512

    let corpus: RankingCorpus
    let segment: SegmentView
    /// The frequency of each document that has the term.
    var postings: [UInt32: UInt32] = [:]
    let list: PostingList

    init(documentFrequency: Int, _ scratch: RankingScratch, _ corpus: RankingCorpus) throws {
      self.corpus = corpus
      let reader = corpus.snapshot.segments[0]
      segment = SegmentView(
        0, of: corpus.snapshot, inverse: scratch.inverse, windowLength: Self.windowLength)
      let entry = try #require(try reader.term(Array("t0".utf8)))
      list = try reader.postings(of: entry)
      var block = PostingBlock()
      for number in 0..<list.blockCount {
        let isSound = block.decode(number, of: list)
        #expect(isSound)
        for index in 0..<block.count { postings[block.documents[index]] = block.frequencies[index] }
      }
    }

    func score(of document: UInt32, weight: Float) -> Float? {
      postings[document].map {
        corpus.snapshot.impacts.part(
          frequency: $0, norm: unsafe corpus.snapshot.segments[0].norms[Int(document)],
          weight: weight)
      }
    }

    /// The cursor of the list, which has the form that its frequency says.
    func cursor(weight: Float, _ arena: Arena) throws -> ItemCursor {
      let row: Column<PostingList> = arena.allocate(1)
      row[0] = list
      let open = OpenList(first: row)
      let upper = segment.factors.upperBound(list.maximum, weight: weight)
      var cursor: ItemCursor =
        if open.isDense {
          .dense(DenseCursor(open, weight: weight, upper: upper, in: arena))
        } else if list.hasCodes {
          .coded(CodedCursor(open, weight: weight, upper: upper, in: arena))
        } else {
          .exact(try ExactCursor(decoding: open, weight: weight, upper: upper, in: arena))
        }
      cursor.allocate(windowLength: Self.windowLength, in: arena)
      try cursor.scoreExactly(in: segment, arena)
      return cursor
    }
  }

  @Test(arguments: [1, 60, 300, 520, 700, 800, 5000])
  func `windows hold the list's postings with bounds, and nil says absent`(
    documentFrequency: Int
  ) throws {
    let seed = UInt64(documentFrequency)
    var generator = SeededGenerator(seed: seed)
    let corpus = try RankingCorpus(
      .init(seed: seed, segments: [6000], documentFrequencies: [documentFrequency]))
    let memory = RankingMemory(
      windowLength: Sample.windowLength, inverse: corpus.snapshot.impacts.inverse)
    let sample = try Sample(
      documentFrequency: documentFrequency, memory.scratch, corpus)
    let weight: Float = 3.5
    for round in 0..<8 {
      var cursor = try sample.cursor(weight: weight, memory.scratch.arena)
      #expect(cursor.count == sample.postings.count)
      let units = 200 / cursor.upper
      cursor.quantize(units: units, factors: sample.segment.factors)
      var start: UInt32 = 0
      while start < 6000 {
        start += round == 0 ? 0 : .random(in: 0...700, using: &generator)
        let end = start + .random(in: 1...UInt32(Sample.windowLength), using: &generator)
        let upper = cursor.upper(in: start..<end, sample.segment.factors)
        try cursor.seek(to: start..<end)
        let comment = Comment("seed \(seed), \(start)..<\(end)")
        let expected = (start..<max(start, min(end, 6000))).filter { sample.postings[$0] != nil }
        let run = cursor.run
        if !cursor.isDense {
          #expect((0..<run.count).map { run.documents[$0] } == expected, comment)
        }
        for document in start..<max(start, min(end, 6000)) {
          let score = sample.score(of: document, weight: weight)
          #expect(cursor.score(of: document, in: sample.segment) == score, comment)
          #expect(upper >= score ?? 0, comment)
        }
        for index in 0..<run.count {
          let score = try #require(sample.score(of: run.documents[index], weight: weight))
          #expect(Float(run.bounds[index]) >= score * units, comment)
        }
        start = end
      }
    }
  }
}
