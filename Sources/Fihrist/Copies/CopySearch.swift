/// Finds the copies among documents of one commit.
struct CopySearch {
  private let snapshot: Snapshot
  private let overlap: Double
  private(set) var texts: CopyTexts
  private var locations: [Snapshot.Location] = []
  private var signatures = SignatureList()

  init(_ commit: OpenCommit, overlap: Double) throws(IndexError) {
    snapshot = commit.snapshot
    self.overlap = overlap
    texts = try CopyTexts(commit)
  }

  /// Pairs that look alike and are not; more of them would be compared again.
  private static let mostDifferentPairs = 1 << 20

  /// Clusters of two documents or more, each by the order of segments and IDs.
  mutating func clusters(
    of documents: MatchingDocuments
  ) throws(IndexError) -> [[Snapshot.Location]] {
    for segment in snapshot.segments.indices {
      try documents.forEach(segment: segment) { document throws(IndexError) in
        let location = Snapshot.Location(segment: segment, document: document)
        locations.append(location)
        try texts.appendSignature(of: location, to: &signatures.bytes)
      }
    }
    var sets = JoinedSets(count: locations.count)
    var different: Set<UInt64> = []
    try CopyCandidates(signatures, overlap: overlap).forEach { one, other throws(IndexError) in
      let pair = UInt64(one) << 32 | UInt64(other)
      guard sets.first(of: one) != sets.first(of: other), !different.contains(pair)
      else { return }
      let first = try texts.shingles(of: locations[one])
      if first.overlap(with: try texts.shingles(of: locations[other])) >= overlap {
        sets.join(one, other)
      } else if different.count < Self.mostDifferentPairs {
        different.insert(pair)
      }
    }
    var clusters: [Int: [Snapshot.Location]] = [:]
    for number in locations.indices {
      clusters[sets.first(of: number), default: []].append(locations[number])
    }
    return clusters.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map(\.value)
  }
}
