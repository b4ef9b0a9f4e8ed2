import FihristStorage
import FihristTestSupport
import Testing

@testable import FihristFormat

@Suite struct LiveDocumentsTests {
  @Test(arguments: [0, 1, 63, 64, 65, 128, 1_000])
  func `deleting agrees with a set of numbers`(count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    var live = LiveDocuments(allLive: count)
    let untouched = live
    var expected = Set(0..<UInt32(count))
    for _ in 0..<count {
      let document = UInt32.random(in: 0..<UInt32(count + 3), using: &random)
      #expect(live.remove(document) == (expected.remove(document) != nil))
    }
    #expect(live.liveCount == expected.count)
    for document in 0..<UInt32(count + 100) {
      #expect(live.isLive(document) == expected.contains(document))
    }
    #expect(untouched.liveCount == count)
    #expect((0..<UInt32(count)).allSatisfy { untouched.isLive($0) })
    unsafe live.withWords { words in
      for document in 0..<count + 64 {
        let bit = unsafe words[document / 64] >> UInt64(document % 64) & 1
        #expect((bit == 1) == expected.contains(UInt32(document)))
      }
    }
  }

  @Test func `the file comes back, and every flipped bit of it is noticed`() throws {
    let home = try TemporaryDirectory()
    let directory = IndexDirectory(path: home.path)
    var live = LiveDocuments(allLive: 130)
    for document: UInt32 in [0, 64, 129] { live.remove(document) }
    let summary = try live.write(to: directory, segment: 3, generation: 5, synchronize: false)
    #expect(summary.name == "seg-0000000003-g5.live")
    func read() throws -> LiveDocuments {
      try .read(summary, from: directory, documentCount: 130, liveCount: 127)
    }
    let found = try read()
    #expect((0..<200).allSatisfy { found.isLive($0) == live.isLive($0) })
    #expect(throws: IndexError.self) {
      _ = try LiveDocuments.read(summary, from: directory, documentCount: 130, liveCount: 126)
    }
    #expect(throws: IndexError.self) {
      _ = try LiveDocuments.read(summary, from: directory, documentCount: 64, liveCount: 127)
    }
    try forEveryFlippedBit(of: summary.name, in: home) { _ in
      let found = try read()
      #expect((0..<200).allSatisfy { found.isLive($0) == live.isLive($0) })
    }
  }

  @Test func `a bit past the last document is refused`() {
    #expect(LiveDocuments(documentCount: 65, words: [.max, 1]) != nil)
    #expect(LiveDocuments(documentCount: 65, words: [.max, 2]) == nil)
    #expect(LiveDocuments(documentCount: 65, words: [.max]) == nil)
  }
}
