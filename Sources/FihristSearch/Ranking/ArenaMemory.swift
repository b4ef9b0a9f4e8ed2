internal import FihristStorage

/// The memory of a ranker's queries, one after the other: each takes it piece by piece, and all of
/// it is given back when the query ends.
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

  /// Where queries take memory; to be used only as long as this owner lives.
  var arena: Arena { unsafe Arena(state: state) }

  /// Takes all memory back; debug builds stop at what uses a column of before.
  mutating func reset() {
    unsafe state.pointee.lease = state.pointee.lease.renewed()
    unsafe state.pointee.current = 0
    unsafe state.pointee.rest = state.pointee.chunks.first ?? Arena.nothing
  }
}
