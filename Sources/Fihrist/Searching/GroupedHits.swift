internal import FihristStorage

/// Hits by the values of a keyword field, in the order of the best hit of each value.
struct GroupedHits<Hit> {
  /// The hits of one value.
  struct Group {
    /// The value; nil for documents without one.
    var value: [UInt8]?
    /// How many hits came.
    var total = 0
    /// The first of them.
    var hits: [Hit] = []
  }

  private(set) var groups: [Group] = []

  private let field: Int
  private let size: Int
  private let snapshot: Snapshot
  /// For each segment and each ordinal of its column the index of the group, one more than that for
  /// ordinals that came; the last entry is for documents without a value.
  private var known: [[UInt32]]
  private var columns: [KeywordColumn?]
  private var byValue: [[UInt8]?: Int] = [:]
  private var ordinals: [UInt32] = []

  init(_ field: Int, size: Int, in snapshot: Snapshot) {
    self.field = field
    self.size = size
    self.snapshot = snapshot
    known = snapshot.segments.map { _ in [] }
    columns = snapshot.segments.map { _ in nil }
  }

  /// Adds a hit, which is not better than those that came, of the document that `ranked` names.
  mutating func add(_ hit: Hit, at ranked: RankedHit) throws(IndexError) {
    let index = try group(of: ranked)
    groups[index].total += 1
    if groups[index].hits.count < size { groups[index].hits.append(hit) }
  }

  private mutating func group(of ranked: RankedHit) throws(IndexError) -> Int {
    guard let column = try column(of: ranked.segment) else { return group(ofValue: nil) }
    try column.read(Int(ranked.document), into: &ordinals)
    let slot = ordinals.first.map { Int($0) } ?? column.stringCount
    let index = Int(known[ranked.segment][slot])
    if index > 0 { return index - 1 }
    let value = slot < column.stringCount ? try column.string(slot) : nil
    let group = group(ofValue: value)
    known[ranked.segment][slot] = UInt32(group + 1)
    return group
  }

  private mutating func group(ofValue value: [UInt8]?) -> Int {
    if let known = byValue[value] { return known }
    groups.append(Group(value: value))
    byValue[value] = groups.count - 1
    return groups.count - 1
  }

  private mutating func column(of segment: Int) throws(IndexError) -> KeywordColumn? {
    if let column = columns[segment] { return column }
    guard case .keyword(let column)? = try snapshot.segments[segment].columns?.column(field) else {
      return nil
    }
    columns[segment] = column
    known[segment] = [UInt32](repeating: 0, count: column.stringCount + 1)
    return column
  }
}
