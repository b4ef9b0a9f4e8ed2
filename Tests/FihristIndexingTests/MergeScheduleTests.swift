import FihristTestSupport
import Testing

@testable import FihristIndexing

@Suite struct MergeScheduleTests {
  private func candidate(
    _ number: UInt64, _ bytes: UInt64, deleted: Int = 0, isCanonical: Bool = true
  ) -> MergeCandidate {
    MergeCandidate(
      number: number, byteCount: bytes, liveCount: 100 - deleted, deletedCount: deleted,
      isCanonical: isCanonical)
  }

  private var policy: MergePolicy {
    var policy = MergePolicy()
    policy.segmentsPerTier = 3
    policy.minimumBytes = 10
    policy.maximumBytes = 10_000
    policy.concurrentMerges = 1
    return policy
  }

  @Test func `a full tier is merged, with what is smaller`() {
    let two = [candidate(1, 20), candidate(2, 25)]
    #expect(policy.choose(two) == nil)
    #expect(policy.choose(two + [candidate(3, 15)]) == [3, 1, 2])
    #expect(policy.choose(two + [candidate(3, 5), candidate(4, 22)]) == [3, 1, 4, 2])
    #expect(policy.choose(two + [candidate(3, 500), candidate(4, 5)]) == nil)
  }

  @Test func `large segments rest, and no merge goes beyond the limit`() {
    #expect(policy.choose((1...6).map { candidate($0, 6_000) }) == nil)
    let close = (1...4).map { candidate($0, 4_900) }
    #expect(policy.choose(close) == [1, 2])
  }

  @Test func `a worn segment is rewritten by itself`() {
    #expect(policy.choose([candidate(1, 9_000, deleted: 30)]) == nil)
    #expect(policy.choose([candidate(1, 9_000, deleted: 31)]) == [1])
    #expect(policy.choose([candidate(1, 10, deleted: 100)]) == [1])
  }

  @Test func `no merge takes more segments than it may, and several do what one would`() {
    var policy = policy
    policy.segmentsPerMerge = 3
    let five = (1...5).map { candidate($0, 20) }
    #expect(policy.choose(five) == [1, 2, 3])
    #expect(policy.choose(five, toSegments: 1) == [1, 2, 3])
    let rest = [candidate(4, 20), candidate(5, 20), candidate(6, 60)]
    #expect(policy.choose(rest, toSegments: 1) == [4, 5, 6])
    #expect(policy.choose([candidate(7, 100)], toSegments: 1) == nil)
  }

  @Test func `merges are narrow and one at a time where memory is small`() {
    var options = IndexingOptions()
    options.limitMerges()
    #expect(options.mergePolicy == MergePolicy())
    options.memory = 64 << 20
    options.limitMerges()
    #expect(options.mergePolicy.concurrentMerges == 1)
    #expect(options.mergePolicy.segmentsPerMerge == 16)
  }

  @Test func `a request for fewer segments takes the smallest`() {
    let all = [candidate(1, 900), candidate(2, 20), candidate(3, 40), candidate(4, 30)]
    #expect(policy.choose(all, toSegments: 4) == nil)
    #expect(policy.choose(all, toSegments: 3) == [2, 4])
    #expect(policy.choose(all, toSegments: 1) == [2, 4, 3, 1])
    #expect(policy.choose([candidate(1, 5)], toSegments: 1) == nil)
    #expect(policy.choose([candidate(1, 5, isCanonical: false)], toSegments: 1) == [1])
    #expect(policy.choose([candidate(1, 5, deleted: 1)], toSegments: 1) == [1])
    #expect(policy.choose([], toSegments: 1) == nil)
  }

  @Test func `one merge at a time where the policy says so, and each request is answered`() {
    var schedule = MergeSchedule(policy: policy, isAutomatic: true)
    let three = (1...3).map { candidate($0, 20) }
    #expect(schedule.handle(.published(three)) == [.start(.init(id: 1, segments: [1, 2, 3]))])
    #expect(schedule.handle(.published(three + [candidate(4, 20)])) == [])
    #expect(schedule.handle(.requested(id: 1, segments: 1)) == [.cancel(id: 1)])
    #expect(schedule.handle(.requested(id: 2, segments: 1)) == [])
    let started = schedule.handle(.stopped(id: 1, failed: false))
    #expect(started == [.start(.init(id: 2, segments: [1, 2, 3, 4]))])
    #expect(
      schedule.handle(.finished(id: 2, makes: 5, [candidate(5, 80)])) == [
        .satisfied(request: 1), .satisfied(request: 2),
      ])
    #expect(schedule.handle(.closing) == [])
    #expect(schedule.handle(.published(three)) == [])
  }

  @Test func `requests for different numbers are met in turn`() {
    var schedule = MergeSchedule(policy: policy, isAutomatic: false)
    let four = (1...4).map { candidate($0, 20) }
    _ = schedule.handle(.published(four))
    let first = MergeSchedule.Merge(id: 1, segments: [1, 2])
    #expect(schedule.handle(.requested(id: 1, segments: 3)) == [.start(first)])
    #expect(schedule.handle(.requested(id: 2, segments: 1)) == [])
    let rest = [candidate(3, 20), candidate(4, 20), candidate(5, 40)]
    let second = MergeSchedule.Merge(id: 2, segments: [3, 4, 5])
    #expect(
      schedule.handle(.finished(id: 1, makes: 5, rest)) == [
        .satisfied(request: 1), .start(second),
      ])
    #expect(
      schedule.handle(.finished(id: 2, makes: 6, [candidate(6, 80)])) == [.satisfied(request: 2)])
  }

  @Test func `withdrawing one request leaves the others`() {
    var schedule = MergeSchedule(policy: policy, isAutomatic: false)
    let four = (1...4).map { candidate($0, 20) }
    _ = schedule.handle(.published(four))
    let first = MergeSchedule.Merge(id: 1, segments: [1, 2, 3, 4])
    #expect(schedule.handle(.requested(id: 1, segments: 1)) == [.start(first)])
    #expect(schedule.handle(.requested(id: 2, segments: 2)) == [])
    #expect(schedule.handle(.requested(id: 3, segments: 1)) == [])
    // One that waits goes without a trace; the one that is worked on takes its merge along.
    #expect(schedule.handle(.withdrawn(id: 3)) == [])
    #expect(schedule.handle(.withdrawn(id: 1)) == [.cancel(id: 1)])
    let second = MergeSchedule.Merge(id: 2, segments: [1, 2, 3])
    #expect(schedule.handle(.stopped(id: 1, failed: false)) == [.start(second)])
    #expect(schedule.handle(.closing) == [.dropped(request: 2), .cancel(id: 2)])
  }

  @Test func `merges that are pending are told apart from none`() {
    var schedule = MergeSchedule(policy: policy, isAutomatic: true)
    #expect(schedule.status.isIdle)
    let three = (1...3).map { candidate($0, 20) }
    let large = (4...6).map { candidate($0, 900) }
    _ = schedule.handle(.published(three + large))
    #expect(schedule.status == MergeStatus(running: 1, pending: 1, isCrowded: false))
    _ = schedule.handle(.stopped(id: 1, failed: true))
    #expect(schedule.status == MergeStatus(running: 0, pending: 2, isCrowded: false))
    _ = schedule.handle(.requested(id: 1, segments: 9))
    _ = schedule.handle(.finished(id: 2, makes: 7, large + [candidate(7, 60)]))
    #expect(schedule.status == MergeStatus(running: 1, pending: 0, isCrowded: false))
    _ = schedule.handle(.finished(id: 3, makes: 8, [candidate(8, 2_760)]))
    #expect(schedule.status.isIdle)
    var manual = MergeSchedule(policy: policy, isAutomatic: false)
    _ = manual.handle(.published(three))
    #expect(manual.status == MergeStatus(running: 0, pending: 1, isCrowded: false))
  }

  @Test func `a request is met although others go on committing`() {
    var schedule = MergeSchedule(policy: policy, isAutomatic: false)
    _ = schedule.handle(.published([candidate(1, 500), candidate(2, 20)]))
    let first = MergeSchedule.Merge(id: 1, segments: [2, 1])
    #expect(schedule.handle(.requested(id: 1, segments: 1)) == [.start(first)])
    let later = (3...9).map { candidate($0, 20) }
    #expect(schedule.handle(.published([candidate(1, 500), candidate(2, 20)] + later)) == [])
    #expect(
      schedule.handle(.finished(id: 1, makes: 10, later + [candidate(10, 500)])) == [
        .satisfied(request: 1)
      ])
    let second = MergeSchedule.Merge(id: 2, segments: [3, 4, 5, 6, 7, 8])
    #expect(schedule.handle(.requested(id: 1, segments: 3)) == [.start(second)])
    let rest = [candidate(9, 20), candidate(10, 500), candidate(11, 120)]
    #expect(schedule.handle(.finished(id: 2, makes: 11, rest)) == [.satisfied(request: 1)])
  }

  @Test func `where several merges may run, none works on the segments of another`() {
    var policy = policy
    policy.concurrentMerges = 2
    var schedule = MergeSchedule(policy: policy, isAutomatic: true)
    let large = (1...3).map { candidate($0, 2_000) }
    let small = (4...6).map { candidate($0, 20) }
    let first = MergeSchedule.Merge(id: 1, segments: [1, 2, 3])
    let second = MergeSchedule.Merge(id: 2, segments: [4, 5, 6])
    #expect(schedule.handle(.published(large)) == [.start(first)])
    #expect(schedule.handle(.published(large + small)) == [.start(second)])
    let more = (7...9).map { candidate($0, 20) }
    #expect(schedule.handle(.published(large + small + more)) == [])
    // The small ones are done first, and those that came meanwhile have their turn.
    let third = MergeSchedule.Merge(id: 3, segments: [7, 8, 9])
    let merged = [candidate(10, 60)]
    #expect(schedule.handle(.finished(id: 2, makes: 10, large + more + merged)) == [.start(third)])
    #expect(schedule.handle(.requested(id: 1, segments: 1)) == [.cancel(id: 1), .cancel(id: 3)])
    #expect(schedule.handle(.stopped(id: 1, failed: false)) == [])
    #expect(schedule.handle(.published(large + more + merged)) == [])
    let all = MergeSchedule.Merge(id: 4, segments: [7, 8, 9, 10, 1, 2, 3])
    #expect(schedule.handle(.stopped(id: 3, failed: false)) == [.start(all)])
    let last = MergeSchedule.Event.finished(id: 4, makes: 11, [candidate(11, 6_000)])
    #expect(schedule.handle(last) == [.satisfied(request: 1)])
    let fifth = MergeSchedule.Merge(id: 5, segments: [4, 5, 6])
    let sixth = MergeSchedule.Merge(id: 6, segments: [1, 2, 3])
    #expect(schedule.handle(.published(large + small)) == [.start(fifth), .start(sixth)])
    #expect(schedule.handle(.stopped(id: 5, failed: true)) == [])
    #expect(schedule.handle(.closing) == [.cancel(id: 6)])
    #expect(schedule.handle(.stopped(id: 6, failed: false)) == [])
  }

  @Test func `after a failure nothing starts until something changes`() {
    var schedule = MergeSchedule(policy: policy, isAutomatic: true)
    let three = (1...3).map { candidate($0, 20) }
    _ = schedule.handle(.published(three))
    #expect(schedule.handle(.stopped(id: 1, failed: true)) == [])
    #expect(schedule.handle(.withdrawn(id: 1)) == [])
    #expect(schedule.handle(.published(three)) == [.start(.init(id: 2, segments: [1, 2, 3]))])
    #expect(schedule.handle(.requested(id: 1, segments: 1)) == [.cancel(id: 2)])
    #expect(
      schedule.handle(.stopped(id: 2, failed: false)) == [
        .start(.init(id: 3, segments: [1, 2, 3]))
      ])
    #expect(schedule.handle(.stopped(id: 3, failed: true)) == [.failed(request: 1)])
  }

  @Test func `it is crowded while a merge runs and too many wait, and never without one`() {
    var policy = policy
    policy.segmentLimit = 4
    var schedule = MergeSchedule(policy: policy, isAutomatic: true)
    let four = (1...4).map { candidate($0, 20) }
    let large = (5...9).map { candidate($0, 9_000) }
    _ = schedule.handle(.published(four + large))
    #expect(schedule.status.running > 0 && !schedule.status.isCrowded)
    _ = schedule.handle(.published(four + large + [candidate(10, 20)]))
    #expect(schedule.status.isCrowded)
    _ = schedule.handle(.finished(id: 1, makes: 11, [candidate(10, 20), candidate(11, 80)]))
    #expect(!schedule.status.isCrowded)
    let many = (1...50).map { candidate($0, 20) }
    _ = schedule.handle(.published(many))
    #expect(schedule.status.isCrowded)
    _ = schedule.handle(.stopped(id: 2, failed: true))
    #expect(schedule.status.running == 0 && !schedule.status.isCrowded)
    _ = schedule.handle(.published(many))
    #expect(schedule.status.isCrowded)
    _ = schedule.handle(.closing)
    #expect(!schedule.status.isCrowded)
    var manual = MergeSchedule(policy: policy, isAutomatic: false)
    _ = manual.handle(.published(many))
    _ = manual.handle(.requested(id: 1, segments: 1))
    #expect(manual.status.running > 0 && !manual.status.isCrowded)
  }

  @Test func `without the automatic nothing starts unasked`() {
    var schedule = MergeSchedule(policy: policy, isAutomatic: false)
    #expect(schedule.handle(.published((1...9).map { candidate($0, 20) })) == [])
    #expect(schedule.handle(.requested(id: 1, segments: 9)) == [.satisfied(request: 1)])
  }

  /// Random events, and a runner that obeys. Never more at once than the policy says, no merge of
  /// unknown segments or of another's, and every request is answered.
  @Test(arguments: UInt64(1)...60)
  func `the schedule keeps its promises`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var policy = policy
    policy.concurrentMerges = Int(seed % 3) + 1
    policy.segmentLimit = 4
    var schedule = MergeSchedule(policy: policy, isAutomatic: seed % 4 > 0)
    var segments: [MergeCandidate] = []
    var running: [MergeSchedule.Merge] = []
    var requests: Set<UInt64> = []
    var requestCount: UInt64 = 0
    var next: UInt64 = 1
    func obey(_ actions: [MergeSchedule.Action]) {
      for action in actions {
        switch action {
        case .start(let merge):
          let taken = Set(running.flatMap(\.segments))
          #expect(taken.isDisjoint(with: merge.segments), "seed \(seed)")
          #expect(Set(merge.segments).isSubset(of: segments.map(\.number)), "seed \(seed)")
          running.append(merge)
        case .cancel(let id): #expect(running.contains { $0.id == id }, "seed \(seed)")
        case .satisfied(let request), .failed(let request), .dropped(let request):
          #expect(requests.remove(request) != nil, "seed \(seed)")
        }
      }
      #expect(running.count <= policy.concurrentMerges, "seed \(seed)")
    }
    /// One of those that run ends.
    func ending() -> MergeSchedule.Merge? {
      running.isEmpty ? nil : running.remove(at: .random(in: running.indices, using: &random))
    }
    for _ in 0..<300 {
      switch Int.random(in: 0..<12, using: &random) {
      case 0..<6:
        segments.append(candidate(next, .random(in: 1...200, using: &random)))
        next += 1
        obey(schedule.handle(.published(segments)))
      case 6:
        requestCount += 1
        requests.insert(requestCount)
        obey(
          schedule.handle(
            .requested(id: requestCount, segments: .random(in: 1...4, using: &random))))
      case 8:
        guard let request = requests.sorted().randomElement(using: &random) else { continue }
        requests.remove(request)
        obey(schedule.handle(.withdrawn(id: request)))
      case 7:
        guard let merge = ending() else { continue }
        obey(schedule.handle(.stopped(id: merge.id, failed: .random(using: &random))))
      default:
        guard let merge = ending() else { continue }
        let merged = segments.filter { merge.segments.contains($0.number) }
        segments.removeAll { merge.segments.contains($0.number) }
        segments.append(candidate(next, merged.reduce(0) { $0 + $1.byteCount }))
        next += 1
        obey(schedule.handle(.finished(id: merge.id, makes: next - 1, segments)))
      }
      #expect(
        requests.isEmpty || !running.isEmpty, "seed \(seed): a request waits for nothing")
      #expect(
        !schedule.status.isCrowded || !running.isEmpty, "seed \(seed): writers wait for nothing")
      #expect(schedule.status.running == running.count, "seed \(seed)")
    }
    obey(schedule.handle(.closing))
    while let merge = ending() { obey(schedule.handle(.stopped(id: merge.id, failed: false))) }
    #expect(schedule.handle(.published(segments)) == [], "seed \(seed)")
    #expect(requests.isEmpty && schedule.status.isIdle, "seed \(seed)")
  }
}
