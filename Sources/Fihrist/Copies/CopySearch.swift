internal import FihristStoredDocuments

/// Finds the copies among documents of one commit.
struct CopySearch {
  private let snapshot: Snapshot
  private let overlap: Double
  private var texts: CopyTexts
  private var locations: [Snapshot.Location] = []
  private var values: [UInt32] = []
  /// Shingles that were read, by the number of their document.
  private var known: [Int: ShingleSet] = [:]

  /// So many sets of shingles take some megabytes.
  private static let knownCount = 2_000
  /// Three standard errors of an estimate.
  private static let tolerance = 0.135

  init(_ commit: OpenCommit, overlap: Double) throws(IndexError) {
    snapshot = commit.snapshot
    self.overlap = overlap
    texts = try CopyTexts(commit.snapshot)
  }

  /// Clusters of two documents or more, each by the order of segments and IDs.
  mutating func clusters(
    of documents: MatchingDocuments
  ) throws(IndexError) -> [[Snapshot.Location]] {
    for segment in snapshot.segments.indices {
      try documents.forEach(segment: segment) { document throws(IndexError) in
        locations.append(Snapshot.Location(segment: segment, document: document))
        MinHash.append(try texts.shingles(of: document, segment: segment), to: &values)
      }
    }
    let candidates = CopyCandidates(values)
    var sets = JoinedSets(count: locations.count)
    try candidates.forEach { one, other throws(IndexError) in
      guard sets.first(of: one) != sets.first(of: other),
        candidates.estimate(one, other) >= overlap - Self.tolerance,
        try shingles(one).overlap(with: shingles(other)) >= overlap
      else { return }
      sets.join(one, other)
    }
    var clusters: [Int: [Snapshot.Location]] = [:]
    for number in locations.indices {
      clusters[sets.first(of: number), default: []].append(locations[number])
    }
    return clusters.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map(\.value)
  }

  private mutating func shingles(_ number: Int) throws(IndexError) -> ShingleSet {
    if let set = known[number] { return set }
    if known.count >= Self.knownCount { known.removeAll(keepingCapacity: true) }
    let location = locations[number]
    let set = try texts.shingles(of: location.document, segment: location.segment)
    known[number] = set
    return set
  }
}
