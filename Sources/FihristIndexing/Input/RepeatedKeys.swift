/// The first keys, by their bytes, of those that several documents of an input have: as many as a
/// report has samples.
///
/// They do not depend on the order in which they are added.
package struct RepeatedKeys: Sendable, Hashable {
  /// The keys, each once, in ascending order.
  package private(set) var all: [[UInt8]] = []

  /// No keys.
  package init() {}

  /// Adds a key.
  package mutating func add(_ key: [UInt8]) {
    let index = all.firstIndex { !$0.lexicographicallyPrecedes(key) } ?? all.endIndex
    if index < all.endIndex, all[index] == key { return }
    guard index < InputReport.sampleLimit else { return }
    all.insert(key, at: index)
    if all.count > InputReport.sampleLimit { all.removeLast() }
  }

  /// Adds the keys of `other`.
  package mutating func add(_ other: RepeatedKeys) {
    for key in other.all { add(key) }
  }
}
