internal import FihristStorage

/// A growing row of values of a plain type in a query's arena: copies share the values, not the
/// count.
///
/// Debug builds assert indices, capacity and the arena's lease; see ``Column``.
struct Row<Element> {
  private let values: Cell<Element>

  /// How many values there are.
  private(set) var count = 0

  #if DEBUG
    private let capacity: Int
  #endif

  /// Makes an empty row for at most `capacity` values.
  @inline(__always)
  init(capacity: Int, in arena: Arena) {
    values = arena.allocate(capacity).first
    #if DEBUG
      self.capacity = capacity
    #endif
  }

  /// The indices of the values.
  var indices: Range<Int> { 0..<count }

  /// Whether it is empty.
  var isEmpty: Bool { count == 0 }

  /// Appends a value; the capacity must not be used up.
  mutating func append(_ value: Element) {
    #if DEBUG
      assert(count < capacity, "a row of \(capacity) values is full")
    #endif
    values[count] = value
    count += 1
  }

  /// Drops the values from index `count` on.
  mutating func removeLast(to count: Int) { self.count = min(self.count, count) }

  /// Keeps the values that pass `test`, in their order.
  mutating func keep(where test: (Element) -> Bool) {
    var kept = 0
    for index in indices where test(values[index]) {
      values[kept] = values[index]
      kept += 1
    }
    count = kept
  }

  /// Whether a value passes `test`.
  func contains(where test: (Element) -> Bool) -> Bool {
    for index in indices where test(values[index]) { return true }
    return false
  }

  /// The value at `index`.
  @inline(__always)
  subscript(index: Int) -> Element {
    _read {
      assert(index >= 0 && index < count, "index \(index) of \(count) values")
      yield values[index]
    }
    nonmutating _modify {
      assert(index >= 0 && index < count, "index \(index) of \(count) values")
      yield &values[index]
    }
  }

  /// Sorts the values, which must be few, by insertion; equal values keep their order.
  func sort(by precedes: (Element, Element) -> Bool) {
    for sorted in indices.dropFirst() {
      let value = values[sorted]
      var index = sorted
      while index > 0, precedes(value, values[index - 1]) {
        values[index] = values[index - 1]
        index -= 1
      }
      values[index] = value
    }
  }
}
