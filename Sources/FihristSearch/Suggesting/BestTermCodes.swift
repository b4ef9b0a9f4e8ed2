internal import FihristFormat

/// The best of the terms that a walk meets, by their codes: few of them are ever decoded.
struct BestTermCodes {
  private struct Candidate {
    /// Where its code is in ``codes``.
    var code: Range<Int>
    var documents: Int
    var cost: Int
    /// How many were added before it.
    var ordinal: Int
  }

  /// Codes of others are dropped when all have so many bytes.
  private static let mostBytes = 64 << 10

  private let order: RankedTerms.Order
  private let limit: Int
  private var candidates: [Candidate] = []
  private var codes: [UInt8] = []
  private var addedCount = 0
  /// The last of the best so far, when there were as many as wanted; nil before that.
  private var worst: (documents: Int, cost: Int)?

  init(limit: Int, by order: RankedTerms.Order) {
    (self.limit, self.order) = (limit, order)
  }

  /// Adds a term. Terms come in the order of their codes, which is that of their bytes.
  mutating func add(_ code: UnsafeBufferPointer<UInt8>, documents: Int, cost: Int) {
    // One that is as good as the worst is behind it.
    if let worst, order == .frequency || cost >= worst.cost,
      order == .distance && cost > worst.cost || documents <= worst.documents
    {
      return
    }
    let start = codes.count
    unsafe codes.append(contentsOf: code)
    candidates.append(
      Candidate(
        code: start..<codes.count, documents: documents, cost: cost, ordinal: addedCount))
    addedCount += 1
    if candidates.count >= 2 * limit + 16 { cut() }
  }

  private mutating func cut() {
    let order = order
    candidates.sort { one, other in
      if order == .distance, one.cost != other.cost { return one.cost < other.cost }
      return one.documents != other.documents
        ? one.documents > other.documents : one.ordinal < other.ordinal
    }
    if candidates.count > limit { candidates.removeSubrange(limit...) }
    if codes.count >= Self.mostBytes { dropOthers() }
    if candidates.count == limit { worst = candidates.last.map { ($0.documents, $0.cost) } }
  }

  /// Drops the codes of terms that are not among the best.
  private mutating func dropOthers() {
    var kept: [UInt8] = []
    for index in candidates.indices {
      let start = kept.count
      kept += codes[candidates[index].code]
      candidates[index].code = start..<kept.count
    }
    codes = kept
  }

  /// The best terms, in order; equal ones by their bytes.
  mutating func terms() -> [RankedTerms.Term] {
    cut()
    return candidates.compactMap { candidate in
      var bytes: [UInt8] = []
      let isTerm = unsafe codes.withUnsafeBufferPointer { codes in
        unsafe TermCode.decode(
          UnsafeBufferPointer(rebasing: codes[candidate.code]), appendingTo: &bytes)
      }
      return isTerm
        ? RankedTerms.Term(bytes: bytes, documents: candidate.documents, cost: candidate.cost)
        : nil
    }
  }
}
