internal import FihristFormat

/// Which member of a JSON record feeds which field of a schema.
struct RecordMapping: Sendable {
  /// A field that a member feeds.
  struct Target: Hashable, Sendable {
    /// The number of the field.
    var field: Int
    /// The member's place among those that can feed the field; the lowest that is there counts.
    var rank: Int
  }

  /// What a member of one name is for.
  struct Member: Hashable, Sendable {
    /// The name in UTF-8.
    var name: [UInt8]
    /// Whether its value is the document's key.
    var isKey: Bool
    /// The fields it feeds.
    var targets: [Target]
  }

  /// The members that matter.
  let members: [Member]

  /// The members by ``slot(length:first:)`` of their names.
  private let slots: [[Int]]

  /// Collects the sources of all fields of `schema`.
  init(_ schema: Schema) {
    var members: [Member] = []
    func index(_ name: String) -> Int {
      let bytes = Array(name.utf8)
      if let index = members.firstIndex(where: { $0.name == bytes }) { return index }
      members.append(Member(name: bytes, isKey: false, targets: []))
      return members.count - 1
    }
    let key = index(schema.key)
    members[key].isKey = true
    for (number, field) in schema.fields.enumerated() {
      let sources = field.sources.isEmpty ? [field.name] : field.sources
      for (rank, source) in sources.enumerated() {
        let member = index(source)
        members[member].targets.append(Target(field: number, rank: rank))
      }
    }
    self.members = members
    var slots = [[Int]](repeating: [], count: 64)
    for (index, member) in members.enumerated() {
      slots[Self.slot(length: member.name.count, first: member.name.first ?? 0)].append(index)
    }
    self.slots = slots
  }

  /// The member whose name stands at `range`, or nil if it feeds nothing.
  @inline(__always) func member(_ bytes: ByteView, _ range: Range<Int>) -> Int? {
    let first = range.isEmpty ? 0 : bytes[range.lowerBound]
    for index in slots[Self.slot(length: range.count, first: first)]
    where bytes.equals(range, members[index].name) {
      return index
    }
    return nil
  }

  @inline(__always) private static func slot(length: Int, first: UInt8) -> Int {
    (length &* 7 &+ Int(first)) & 63
  }
}
