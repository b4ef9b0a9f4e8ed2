internal import FihristStorage

/// The first documents of one segment, in a heap whose root is the last of them.
struct BestDocuments {
  var columns: [SortColumn]
  private let limit: Int
  private var heap: [Entry] = []

  private struct Entry {
    var document: Int
    var first: SortColumn.Code
    /// The codes of the keys after the first; most orders have one key, which allocates nothing.
    var rest: [SortColumn.Code] = []

    /// Documents of a segment are in the order of their keys.
    func precedes(_ other: Entry) -> Bool {
      if first != other.first { return first < other.first }
      for (a, b) in zip(rest, other.rest) where a != b { return a < b }
      return document < other.document
    }
  }

  init(_ columns: [SortColumn], limit: Int) {
    self.columns = columns
    self.limit = limit
  }

  /// The first code of the last document, once as many as are wanted are there.
  var lastCode: SortColumn.Code? { heap.count == limit ? heap[0].first : nil }

  /// Takes `document` if it is among the first, whose first code is `first`.
  @inline(__always)
  mutating func offer(_ document: Int, first: SortColumn.Code) throws(IndexError) {
    if heap.count == limit {
      let last = heap[0].first
      let isBehind = columns.count == 1 && last == first && heap[0].document < document
      if last < first || isBehind { return }
    }
    try insert(document, first: first)
  }

  private mutating func insert(_ document: Int, first: SortColumn.Code) throws(IndexError) {
    var entry = Entry(document: document, first: first)
    for index in columns.indices.dropFirst() {
      entry.rest.append(try columns[index].code(of: document))
    }
    if heap.count < limit {
      heap.append(entry)
      siftUp()
    } else if entry.precedes(heap[0]) {
      heap[0] = entry
      siftDown()
    }
  }

  /// The documents, the first first.
  func sorted() -> [Int] { heap.sorted { $0.precedes($1) }.map(\.document) }

  private mutating func siftUp() {
    var slot = heap.count - 1
    while slot > 0, heap[(slot - 1) / 2].precedes(heap[slot]) {
      heap.swapAt(slot, (slot - 1) / 2)
      slot = (slot - 1) / 2
    }
  }

  private mutating func siftDown() {
    var slot = 0
    while 2 * slot + 1 < heap.count {
      var child = 2 * slot + 1
      if child + 1 < heap.count, heap[child].precedes(heap[child + 1]) { child += 1 }
      guard heap[slot].precedes(heap[child]) else { return }
      heap.swapAt(slot, child)
      slot = child
    }
  }
}
