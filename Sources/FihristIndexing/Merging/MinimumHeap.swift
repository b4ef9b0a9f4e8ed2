/// A binary heap with the smallest element first: just what merging sorted rows needs.
struct MinimumHeap<Element: Comparable> {
  private var elements: [Element] = []

  /// Makes an empty heap with the capacity for `capacity` elements.
  init(capacity: Int = 0) { elements.reserveCapacity(capacity) }

  /// How many elements there are.
  var count: Int { elements.count }

  /// The smallest element.
  var first: Element? { elements.first }

  /// The second smallest. It is one of the two below the root.
  var second: Element? {
    switch elements.count {
    case ...1: nil
    case 2: elements[1]
    default: min(elements[1], elements[2])
    }
  }

  /// Adds an element. O(log n).
  mutating func insert(_ element: Element) {
    elements.append(element)
    var slot = elements.count - 1
    while slot > 0, element < elements[(slot - 1) / 2] {
      elements[slot] = elements[(slot - 1) / 2]
      slot = (slot - 1) / 2
    }
    elements[slot] = element
  }

  /// Removes the smallest element. O(log n).
  mutating func removeFirst() {
    guard let last = elements.popLast(), !elements.isEmpty else { return }
    replaceFirst(with: last)
  }

  /// Replaces the smallest element by `element`. O(log n), less if it is small.
  mutating func replaceFirst(with element: Element) {
    var slot = 0
    while true {
      var child = 2 * slot + 1
      guard child < elements.count else { break }
      if child + 1 < elements.count, elements[child + 1] < elements[child] { child += 1 }
      guard elements[child] < element else { break }
      elements[slot] = elements[child]
      slot = child
    }
    elements[slot] = element
  }
}
