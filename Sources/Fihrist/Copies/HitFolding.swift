/// Folds hits under earlier ones that they are copies of.
struct HitFolding {
  /// The hits that are not copies of earlier ones, each with the keys of its copies.
  private(set) var hits: [Hit] = []

  private var sets: [ShingleSet] = []
  private var texts: CopyTexts
  private let commit: OpenCommit

  init(_ commit: OpenCommit) throws(IndexError) {
    self.commit = commit
    texts = try CopyTexts(commit.snapshot)
  }

  /// Adds the next hit.
  ///
  /// - Complexity: That of reading its text, and O(shingles) for each hit before it.
  mutating func add(_ hit: Hit) throws(IndexError) {
    guard let location = try commit.document(withKey: hit.key) else { return }
    let set = try texts.shingles(of: location.document, segment: location.segment)
    let original = sets.firstIndex { $0.overlap(with: set) >= CopiesRequest.usualOverlap }
    if let original {
      hits[original].copies.append(hit.key)
    } else {
      hits.append(hit)
      sets.append(set)
    }
  }
}
