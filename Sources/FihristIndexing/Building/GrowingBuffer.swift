#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A row of plain values that grows, with its address in the open: what the builder's inner loops
/// run over.
///
/// It grows by `realloc`, which moves large blocks by remapping their pages and never has two copies
/// of them, as an array would while it grows. Behind the last element ``padding`` more bytes can
/// always be read.
@safe
struct GrowingBuffer<Element: BitwiseCopyable>: ~Copyable, @unchecked Sendable {
  // Sendable because the memory belongs to this value alone and the value cannot be copied.

  /// Bytes behind the last element that may be read.
  static var padding: Int { 16 }

  /// The first element.
  private(set) var base: UnsafeMutablePointer<Element>
  /// How many elements there are.
  private(set) var count = 0
  private(set) var capacity: Int

  /// Makes an empty buffer with room for `capacity` elements.
  init(capacity: Int = 0) {
    self.capacity = max(capacity, 8)
    unsafe base = Self.memory(nil, for: self.capacity)
  }

  deinit { unsafe free(base) }

  /// The bytes of memory it holds.
  var byteCount: Int { capacity * MemoryLayout<Element>.stride }

  /// Makes room for `extra` more elements.
  @inline(__always)
  mutating func reserve(_ extra: Int) {
    if capacity - count < extra { grow(by: extra) }
  }

  /// Adds an element.
  @inline(__always)
  mutating func append(_ element: Element) {
    reserve(1)
    unsafe base[count] = element
    count += 1
  }

  /// Adds `source.count` elements.
  mutating func append(contentsOf source: UnsafeBufferPointer<Element>) {
    reserve(source.count)
    guard let first = source.baseAddress else { return }
    unsafe (base + count).update(from: first, count: source.count)
    count += source.count
  }

  /// Adds `extra` elements that the caller has written behind the last one, in reserved room.
  @inline(__always)
  mutating func commit(_ extra: Int) {
    assert(extra >= 0 && count + extra <= capacity)
    count += extra
  }

  /// Forgets all elements from `count` on and keeps the memory.
  mutating func truncate(to count: Int) {
    assert(count <= self.count)
    self.count = count
  }

  /// Makes it `count` elements, all equal to `element`.
  mutating func fill(count: Int, with element: Element) {
    self.count = 0
    reserve(count)
    unsafe base.update(repeating: element, count: count)
    self.count = count
  }

  /// The elements, valid until the next change.
  @inline(__always)
  var elements: UnsafeBufferPointer<Element> {
    unsafe UnsafeBufferPointer(start: base, count: count)
  }

  @inline(never)
  private mutating func grow(by extra: Int) {
    capacity = max(count + extra, capacity + capacity / 2)
    unsafe base = Self.memory(base, for: capacity)
  }

  private static func memory(
    _ old: UnsafeMutablePointer<Element>?, for capacity: Int
  ) -> UnsafeMutablePointer<Element> {
    let byteCount = capacity * MemoryLayout<Element>.stride + padding
    guard let memory = unsafe realloc(old, byteCount) else {
      preconditionFailure("out of memory")
    }
    return unsafe memory.assumingMemoryBound(to: Element.self)
  }
}
