/// Folds hits under earlier ones that they are copies of.
struct HitFolding {
  /// The hits that are not copies of earlier ones, each with the keys of its copies.
  private(set) var hits: [Hit] = []

  private var locations: [Snapshot.Location] = []
  private var signatures = SignatureTable(
    leastEqual: CopyCandidates.leastEqual(overlap: CopiesRequest.usualOverlap))
  private var texts: CopyTexts
  private let commit: OpenCommit

  /// - Parameter texts: What reads the texts of `commit`.
  init(_ commit: OpenCommit, _ texts: CopyTexts) {
    self.commit = commit
    self.texts = texts
  }

  /// Adds the next hit.
  ///
  /// - Complexity: Signatures are compared with those of the hits before it that may be like it;
  ///   texts are read only of those that are.
  mutating func add(_ hit: Hit) throws(IndexError) {
    guard let found = try commit.document(withKey: hit.key) else { return }
    let location = Snapshot.Location(segment: found.segment, document: found.document)
    var signature: [UInt8] = []
    try texts.appendSignature(of: location, to: &signature)
    for number in signatures.similar(to: signature) {
      let first = try texts.shingles(of: locations[number])
      guard first.overlap(with: try texts.shingles(of: location)) >= CopiesRequest.usualOverlap
      else { continue }
      hits[number].copies.append(hit.key)
      return
    }
    hits.append(hit)
    locations.append(location)
    signatures.append(signature)
  }
}
