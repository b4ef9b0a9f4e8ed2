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
        0, of: corpus.snapshot, basis: corpus.snapshot.bases[0], inverse: scratch.inverse,
        windowLength: Self.windowLength)
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
        corpus.snapshot.bases[0].impacts.part(
          frequency: $0, norm: unsafe corpus.snapshot.segments[0].norms[Int(document)],
          weight: weight)
      }
    }

    /// The cursor of the list, which has the form that its frequency says.
    func cursor(weight: Float, _ arena: Arena) throws -> ItemCursor {
      let open = OpenList(arena.cell(list))
      let upper = segment.factors.upperBound(list.maximum, weight: weight)
      let cursor: ItemCursor =
        if open.isDense {
          .dense(arena.cell(DenseCursor(open, weight: weight, upper: upper, in: arena)))
        } else if list.hasCodes {
          .coded(arena.cell(CodedCursor(open, weight: weight, upper: upper, in: arena)))
        } else {
          .exact(
            arena.cell(
              try ExactCursor(decoding: open, weight: weight, upper: upper, in: arena)))
        }
      cursor.allocate(windowLength: Self.windowLength, in: arena)
      try cursor.scoreExactly(in: segment, arena)
      return cursor
    }
  }

  @Test(arguments: [1, 60, 300, 520, 700, 800, 5000])
  func `windows hold the list's postings with bounds, and score what they hold`(
    documentFrequency: Int
  ) throws {
    let seed = UInt64(documentFrequency)
    var generator = SeededGenerator(seed: seed)
    let corpus = try RankingCorpus(
      .init(seed: seed, segments: [6000], documentFrequencies: [documentFrequency]))
    let memory = RankingMemory(
      windowLength: Sample.windowLength, inverse: corpus.snapshot.bases[0].impacts.inverse)
    let sample = try Sample(
      documentFrequency: documentFrequency, memory.scratch, corpus)
    let weight: Float = 3.5
    for round in 0..<8 {
      let cursor = try sample.cursor(weight: weight, memory.scratch.arena)
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
        let documents = Array(start..<max(start, min(end, 6000)))
        let scores = documents.map { sample.score(of: $0, weight: weight) ?? 0 }
        let size = Int.random(in: 1...40, using: &generator)
        let added = Self.scores(
          of: cursor, documents: documents, from: start, batch: size, in: sample.segment,
          memory.scratch.arena)
        #expect(added == scores, comment)
        #expect(scores.allSatisfy { $0 <= upper }, comment)
        for index in 0..<run.count {
          let score = try #require(sample.score(of: run.documents[index], weight: weight))
          #expect(Float(run.bounds[index]) >= score * units, comment)
        }
        start = end
      }
    }
  }

  /// What `cursor` adds to sums of 0 for `documents`, `size` at a time.
  private static func scores(
    of cursor: ItemCursor, documents: [UInt32], from start: UInt32, batch size: Int,
    in segment: SegmentView, _ arena: Arena
  ) -> [Float] {
    let candidates: Column<UInt32> = arena.allocate(size)
    let batchSums: Column<Float> = arena.allocate(size)
    let indices: Column<UInt32> = arena.allocate(size)
    var sums: [Float] = []
    for first in stride(from: 0, to: documents.count, by: size) {
      let count = min(size, documents.count - first)
      for index in 0..<count { candidates[index] = documents[first + index] - start }
      batchSums.fill(0..<count, with: 0)
      let batch = ScoredBatch(
        start: start, candidates: candidates, count: count, sums: batchSums, indices: indices)
      cursor.addScores(of: batch, in: segment)
      sums += (0..<count).map { batchSums[$0] }
    }
    return sums
  }

  @Test func `a directory that names the greatest number is damage`() throws {
    let shape = ListShape(documentCount: 70_000, hasPositions: false, hasExcess: false)
    var bytes = Self.encoded(Array(stride(from: 0, to: 70_000, by: 100)), shape)
    // The last document of block 0, after the flags, the bounds and the levels.
    bytes.replaceSubrange(18..<22, with: [0xFF, 0xFF, 0xFF, 0xFF])
    let count = bytes.count
    bytes += [UInt8](repeating: 0, count: 64)
    let memory = RankingMemory(windowLength: 512, inverse: [Float](repeating: 1, count: 256))
    let arena = memory.scratch.arena
    let documents: Column<UInt32> = arena.allocate(128)
    documents.fill(0..<128, with: ExactCursor.padding)
    documents[0] = 100
    let exact = ExactCursor(
      documents: documents, frequencies: nil, count: 1, weight: 1, upper: 1, list: nil, in: arena)
    try unsafe bytes.withUnsafeBytes { bytes in
      let list = unsafe try PostingList(
        bytes: UnsafeRawBufferPointer(rebasing: bytes[..<count]), count: 700, shape: shape)
      let coded = CodedCursor(OpenList(arena.cell(list)), weight: 1, upper: 1, in: arena)
      for isRequired in [false, true] {
        var candidates = Candidates(joining: .sum, listCount: 2, memory.scratch)
        candidates.fill(from: exact, 0..<1)
        var progress = 0
        #expect(throws: DamagedPostings.self) {
          try candidates.join(
            coded, list: 1, isRequired: isRequired, progress: &progress, keeping: .empty)
        }
      }
    }
  }

  /// A list of documents that have a term once.
  private static func encoded(_ documents: [UInt32], _ shape: ListShape) -> [UInt8] {
    let norms = [UInt8](repeating: 10, count: shape.documentCount)
    let frequencies = [UInt32](repeating: 1, count: documents.count)
    var postings: [UInt8] = []
    var positions: [UInt8] = []
    unsafe norms.withUnsafeBufferPointer { norms in
      unsafe documents.withUnsafeBufferPointer { documents in
        unsafe frequencies.withUnsafeBufferPointer { frequencies in
          var encoder = unsafe PostingEncoder(
            shape: shape, norms: norms.baseAddress!, widths: nil,
            impacts: ImpactTable(parameters: RankingParameters(), averageLength: 10, scale: 1))
          encoder.encode(
            unsafe PostingColumns(
              documents: documents.baseAddress!, frequencies: frequencies.baseAddress!,
              excess: nil, positions: nil, count: documents.count,
              positionCount: documents.count),
            into: &postings, positions: &positions)
        }
      }
    }
    return postings
  }
}
