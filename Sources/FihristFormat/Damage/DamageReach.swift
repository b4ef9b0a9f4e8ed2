package import FihristStorage

/// Which documents of a segment, and which of their words, damage to one of its files may affect.
package struct DamageReach: Sendable, Hashable {
  /// The documents, ascending, live or not; nil if they are not known.
  package var documents: [UInt32]?

  /// The most documents that may be affected, deleted ones included.
  package var documentLimit: Int

  /// The first ``termLimit`` of the terms with damaged lists; empty if all may be affected.
  package var terms: [[UInt8]] = []

  /// How many terms have damaged lists.
  package var termCount = 0

  /// Makes the reach of damage to `documents`, ascending, whatever their words are.
  package init(documents: [UInt32]) {
    self.documents = documents
    documentLimit = documents.count
  }

  /// Makes the reach of damage to lists, with no list added yet.
  init() { documentLimit = 0 }

  /// The most terms that are named.
  package static let termLimit = 10
}

extension SegmentRemains {
  /// What damage to the file of `kind` affects.
  ///
  /// - Parameter ranges: Bytes of the file that were altered; nil if all of it is lost.
  /// - Complexity: O(documents) or O(terms), depending on the kind; stored documents are decoded.
  package func reach(
    of kind: FileKind, _ ranges: [Range<Int>]?
  ) throws(IndexError) -> DamageReach {
    // The padding after a body has no meaning.
    if let ranges, let file = file(kind),
      ranges.allSatisfy({ $0.lowerBound >= FileLayout.headerByteCount + file.byteCount })
    {
      return DamageReach(documents: [])
    }
    switch kind {
    case .keys:
      let keys = readKeys()
      return reach { keys[Int($0)] == nil }
    case .documents:
      return try reach { id throws(IndexError) in try storedDocument(id) == nil }
    case .postings, .positions:
      if let ranges, let found = reach(ofLists: kind, ranges) { return found }
    default: break
    }
    return reach { _ in true }
  }

  private func reach(
    _ isTouched: (UInt32) throws(IndexError) -> Bool
  ) throws(IndexError) -> DamageReach {
    var documents: [UInt32] = []
    for id in 0..<info.documentCount where try isTouched(id) { documents.append(id) }
    return DamageReach(documents: documents)
  }

  private func reach(_ isTouched: (UInt32) -> Bool) -> DamageReach {
    DamageReach(documents: (0..<info.documentCount).filter(isTouched))
  }

  /// The terms with lists in `ranges`; nil if the terms cannot be read either.
  private func reach(ofLists kind: FileKind, _ ranges: [Range<Int>]) -> DamageReach? {
    guard let file = file(.terms),
      let sections = try? FileSections.read(file, count: schema.termSpaces.count)
    else { return nil }
    // Ranges count from the start of the file, lists from that of its body.
    let header = FileLayout.headerByteCount
    let bodyRanges = ranges.map { max(0, $0.lowerBound - header)..<max(0, $0.upperBound - header) }
    var reach = DamageReach()
    for (space, section) in zip(schema.termSpaces, sections) {
      guard
        let reader = try? TermDictionaryReader(
          file, in: section, hasPositions: space.hasPositions),
        reach.add(reader, kind: kind, ranges: bodyRanges)
      else { return nil }
    }
    reach.documentLimit = min(reach.documentLimit, Int(info.documentCount))
    return reach
  }
}

extension DamageReach {
  /// Adds the terms of `reader` whose lists lie in `ranges`.
  ///
  /// - Returns: Whether all of its terms could be read.
  fileprivate mutating func add(
    _ reader: TermDictionaryReader, kind: FileKind, ranges: [Range<Int>]
  ) -> Bool {
    var cursor = TermCursor(reader)
    var read = 0
    while (try? cursor.next()) == true {
      read += 1
      let list = kind == .postings ? cursor.entry.postings : cursor.entry.positions
      guard ranges.contains(where: { $0.overlaps(list) }) else { continue }
      termCount += 1
      if terms.count < Self.termLimit { terms.append(cursor.bytes) }
      documentLimit += cursor.entry.documentFrequency
    }
    return read == reader.termCount
  }
}
