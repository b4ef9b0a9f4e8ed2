import FihristFormat
import FihristStorage

extension WriterCore {
  /// A merge that is ready to run on any thread, independently of this object.
  struct StartedMerge: Sendable {
    /// Runs it.
    var merger: SegmentMerger
    /// Stops it.
    var cancellation: MergeCancellation
  }

  /// Merges once, if the policy finds segments to merge that no other thread is merging.
  ///
  ///     while try core.mergeStep() {}                       // what the policy finds worthwhile
  ///     while try core.mergeStep(toSegments: 1) {}          // until one segment is left
  ///
  /// - Parameter count: How many segments may remain; `nil` leaves that to the policy.
  /// - Returns: Whether there was something to merge.
  /// - Throws: `IndexError`, or `CancellationError` if the writer was closed meanwhile; the index
  ///   is then intact, and searches find the same as before.
  package func mergeStep(toSegments count: Int? = nil) throws -> Bool {
    try check()
    let started = merges.withLock { merges -> StartedMerge? in
      let taken = merges.segments
      let free = committed.candidates.filter { !taken.contains($0.number) }
      let policy = options.mergePolicy
      let chosen = count.map { policy.choose(free, toSegments: max(1, $0)) } ?? policy.choose(free)
      return chosen.map { start(Set($0), &merges) }
    }
    guard let started else { return false }
    try end(started.merger, Result { try started.merger.run() })
    return true
  }

  /// Prepares a merge of those of `segments` that still exist.
  func startMerge(of segments: [UInt64]) -> StartedMerge {
    merges.withLock { start(Set(segments), &$0) }
  }

  private func start(_ segments: Set<UInt64>, _ merges: inout StartedMerges) -> StartedMerge {
    let sources = committed.segments.filter { segments.contains($0.info.number) }.map {
      SegmentMerger.Source(reader: $0.reader, live: $0.live)
    }
    let cancellation = MergeCancellation()
    let merger = SegmentMerger(
      sources: sources, directory: revocableDirectory, number: numbers.next(), schema: schema,
      parameters: parameters, share: mergeShare, isCancelled: { cancellation.isCancelled })
    merges.start(merger.number, of: segments, cancellation: cancellation)
    return StartedMerge(merger: merger, cancellation: cancellation)
  }

  /// Publishes the result of a merge, or removes its files.
  func end(
    _ merger: SegmentMerger, _ result: Result<SegmentMerger.Result, any Error>
  ) throws {
    defer { merges.withLock { $0.end(merger.number) } }
    do {
      let result = try result.get()
      if merger.sources.isEmpty { return }
      try change { (index) throws(IndexError) in
        try index.replace(merger.sources, with: result, nextSegment: numbers.limit)
      }
    } catch {
      committed.discard(merger.number, in: revocableDirectory)
      throw error
    }
  }
}
