/// Folds hits of one list under earlier ones that they are copies of.
struct HitFolding {
  /// The hits that are not copies of earlier ones, each with the keys of its copies.
  private(set) var hits: [Hit] = []

  /// Where the hit is behind which a page starts, once it is among them.
  private(set) var cursorIndex: Int?

  private let cursor: SearchCursor?

  private var signatures = SignatureTable(
    leastEqual: CopyCandidates.leastEqual(overlap: CopiesRequest.usualOverlap))

  /// With how many hits whose signature is like its own the next hit was compared already.
  private var comparedCount = 0

  /// Starts with no hit.
  ///
  /// - Parameter cursor: Behind which hit a page starts; `nil` if none.
  init(cursor: SearchCursor? = nil) { self.cursor = cursor }

  /// What becomes of a hit.
  enum Step: Equatable {
    /// It is folded, or shown.
    case done
    /// Its signature must be known.
    case needsSignature
    /// The shingles of two documents must be known.
    case needsShingles(of: [String])
  }

  /// Adds the next hit, as far as `texts` knows enough. A hit that cannot be compared is left out.
  ///
  /// - Complexity: Signatures are compared with those of the hits before it that may be like it;
  ///   shingles only of those that are.
  mutating func add(_ hit: Hit, _ texts: KnownTexts) -> Step {
    guard let signature = texts.signature(of: hit.key) else { return .needsSignature }
    guard !signature.isEmpty else { return .done }
    for number in signatures.similar(to: signature).dropFirst(comparedCount) {
      guard let overlap = texts.overlap(of: hit.key, with: hits[number].key) else {
        return .needsShingles(of: [hit.key, hits[number].key])
      }
      guard overlap >= CopiesRequest.usualOverlap else {
        comparedCount += 1
        continue
      }
      hits[number].copies.append(hit.key)
      comparedCount = 0
      return .done
    }
    show(hit, signature)
    return .done
  }

  /// Adds the next hit without comparing it.
  mutating func show(
    _ hit: Hit,
    _ signature: [UInt8] = [UInt8](repeating: 0, count: TextSignature.byteCount)
  ) {
    if cursorIndex == nil, let cursor, hit.position == cursor { cursorIndex = hits.count }
    hits.append(hit)
    signatures.append(signature)
    comparedCount = 0
  }

  /// The keys of documents that may have to be compared for the hits that come next.
  mutating func likely(_ next: ArraySlice<Hit>, _ texts: KnownTexts) -> [String] {
    var ahead = SignatureList()
    var keys: [String] = []
    let leastEqual = CopyCandidates.leastEqual(overlap: CopiesRequest.usualOverlap)
    for hit in next {
      guard let signature = texts.signature(of: hit.key), signature.contains(where: { $0 != 0 })
      else { break }
      let own = ahead.count
      ahead.bytes += signature
      let shown = signatures.similar(to: signature).map { hits[$0].key }
      let before = (0..<own).filter { ahead.equalBytes($0, own) >= leastEqual }
      if shown.isEmpty, before.isEmpty { continue }
      keys += shown + before.map { next[next.startIndex + $0].key } + [hit.key]
    }
    return keys
  }
}
