/// Memory that a query takes piece by piece and gives back at once; kept for the next query.
@safe final class Arena {
  private var chunks: [UnsafeMutableRawBufferPointer] = unsafe []
  private var current = 0
  private var used = 0

  /// Bytes of the first chunk; a query of a few terms over a small segment needs no other.
  private static let leastChunk = 1 << 18

  deinit { unsafe chunks.forEach { unsafe $0.deallocate() } }

  /// Gives all memory back; what was allocated must not be used any more.
  func reset() {
    current = 0
    used = 0
  }

  /// Memory for `count` values, aligned to 64 bytes, of any content, with 64 readable bytes behind it.
  func allocate<Value>(
    _ count: Int, of type: Value.Type = Value.self
  ) -> UnsafeMutablePointer<Value> {
    let size = (count * MemoryLayout<Value>.stride + 127) & ~63
    while unsafe current < chunks.count {
      let chunk = unsafe chunks[current]
      if chunk.count - used >= size, let base = chunk.baseAddress {
        defer { used += size }
        return unsafe (base + used).bindMemory(to: type, capacity: count)
      }
      current += 1
      used = 0
    }
    let chunk = unsafe UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(size, Self.leastChunk << min(chunks.count, 8)), alignment: 64)
    unsafe chunks.append(chunk)
    return unsafe allocate(count, of: type)
  }
}
