/// Memory that a query takes piece by piece and gives back at once; kept for the next query.
///
/// A handle, which its owner frees with ``deallocate()``: every list and column of a query has a copy, and
/// to count references costs threads that rank at once more than what they count.
@safe struct Arena {
  @safe private struct State {
    var chunks: [UnsafeMutableRawBufferPointer] = unsafe []
    var current = 0
    /// What is left of the current chunk.
    var rest = unsafe UnsafeMutableRawBufferPointer(start: nil, count: 0)
  }

  private let state: UnsafeMutablePointer<State>

  /// Bytes of the first chunk; a query of a few terms over a small segment needs no other.
  private static let leastChunk = 1 << 18

  init() {
    unsafe state = .allocate(capacity: 1)
    unsafe state.initialize(to: State())
  }

  /// Frees all memory; neither the arena nor what was allocated must be used any more.
  func deallocate() {
    unsafe state.pointee.chunks.forEach { unsafe $0.deallocate() }
    unsafe state.deinitialize(count: 1)
    unsafe state.deallocate()
  }

  /// Gives all memory back; what was allocated must not be used any more.
  func reset() {
    unsafe state.pointee.current = 0
    unsafe state.pointee.rest =
      unsafe state.pointee.chunks.first ?? UnsafeMutableRawBufferPointer(start: nil, count: 0)
  }

  /// Memory for `count` values, aligned to 64 bytes, of any content, with 64 readable bytes behind it.
  @inline(__always)
  func allocate<Value>(
    _ count: Int, of type: Value.Type = Value.self
  ) -> UnsafeMutablePointer<Value> {
    let size = (count * MemoryLayout<Value>.stride + 127) & ~63
    return unsafe take(size).bindMemory(to: type, capacity: count)
  }

  @inline(__always)
  private func take(_ size: Int) -> UnsafeMutableRawPointer {
    let left = unsafe state.pointee.rest
    guard left.count >= size, let base = left.baseAddress else {
      return unsafe takeFromNextChunk(size)
    }
    unsafe state.pointee.rest = unsafe UnsafeMutableRawBufferPointer(
      start: base + size, count: left.count - size)
    return unsafe base
  }

  private func takeFromNextChunk(_ size: Int) -> UnsafeMutableRawPointer {
    while unsafe state.pointee.current + 1 < state.pointee.chunks.count {
      unsafe state.pointee.current += 1
      unsafe state.pointee.rest = unsafe state.pointee.chunks[state.pointee.current]
      if unsafe state.pointee.rest.count >= size { return unsafe take(size) }
    }
    let chunk = unsafe UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(size, Self.leastChunk << min(state.pointee.chunks.count, 8)), alignment: 64)
    unsafe state.pointee.chunks.append(chunk)
    unsafe state.pointee.current = state.pointee.chunks.count - 1
    unsafe state.pointee.rest = unsafe chunk
    return unsafe take(size)
  }
}
