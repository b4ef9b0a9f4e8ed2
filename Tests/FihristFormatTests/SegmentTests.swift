import FihristStorage
import FihristStoredDocuments
import FihristTestSupport
import Testing

@testable import FihristFormat

@Suite struct SegmentTests {
  private let home: TemporaryDirectory
  private let directory: IndexDirectory

  init() throws {
    home = try TemporaryDirectory()
    directory = IndexDirectory(path: home.path)
  }

  private func open(_ info: SegmentInfo, _ schema: Schema) throws -> SegmentReader {
    try SegmentReader(directory: directory, info: info, schema: schema)
  }

  @Test(arguments: [(1, 1), (5, 9), (150, 60), (1_100, 200)], [true, false])
  func `a segment comes back whole`(size: (Int, Int), hasPositions: Bool) throws {
    let schema = try SampleSegment.schema(positions: hasPositions)
    let sample = SampleSegment(size.0, vocabulary: size.1, schema: schema, seed: UInt64(size.0))
    let info = try sample.write(to: directory)
    #expect(info.documentCount == UInt32(size.0))
    #expect(info.spaces[0].totalLength == sample.lengths.reduce(0) { $0 + UInt64($1) })
    let segment = try open(info, schema)
    try sample.check(segment)
    var byteCount = 0
    try segment.verify { byteCount += $0 }
    #expect(byteCount > 0)
    #expect(segment.componentSizes.count == (hasPositions ? 6 : 5))
    #expect(segment.componentSizes.reduce(0) { $0 + $1.byteCount } == info.byteCount)
    #expect((segment.fieldEnds != nil) == hasPositions)
  }

  @Test(arguments: [1.0, 0.25, 1.5])
  func `boosts of all scales come back`(boost: Double) throws {
    let schema = try SampleSegment.schema(boost: boost)
    let sample = SampleSegment(60, vocabulary: 30, schema: schema, seed: 4)
    let segment = try open(try sample.write(to: directory), schema)
    try sample.check(segment)
    try segment.verify { _ in }
  }

  @Test func `a segment without documents is possible`() throws {
    let schema = try SampleSegment.schema()
    let sample = SampleSegment(0, vocabulary: 0, schema: schema, seed: 1)
    let segment = try open(try sample.write(to: directory), schema)
    try sample.check(segment)
    try segment.verify { _ in }
    #expect(try segment.term(Array("كتاب".utf8)) == nil)
  }

  @Test func `the same documents make the same bytes`() throws {
    let schema = try SampleSegment.schema()
    let sample = SampleSegment(90, vocabulary: 50, schema: schema, seed: 2)
    let (first, second) = (
      try sample.write(to: directory, number: 1), try sample.write(to: directory, number: 2)
    )
    #expect(first.files.map(\.file.checksum) == second.files.map(\.file.checksum))
    for (left, right) in zip(first.files.map(\.file), second.files.map(\.file)) {
      #expect(try home.bytes(of: left.name) == home.bytes(of: right.name))
    }
  }

  @Test func `widths survive a merge that passes on their bounds`() throws {
    let schema = try SampleSegment.schema()
    var sample = SampleSegment(50, vocabulary: 30, schema: schema, seed: 3)
    let first = try sample.write(to: directory, number: 1)
    let segment = try open(first, schema)
    let widths = try unsafe #require(segment.positionWidths)
    sample.lastPositions = (0..<50).map {
      UInt32(truncatingIfNeeded: unsafe UInt64(1) << UInt64(widths[$0]) - 1)
    }
    let second = try sample.write(to: directory, number: 2)
    #expect(first.files.map(\.file.checksum) == second.files.map(\.file.checksum))
  }

  @Test func `live documents are read with the segment`() throws {
    let schema = try SampleSegment.schema()
    let sample = SampleSegment(40, vocabulary: 30, schema: schema, seed: 5)
    var info = try sample.write(to: directory)
    var live = LiveDocuments(allLive: 40)
    live.remove(7)
    info.live = try live.write(to: directory, segment: 1, generation: 2, synchronize: false)
    info.liveCount = 39
    info.spaces[0].liveTotalLength -= UInt64(sample.lengths[7])
    let segment = try open(info, schema)
    #expect(segment.live?.isLive(7) == false)
    #expect(segment.live?.isLive(8) == true)
    try segment.verify { _ in }
    info.spaces[0].liveTotalLength += 1
    #expect(throws: IndexError.self) { try open(info, schema).verify { _ in } }
    info.liveCount = 38
    #expect(throws: IndexError.self) { _ = try open(info, schema) }
  }

  @Test func `what does not fit is refused, and no file stays behind`() throws {
    let schema = try SampleSegment.schema()
    let sample = SampleSegment(10, vocabulary: 9, schema: schema, seed: 6)
    var missing = sample
    missing.documents.removeLast()
    var disordered = sample
    disordered.terms.swapAt(0, 1)
    var swapped = sample
    swapped.keys.swapAt(0, 1)
    var short = sample
    short.lastPositions.removeLast()
    var empty = sample
    empty.terms[0].postings = []
    for wrong in [missing, disordered, swapped, short, empty] {
      let error = #expect(throws: IndexError.self) { try wrong.write(to: directory) }
      #expect(error?.kind == .invalid)
      #expect(try directory.fileNames() == [])
    }
  }

  @Test func `a missing or exchanged file is damage`() throws {
    let schema = try SampleSegment.schema()
    let info = try SampleSegment(10, vocabulary: 9, schema: schema, seed: 7).write(to: directory)
    let other = try SampleSegment(10, vocabulary: 9, schema: schema, seed: 8)
      .write(to: directory, number: 2)
    for (file, foreign) in zip(info.files.map(\.file), other.files.map(\.file)) {
      let original = try home.bytes(of: file.name)
      try home.write(try home.bytes(of: foreign.name), to: file.name)
      let exchanged = #expect(throws: IndexError.self) { _ = try open(info, schema) }
      #expect(exchanged?.kind == .damaged)
      try directory.remove(file.name)
      let missing = #expect(throws: IndexError.self) { _ = try open(info, schema) }
      #expect(missing?.kind == .damaged)
      try home.write(original, to: file.name)
    }
    try open(info, schema).verify { _ in }
  }

  @Test func `every flipped bit of a small segment is an error or changes nothing`() throws {
    let schema = try SampleSegment.schema()
    let sample = SampleSegment(6, vocabulary: 8, schema: schema, seed: 9)
    let info = try sample.write(to: directory)
    for file in info.files.map(\.file) {
      try forEveryFlippedBit(of: file.name, in: home, step: 29) { _ in
        let segment = try open(info, schema)
        try segment.verify { _ in }
        try sample.check(segment)
      }
    }
  }

  /// A file with right checksums and wrong contents must not trap either.
  @Test func `forged postings and positions are errors or other answers`() throws {
    let schema = try SampleSegment.schema()
    let sample = SampleSegment(1_030, vocabulary: 20, schema: schema, seed: 10)
    var info = try sample.write(to: directory)
    var random = SeededGenerator(seed: 11)
    for kind in [FileKind.postings, .positions] {
      let summary = try #require(info.files[kind])
      let name = summary.name
      let original = try body(of: name, kind: kind, in: home)
      for _ in 0..<40 {
        var bytes = original
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(
          in: 0...255, using: &random)
        info.files[kind] = try forge(bytes, name: name, kind: kind, in: home)
        do { try open(info, schema).verify { _ in } } catch let error as IndexError {
          #expect(error.kind == .damaged)
        }
      }
      try forge(original, name: name, kind: kind, in: home)
      info.files[kind] = summary
    }
  }
}
