import FihristFormat
import FihristStorage

extension SegmentMerger {
  /// Bytes for parts whose size does not depend on the documents: the ends of files, dictionaries,
  /// a manifest.
  private static let allowance: UInt64 = 1 << 20

  /// Bytes that the merge may write: those of the live documents of its sources. Merging does not
  /// make lists longer.
  var estimatedByteCount: UInt64 {
    sources.reduce(Self.allowance) { $0 + MergeCandidate($1).liveByteCount }
  }

  /// Refuses to start a merge that the disk has no space for; a full disk would also prevent
  /// commits.
  ///
  /// - Throws: `IndexError` of kind `storage`. If the free space is unknown, the merge is tried.
  func checkSpace() throws(IndexError) {
    let needed = estimatedByteCount
    guard let available = directory.availableByteCount, available < needed else { return }
    throw IndexError(
      .storage, path: directory.path,
      reason:
        "\(purpose.action(on: sources.count)) may take \(needed) bytes, and the disk has "
        + "\(available) left",
      advice: "free some space and \(purpose.rawValue) again (the index is whole as it is)")
  }

  /// Reads the new segment: every page against its checksum, and the counts against what was
  /// written. After the commit its sources are gone, so this is the last moment at which a write
  /// error of the disk costs nothing.
  ///
  /// - Throws: `IndexError` of kind `storage`; what `pacer` throws.
  func verify(
    _ info: SegmentInfo, order: DocumentOrder, counts: WrittenCounts, pacer: MergePacer
  ) throws {
    do {
      let reader = try SegmentReader(directory: directory, info: info, schema: schema)
      try reader.verifyPages {
        reader.releasePages()
        try pacer.step()
      }
      guard try reader.spaces.map({ try $0.lengths() }) == order.spaces.map(\.lengths),
        try Self.counts(of: reader, pacer) == counts
      else { throw IndexError.damaged(directory.path, "its counts differ") }
    } catch let error as IndexError where error.kind == .damaged {
      throw IndexError(
        .storage, path: error.path,
        reason: "a merged segment cannot be read as it was written (\(error.reason))",
        advice:
          "check the disk and the memory, and \(purpose.rawValue) again "
          + "(the index is whole as it is)")
    }
  }

  private static func counts(
    of reader: SegmentReader, _ pacer: MergePacer
  ) throws -> WrittenCounts {
    defer { reader.releasePages() }
    var counts = WrittenCounts()
    for space in reader.spaces {
      var cursor = space.makeTermCursor()
      while try cursor.next() {
        if counts.terms % pacingInterval == 0 { try pacer.step() }
        counts.terms += 1
        counts.postings += cursor.entry.documentFrequency
      }
    }
    return counts
  }
}

extension MergeCandidate {
  /// The live documents of `source`.
  init(_ source: SegmentMerger.Source) {
    let count = source.reader.documentCount
    let live = source.live?.liveCount ?? count
    self.init(
      number: source.reader.info.number, byteCount: source.reader.info.byteCount,
      liveCount: live, deletedCount: count - live)
  }
}
