internal import FihristStorage

/// The memory of a ranker's queries, one after the other: each query allocates it piece by piece
/// and returns all of it at its end.
///
/// It is safe because it is the one owner: the memory is freed with it, and columns of it end then.
@safe struct ArenaMemory: ~Copyable {
  private let state: UnsafeMutablePointer<Arena.State>

  init() {
    unsafe state = .allocate(capacity: 1)
    unsafe state.initialize(to: Arena.State())
  }

  deinit {
    _ = unsafe state.pointee.lease.renewed()
    unsafe state.pointee.chunks.forEach { unsafe $0.deallocate() }
    unsafe state.deinitialize(count: 1)
    unsafe state.deallocate()
  }

  /// The arena of queries; valid only as long as this owner lives.
  var arena: Arena { unsafe Arena(state: state) }

  /// Takes all memory back; debug builds stop when an earlier column is used after that.
  mutating func reset() {
    unsafe state.pointee.lease = state.pointee.lease.renewed()
    unsafe state.pointee.current = 0
    unsafe state.pointee.rest = state.pointee.chunks.first ?? Arena.nothing
  }
}
