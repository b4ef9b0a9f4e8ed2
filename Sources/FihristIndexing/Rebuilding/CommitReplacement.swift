package import FihristFormat
package import FihristStorage

/// The next commit of an index, made from segments of the last commit and new ones, by an operation
/// other than a writer: a repair, a rebuild or a purge. The caller holds the writer's lock.
///
///     var commit = try CommitReplacement(of: manifest, in: directory)
///     let info = write(segment: commit.nextNumber())
///     try commit.publish(kept + [info])
package struct CommitReplacement {
  /// The commit that is replaced, and after ``publish(_:analyzerIdentity:inputs:)`` the new
  /// one.
  package private(set) var manifest: Manifest

  /// Where the index is.
  package var directory: IndexDirectory { transaction.directory }

  private var transaction: CommitTransaction
  /// The highest number handed out so far.
  private var segment: UInt64
  private let generation: UInt64

  /// Finds numbers that were never used.
  ///
  /// - Parameter manifest: The commit to replace, as it was read.
  /// - Throws: `IndexError`: `storage`, or `invalid` if no numbers are left.
  package init(of manifest: Manifest, in directory: IndexDirectory) throws(IndexError) {
    // More segments than are ever made at once.
    let used = try UsedNumbers(in: directory, forSegments: 1 << 32)
    transaction = CommitTransaction(in: directory, after: manifest)
    self.manifest = manifest
    segment = max(used.segment, max(1, manifest.nextSegment) - 1)
    generation = max(used.generation, manifest.generation) + 1
  }

  /// A number for a segment that is about to be written.
  package mutating func nextNumber() -> UInt64 {
    segment += 1
    for kind in FileKind.ofSegment { transaction.stage(IndexFileName.segment(segment, kind)) }
    return segment
  }

  /// Commits `segments` instead of those of ``manifest``, and removes the files that only the old
  /// commit needed.
  ///
  /// - Parameters:
  ///   - identity: The analyzer of all of them; nil if it is the same as before.
  ///   - inputs: What becomes of what is remembered of the files that the index was fed with; they
  ///     have to be read again if documents are lost.
  /// - Throws: `IndexError`: `storage` or `moved`, as
  ///   ``/FihristFormat/CommitTransaction/publish(_:)`` has it.
  package mutating func publish(
    _ segments: [SegmentInfo], analyzerIdentity identity: String? = nil,
    inputs: InputsChange = .none
  ) throws(IndexError) {
    var next = manifest
    next.generation = generation
    next.nextSegment = segment + 1
    next.segments = segments.sorted { $0.number < $1.number }
    if let identity { next.analyzerIdentity = identity }
    switch inputs {
    case .none: break
    case .forgotten:
      // A name without files, so that later checks and purges know that there were notes.
      if next.userData[UserData.inputsName] != nil {
        next.userData[UserData.inputsName] = ImportNotes.lostValue
      }
    case .named(let value): next.userData[UserData.inputsName] = value
    }
    try transaction.publish(next)
    manifest = next
  }

  /// Removes the segments that were started and not published.
  package mutating func discard() { transaction.abandon() }
}
