internal import FihristFormat

/// A ``RecordMapping`` prepared for reading records: the purpose of each member name.
struct MemberTable: Sendable {
  /// A field that a member feeds.
  struct Target: Hashable, Sendable {
    /// The ordinal of the field.
    var field: Int
    /// The member's rank among those that can feed the field; the lowest one present counts.
    var preference: Int
    /// Whether the text is that of a piece of HTML.
    var isHTML = false
  }

  /// The purpose of a member with a certain name.
  struct Member: Hashable, Sendable {
    /// The name in UTF-8.
    var name: [UInt8]
    /// Whether its value is the document's key.
    var isKey = false
    /// The fields it feeds.
    var targets: [Target] = []
    /// The index of the level for the members of its value, if any of them matter.
    var inner: Int?
  }

  /// The members of one object that matter, as a hash table.
  private struct Level: Sendable {
    var members: [Member] = []
    /// The members that are elements of a list, by their positions in it, from 0.
    var elements: [Int: Int] = [:]
    var slots = [[Int]](repeating: [], count: 64)

    /// The index of the member called `name`, which is added if it is new.
    mutating func index(of name: Substring) -> Int {
      let bytes = Array(name.utf8)
      if let index = members.firstIndex(where: { $0.name == bytes }) { return index }
      members.append(Member(name: bytes))
      if let element = MemberPath.element(name) { elements[element] = members.count - 1 }
      slots[MemberTable.slot(length: bytes.count, first: bytes.first ?? 0)].append(
        members.count - 1)
      return members.count - 1
    }
  }

  /// The record itself comes first, and after it the objects inside it.
  private var levels = [Level()]

  /// Finds out what each member that `mapping` names means for `schema`.
  init(_ mapping: RecordMapping, schema: Schema) {
    add(mapping.key) { $0.isKey = true }
    for (ordinal, field) in schema.fields.enumerated() {
      for (preference, name) in mapping.members(of: field.name).enumerated() {
        let isHTML = MemberNames.isHTML(name)
        let target = Target(field: ordinal, preference: preference, isHTML: isHTML)
        add(name) { $0.targets.append(target) }
      }
    }
  }

  /// Records the purpose of members: the one with exactly this name, and the one that the name
  /// reaches as a path through objects.
  private mutating func add(_ name: String, _ change: (inout Member) -> Void) {
    let whole = levels[0].index(of: name[...])
    change(&levels[0].members[whole])
    let path = MemberPath.steps(name)
    guard path.count > 1 else { return }
    var level = 0
    for step in path.dropLast() {
      let member = levels[level].index(of: step)
      if levels[level].members[member].inner == nil {
        levels[level].members[member].inner = levels.count
        levels.append(Level())
      }
      level = levels[level].members[member].inner ?? 0
    }
    let last = levels[level].index(of: path[path.count - 1])
    change(&levels[level].members[last])
  }

  /// The member whose name is at `range`, in an object of `level`; nil if it is not needed.
  @inline(__always) func member(_ bytes: ByteView, _ range: Range<Int>, level: Int) -> Member? {
    let first = range.isEmpty ? 0 : bytes[range.lowerBound]
    let slot = Self.slot(length: range.count, first: first)
    for index in levels[level].slots[slot]
    where bytes.equals(range, levels[level].members[index].name) {
      return levels[level].members[index]
    }
    return nil
  }

  /// The element `position`, from 0, of a list at `level`; nil if it is not needed.
  func element(_ position: Int, level: Int) -> Member? {
    levels[level].elements[position].map { levels[level].members[$0] }
  }

  /// The last element that is needed of a list at `level`; nil if none is.
  func lastElement(level: Int) -> Int? { levels[level].elements.keys.max() }

  @inline(__always) private static func slot(length: Int, first: UInt8) -> Int {
    (length &* 7 &+ Int(first)) & 63
  }
}
