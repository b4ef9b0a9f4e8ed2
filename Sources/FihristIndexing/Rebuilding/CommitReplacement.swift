package import FihristFormat
package import FihristStorage

/// The next commit of an index, made of segments of the last and of new ones by those who mend an index
/// and do not write to it. Its maker holds the writer's lock.
///
///     var commit = try CommitReplacement(of: manifest, in: directory)
///     let info = write(segment: commit.nextNumber())
///     try commit.publish(kept + [info])
package struct CommitReplacement {
  /// Where the index is.
  package let directory: IndexDirectory

  /// The commit that is replaced, and after ``publish(_:)`` the new one.
  package private(set) var manifest: Manifest

  /// The highest number that was given out.
  private var segment: UInt64
  private let generation: UInt64
  /// Numbers of segments that belong to no commit.
  private var begun: [UInt64] = []

  /// Looks for numbers that nobody has used.
  ///
  /// - Parameter manifest: The commit to replace; it was read, so it stands.
  /// - Throws: `IndexError`: `storage`, or `invalid` if there are no numbers left.
  package init(of manifest: Manifest, in directory: IndexDirectory) throws(IndexError) {
    // Room for more segments than are ever made at once.
    let used = try UsedNumbers(in: directory, forSegments: 1 << 32)
    self.directory = directory
    self.manifest = manifest
    segment = max(used.segment, max(1, manifest.nextSegment) - 1)
    generation = max(used.generation, manifest.generation) + 1
  }

  /// A number for a segment that is about to be written.
  package mutating func nextNumber() -> UInt64 {
    segment += 1
    begun.append(segment)
    return segment
  }

  /// Commits `segments` in the place of those of ``manifest``.
  ///
  /// - Parameter identity: The analyser of all of them; nil if it is the same as before.
  /// - Throws: `IndexError` of kind `storage`: the commit before still stands then, or whether it does is
  ///   in doubt and the files of both stay; as ``/FihristFormat/Manifest/publish(in:)`` has it.
  package mutating func publish(
    _ segments: [SegmentInfo], analyzerIdentity identity: String? = nil
  ) throws(IndexError) {
    var next = manifest
    next.generation = generation
    next.nextSegment = segment + 1
    next.segments = segments.sorted { $0.number < $1.number }
    if let identity { next.analyzerIdentity = identity }
    try next.prepare(in: directory)
    do {
      try next.publish(in: directory)
    } catch {
      // As long as it is in doubt whether the commit happened, its files must stay.
      if (try? next.withdraw(from: directory)) == nil { begun = [] }
      throw error
    }
    begun = []
    manifest = next
  }

  /// Removes the segments that were begun and not published.
  package mutating func discard() {
    for number in begun { directory.removeSegment(number) }
    begun = []
  }
}
