import FihristFormat
import FihristTestSupport
import Testing

@testable import FihristIndexing

@Suite struct MergePacerTests {
  /// A clock that goes on only where it is told to.
  private final class Hands {
    var time = Duration.zero
    var slept = Duration.zero
    var longestNap = Duration.zero

    var clock: MergePacer.Clock {
      MergePacer.Clock(now: { self.time }) { nap in
        self.time += nap
        self.slept += nap
        self.longestNap = max(self.longestNap, nap)
      }
    }
  }

  @Test(arguments: [(1.0, 0.0), (0.5, 1), (0.25, 3), (0.1, 9), (0, 99), (7, 0), (-1, 99)])
  func `a merge rests so long that it works its share of the time`(
    share: Double, factor: Double
  ) throws {
    let hands = Hands()
    let pacer = MergePacer(
      share: MergeShare(share), clock: hands.clock, isCancelled: { false })
    var worked = Duration.zero
    for step in 0..<500 {
      let work = Duration.milliseconds(step % 7)
      hands.time += work
      worked += work
      try pacer.step()
    }
    // Only what was done since the last rest is still without one.
    let expected = worked * factor
    #expect(hands.slept <= expected * 1.001)
    #expect(hands.slept >= (worked - MergePacer.stretch) * factor * 0.999)
    #expect(hands.longestNap <= MergePacer.nap)
  }

  @Test func `a share that changes counts from the next rest on`() throws {
    let hands = Hands()
    let share = MergeShare(1)
    let pacer = MergePacer(share: share, clock: hands.clock, isCancelled: { false })
    hands.time += .seconds(1)
    try pacer.step()
    #expect(hands.slept == .zero)
    share.value = 0.5
    hands.time += .seconds(1)
    try pacer.step()
    #expect(hands.slept == .seconds(1))
  }

  @Test func `a merge that rests sees that it is cancelled`() {
    let hands = Hands()
    let pacer = MergePacer(
      share: MergeShare(0.01), clock: hands.clock, isCancelled: { hands.slept > .seconds(1) })
    hands.time += .seconds(60)
    #expect(throws: CancellationError.self) { try pacer.step() }
    #expect(hands.slept <= .seconds(1) + MergePacer.nap)
  }

  @Test func `a merge of a small share gives the same segment, later`() async throws {
    var random = RandomText(seed: 3)
    let documents = random.documents(90, keys: 200, schema: .article)
    var segments: [[String: [UInt8]]] = []
    for share in [1.0, 0.5] {
      let home = TemporaryDirectory()
      var options = IndexingOptions()
      options.mergesInBackground = false
      options.mergeShare = share
      let writer = try IndexWriter(path: home.path, options: options)
      for (number, document) in documents.enumerated() {
        try await writer.add(document)
        if number % 30 == 0 { try await writer.commit() }
      }
      try await writer.merge()
      try await writer.close()
      segments.append(try home.segmentBytes().mapValues { [UInt8]($0) })
    }
    #expect(segments[0] == segments[1])
  }
}
