internal import FihristStorage

/// Where a query allocates memory: a handle to an ``ArenaMemory``.
///
/// Copied freely, without reference counting, which would slow down threads that rank at the same
/// time. It is safe because its owner outlives it: only rankers own such memory, and they pass
/// arenas down to calls that end before they do.
@safe struct Arena {
  /// What an ``ArenaMemory`` owns.
  @safe struct State {
    var chunks: [UnsafeMutableRawBufferPointer] = unsafe []
    var current = 0
    /// The rest of the current chunk.
    var rest = unsafe Arena.nothing
    /// The lease of the memory allocated since the last reset.
    var lease = ColumnLease()
  }

  let state: UnsafeMutablePointer<State>

  /// Bytes of the first chunk; a query of a few terms over a small segment needs no other.
  private static let smallestChunk = 1 << 18

  static var nothing: UnsafeMutableRawBufferPointer {
    unsafe UnsafeMutableRawBufferPointer(start: nil, count: 0)
  }

  init(state: UnsafeMutablePointer<State>) { unsafe self.state = state }

  /// Memory for `count` values of a plain type, aligned to 64 bytes, with undefined contents and 64
  /// more readable bytes after it.
  @inline(__always)
  func allocate<Value>(_ count: Int, of type: Value.Type = Value.self) -> Column<Value> {
    assert(_isPOD(type), "no value of an arena is ever released")
    let size = (count * MemoryLayout<Value>.stride + 127) & ~63
    let values = unsafe take(size).bindMemory(to: type, capacity: count)
    return unsafe Column(unsafe: values, count: count, lease: state.pointee.lease)
  }

  /// A cell that holds `value`.
  @inline(__always)
  func cell<Value>(_ value: Value) -> Cell<Value> {
    let column: Column<Value> = allocate(1)
    column[0] = value
    return column.cell(at: 0)
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
