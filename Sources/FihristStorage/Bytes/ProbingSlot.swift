/// A slot of a hash table.
@usableFromInline
package protocol ProbingSlot: BitwiseCopyable {
  /// A slot that holds nothing.
  static var empty: Self { get }

  /// Whether it holds nothing.
  var isEmpty: Bool { get }
}
