/// The encoded form:
///
///     {"documents":310300,
///      "spaces":[{"space":0,"length":90412034,"terms":[{"term":"نووي","documents":1312}]}]}
///
/// Spaces and terms are in ascending order, so equal statistics have equal encodings.
extension CollectionStatistics: Codable {
  private enum Member: String, CodingKey { case documents, spaces }

  private struct Space: Codable {
    var space: TermSpaceOrdinal
    var length: UInt64
    var terms: [Frequency]
  }

  private struct Frequency: Codable {
    var term: TermBytes
    var documents: UInt64
  }

  /// Reads statistics.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Member.self)
    self.init(documentCount: try members.decode(UInt64.self, forKey: .documents))
    for space in try members.decode([Space].self, forKey: .spaces) {
      totalLengths[space.space, default: 0] &+= space.length
      for frequency in space.terms {
        documentFrequencies[Term(frequency.term.bytes, in: space.space), default: 0] &+=
          frequency.documents
      }
    }
  }

  /// Writes the statistics.
  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Member.self)
    try members.encode(documentCount, forKey: .documents)
    let terms = Dictionary(grouping: documentFrequencies, by: \.key.space)
    let ordinals = Set(totalLengths.keys).union(terms.keys).sorted()
    let spaces = ordinals.map { ordinal in
      let sorted = (terms[ordinal] ?? []).sorted {
        $0.key.bytes.lexicographicallyPrecedes($1.key.bytes)
      }
      return Space(
        space: ordinal, length: totalLengths[ordinal] ?? 0,
        terms: sorted.map { Frequency(term: TermBytes($0.key.bytes), documents: $0.value) })
    }
    try members.encode(spaces, forKey: .spaces)
  }
}
