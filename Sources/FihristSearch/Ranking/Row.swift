/// A row of plain values in a query's arena: shared by all that hold it, like a pointer.
@safe struct Row<Element> {
  private let base: UnsafeMutablePointer<Element>

  /// How many values there are.
  private(set) var count = 0

  /// Makes room for `room` values.
  init(room: Int, in arena: Arena) { unsafe base = arena.allocate(room) }

  /// The numbers of the values.
  var indices: Range<Int> { 0..<count }

  /// Whether there is none.
  var isEmpty: Bool { count == 0 }

  /// Appends a value; there must be room.
  mutating func append(_ value: Element) {
    unsafe (base + count).initialize(to: value)
    count += 1
  }

  /// Drops the values from number `count` on.
  mutating func removeLast(to count: Int) { self.count = min(self.count, count) }

  /// Keeps the values that pass `test`, in their order.
  mutating func keep(where test: (Element) -> Bool) {
    var kept = 0
    for index in indices where unsafe test(base[index]) {
      unsafe base[kept] = unsafe base[index]
      kept += 1
    }
    count = kept
  }

  /// Whether one passes `test`.
  func contains(where test: (Element) -> Bool) -> Bool {
    for index in indices where unsafe test(base[index]) { return true }
    return false
  }

  /// The value `index`, which is not checked.
  @inline(__always)
  subscript(index: Int) -> Element {
    _read { yield unsafe base[index] }
    nonmutating _modify { yield unsafe &base[index] }
  }

  /// Sorts the values, which must be few: by insertion, equals in their order.
  func sort(by precedes: (Element, Element) -> Bool) {
    for index in indices.dropFirst() {
      var place = index
      while place > 0, unsafe precedes(base[place], base[place - 1]) {
        unsafe swap(&base[place], &base[place - 1])
        place -= 1
      }
    }
  }
}
