/// Memory that a query takes piece by piece and gives back at once; kept for the next query.
@safe final class Arena {
  private var chunks: [UnsafeMutableRawBufferPointer] = unsafe []
  private var current = 0
  /// What is left of the current chunk. Behind a pointer: properties of a class are checked for
  /// exclusive use each time, and every list takes several pieces.
  private let rest: UnsafeMutablePointer<UnsafeMutableRawBufferPointer>

  /// Bytes of the first chunk; a query of a few terms over a small segment needs no other.
  private static let leastChunk = 1 << 18

  init() {
    unsafe rest = .allocate(capacity: 1)
    unsafe rest.initialize(to: UnsafeMutableRawBufferPointer(start: nil, count: 0))
  }

  deinit {
    unsafe chunks.forEach { unsafe $0.deallocate() }
    unsafe rest.deallocate()
  }

  /// Gives all memory back; what was allocated must not be used any more.
  func reset() {
    current = 0
    unsafe rest.pointee = unsafe chunks.first ?? UnsafeMutableRawBufferPointer(start: nil, count: 0)
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
    let left = unsafe rest.pointee
    guard left.count >= size, let base = left.baseAddress else {
      return unsafe takeFromNextChunk(size)
    }
    unsafe rest.pointee = unsafe UnsafeMutableRawBufferPointer(
      start: base + size, count: left.count - size)
    return unsafe base
  }

  private func takeFromNextChunk(_ size: Int) -> UnsafeMutableRawPointer {
    while unsafe current + 1 < chunks.count {
      current += 1
      unsafe rest.pointee = unsafe chunks[current]
      if unsafe rest.pointee.count >= size { return unsafe take(size) }
    }
    let chunk = unsafe UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(size, Self.leastChunk << min(chunks.count, 8)), alignment: 64)
    unsafe chunks.append(chunk)
    unsafe current = chunks.count - 1
    unsafe rest.pointee = unsafe chunk
    return unsafe take(size)
  }
}
