internal import FihristStorage

/// The memory of a ranker's queries, one after the other: each takes it piece by piece, and all of it
/// is given back when the query ends.
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

/// Where a query takes memory: a handle to an ``ArenaMemory``.
///
/// Copied freely, and not counted: to count references costs threads that rank at once more than what
/// they count. It is safe because its owner outlives it: only rankers own such memory, and they pass
/// arenas down to calls that end before they do.
@safe struct Arena {
  @safe fileprivate struct State {
    var chunks: [UnsafeMutableRawBufferPointer] = unsafe []
    var current = 0
    /// What is left of the current chunk.
    var rest = unsafe Arena.nothing
    /// The lease of what was taken since the last reset.
    var lease = ColumnLease()
  }

  fileprivate let state: UnsafeMutablePointer<State>

  /// Bytes of the first chunk; a query of a few terms over a small segment needs no other.
  private static let smallestChunk = 1 << 18

  fileprivate static var nothing: UnsafeMutableRawBufferPointer {
    unsafe UnsafeMutableRawBufferPointer(start: nil, count: 0)
  }

  fileprivate init(state: UnsafeMutablePointer<State>) { unsafe self.state = state }

  /// Memory for `count` values of a plain type, aligned to 64 bytes, of any content, with 64 readable
  /// bytes behind it.
  @inline(__always)
  func allocate<Value>(_ count: Int, of type: Value.Type = Value.self) -> Column<Value> {
    assert(_isPOD(type), "no value of an arena is ever released")
    let size = (count * MemoryLayout<Value>.stride + 127) & ~63
    let values = unsafe take(size).bindMemory(to: type, capacity: count)
    return unsafe Column(unsafe: values, count: count, lease: state.pointee.lease)
  }

  @inline(__always)
  private func take(_ size: Int) -> UnsafeMutableRawPointer {
    let left = unsafe state.pointee.rest
    guard left.count >= size, let base = left.baseAddress else {
      return unsafe takeFromNextChunk(size)
    }
    unsafe state.pointee.rest = .init(start: base + size, count: left.count - size)
    return unsafe base
  }

  private func takeFromNextChunk(_ size: Int) -> UnsafeMutableRawPointer {
    while unsafe state.pointee.current + 1 < state.pointee.chunks.count {
      unsafe state.pointee.current += 1
      unsafe state.pointee.rest = state.pointee.chunks[state.pointee.current]
      if unsafe state.pointee.rest.count >= size { return unsafe take(size) }
    }
    let chunk = unsafe UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(size, Self.smallestChunk << min(state.pointee.chunks.count, 8)),
      alignment: 64)
    unsafe state.pointee.chunks.append(chunk)
    unsafe state.pointee.current = state.pointee.chunks.count - 1
    unsafe state.pointee.rest = chunk
    return unsafe take(size)
  }
}
