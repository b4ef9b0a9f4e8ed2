/// A row of lists in a query's arena: shared by all that hold it, like a pointer.
@safe struct RankedLists {
  private let base: UnsafeMutablePointer<RankedList>

  /// How many lists there are.
  private(set) var count = 0

  /// Makes room for `room` lists.
  init(room: Int, in arena: Arena) { unsafe base = arena.allocate(room) }

  /// The numbers of the lists.
  var indices: Range<Int> { 0..<count }

  /// Appends a list; there must be room.
  mutating func append(_ list: RankedList) {
    unsafe (base + count).initialize(to: list)
    count += 1
  }

  /// The list `index`, which is not checked.
  @inline(__always)
  subscript(index: Int) -> RankedList {
    _read { yield unsafe base[index] }
    nonmutating _modify { yield unsafe &base[index] }
  }
}
