#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A growing array of plain values with a visible address, for inner loops that add millions of
/// them.
///
/// It grows by `realloc`, which moves large blocks by remapping their pages and never has two
/// copies of them, as an array would while it grows. After the last element, ``padding`` more bytes
/// can always be read.
@frozen
@usableFromInline
@safe
package struct GrowingBuffer<Element: BitwiseCopyable>: ~Copyable, @unchecked Sendable {
  // Sendable because the memory belongs to this value alone and the value cannot be copied.

  /// Bytes after the last element that may be read.
  @inlinable package static var padding: Int { 16 }

  @usableFromInline var first: UnsafeMutablePointer<Element>
  @usableFromInline var used = 0
  @usableFromInline var allocated: Int

  /// Makes an empty buffer for `capacity` elements.
  @inlinable
  package init(capacity: Int = 0) {
    allocated = max(capacity, 8)
    unsafe first = Self.memory(nil, for: allocated)
  }

  @inlinable
  deinit { unsafe Self.release(first) }

  /// The first element.
  @inlinable package var base: UnsafeMutablePointer<Element> { unsafe first }

  /// How many elements there are.
  @inlinable package var count: Int { used }

  /// How many elements fit into its memory.
  @inlinable package var capacity: Int { allocated }

  /// The bytes of memory it holds.
  @inlinable package var byteCount: Int { allocated * MemoryLayout<Element>.stride }

  /// Reserves memory for `extra` more elements.
  @inlinable
  @inline(__always)
  package mutating func reserve(_ extra: Int) {
    if allocated &- used < extra { grow(by: extra) }
  }

  /// Adds an element.
  @inlinable
  @inline(__always)
  package mutating func append(_ element: Element) {
    reserve(1)
    unsafe first[used] = element
    used &+= 1
  }

  /// Adds `source.count` elements.
  @inlinable
  package mutating func append(contentsOf source: UnsafeBufferPointer<Element>) {
    reserve(source.count)
    guard let start = source.baseAddress else { return }
    unsafe (first + used).update(from: start, count: source.count)
    used += source.count
  }

  /// Adds `extra` elements that the caller has written after the last one, in reserved memory.
  @inlinable
  @inline(__always)
  package mutating func commit(_ extra: Int) {
    assert(extra >= 0 && used + extra <= allocated)
    used &+= extra
  }

  /// Forgets all elements from `count` on and keeps the memory.
  @inlinable
  package mutating func truncate(to count: Int) {
    assert(count >= 0 && count <= used)
    used = count
  }

  /// Forgets all elements, and the memory of more than `limit` elements.
  package mutating func removeAll(keepingAtMost limit: Int) {
    used = 0
    guard allocated > limit else { return }
    unsafe Self.release(first)
    allocated = max(limit / 16, 8)
    unsafe first = Self.memory(nil, for: allocated)
  }

  /// Makes it `count` elements, all equal to `element`.
  @inlinable
  package mutating func fill(count: Int, with element: Element) {
    used = 0
    reserve(count)
    unsafe first.update(repeating: element, count: count)
    used = count
  }

  /// The elements, valid until the next change.
  @inlinable
  @inline(__always)
  package var elements: UnsafeBufferPointer<Element> {
    unsafe UnsafeBufferPointer(start: first, count: used)
  }

  @usableFromInline
  @inline(never)
  mutating func grow(by extra: Int) {
    allocated = max(used + extra, allocated + allocated / 2)
    unsafe first = Self.memory(first, for: allocated)
  }

  @usableFromInline
  static func memory(
    _ old: UnsafeMutablePointer<Element>?, for capacity: Int
  ) -> UnsafeMutablePointer<Element> {
    let byteCount = capacity * MemoryLayout<Element>.stride + padding
    guard let memory = unsafe realloc(old, byteCount) else {
      preconditionFailure("out of memory")
    }
    return unsafe memory.assumingMemoryBound(to: Element.self)
  }

  @usableFromInline
  static func release(_ memory: UnsafeMutablePointer<Element>) { unsafe free(memory) }
}
