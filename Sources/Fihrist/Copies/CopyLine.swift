/// A document of a cluster, before it is known which one is the earliest.
struct CopyLine: Sendable, Hashable, Codable {
  /// What identifies it.
  var key: String

  /// Its date in the first date column; `nil` without one.
  var time: Int64?

  /// The stored fields that were asked for.
  var fields: [StoredField]

  /// Whether it comes before another one in its cluster.
  func precedes(_ other: CopyLine) -> Bool {
    let (one, two) = (time ?? .max, other.time ?? .max)
    return one != two ? one < two : key.utf8.lexicographicallyPrecedes(other.key.utf8)
  }
}

extension CopyCluster {
  /// Puts documents in order, with their overlaps.
  ///
  /// - Parameter shingles: Gives the shingles of the line of a number; a document without any known
  ///   is left out.
  init<Failure: Error>(
    _ lines: [CopyLine], _ shingles: (Int) throws(Failure) -> ShingleSet?
  ) throws(Failure) {
    var first: ShingleSet?
    documents = []
    for number in lines.indices.sorted(by: { lines[$0].precedes(lines[$1]) }) {
      guard let set = try shingles(number) else { continue }
      documents.append(
        Document(
          key: lines[number].key, overlap: first.map { $0.overlap(with: set) } ?? 1,
          fields: lines[number].fields))
      first = first ?? set
    }
  }
}
