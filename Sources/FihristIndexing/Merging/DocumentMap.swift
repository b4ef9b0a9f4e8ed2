/// The new IDs of a segment's documents.
@safe
final class DocumentMap: Sendable {
  /// Stands for a document that is not kept.
  static let gone = UInt32.max

  // Written only before the map is shared.
  private nonisolated(unsafe) let ids: UnsafeMutablePointer<UInt32>
  /// How many documents the segment has.
  let count: Int

  /// Makes a map in which all `count` documents are gone.
  init(count: Int) {
    self.count = count
    unsafe ids = .allocate(capacity: max(1, count))
    unsafe ids.initialize(repeating: Self.gone, count: max(1, count))
  }

  deinit { unsafe ids.deallocate() }

  /// The new ID of document `old`, which is below ``count``.
  @inline(__always)
  subscript(old: UInt32) -> UInt32 {
    precondition(Int(old) < count)
    return unsafe ids[Int(old)]
  }

  /// Gives document `old` a new ID; only before the map is shared.
  func set(_ old: UInt32, to new: UInt32) {
    precondition(Int(old) < count)
    unsafe ids[Int(old)] = new
  }
}
