/// Contiguous plain values, in memory that another value owns and frees.
///
/// A column is a handle: its copies share the values. It must not be used after its owner has taken
/// the memory back. Its safety is checked only partly: debug builds assert on every access that the
/// index is in range and that the owner has not taken the memory back (see ``ColumnLease``).
/// Release builds do not check, because columns are read in the innermost loops; there the loop
/// bounds must prove it.
@frozen
@usableFromInline
@safe
package struct Column<Element> {
  @usableFromInline let base: UnsafeMutablePointer<Element>
  /// How many values there are.
  @usableFromInline package let count: Int
  @usableFromInline let lease: ColumnLease

  /// Makes a column of the `count` values at `base`, which are initialized.
  @inlinable
  @inline(__always)
  package init(unsafe base: UnsafeMutablePointer<Element>, count: Int, lease: ColumnLease) {
    unsafe self.base = base
    self.count = count
    self.lease = lease
  }

  /// A column without any value.
  @inlinable
  package static var empty: Column {
    // Aligned for every type, and never read: its count is 0.
    unsafe Column(
      unsafe: UnsafeMutablePointer(bitPattern: 1 << 12)!, count: 0, lease: .endless)
  }

  /// The indices of the values.
  @inlinable
  package var indices: Range<Int> { 0..<count }

  /// The value at `index`.
  @inlinable
  package subscript(index: Int) -> Element {
    @inline(__always) _read {
      assert(index >= 0 && index < count, "index \(index) of \(count) values")
      lease.assertIsValid()
      yield unsafe base[index]
    }
    @inline(__always) nonmutating _modify {
      assert(index >= 0 && index < count, "index \(index) of \(count) values")
      lease.assertIsValid()
      yield unsafe &base[index]
    }
  }

  /// The values of `range`, shared.
  @inlinable
  package subscript(range: Range<Int>) -> Column {
    @inline(__always) get {
      assert(range.lowerBound >= 0 && range.upperBound <= count, "\(range) of \(count) values")
      return unsafe Column(unsafe: base + range.lowerBound, count: range.count, lease: lease)
    }
  }

  /// The values from `start` on, shared.
  @inlinable
  @inline(__always)
  package func suffix(from start: Int) -> Column {
    assert(start >= 0 && start <= count, "from \(start) of \(count) values")
    return unsafe Column(unsafe: base + start, count: count &- start, lease: lease)
  }

  /// A pointer to the values, for a kernel that reads or writes at most `used` of them.
  ///
  /// The pointer is valid as long as the column is.
  @inlinable
  @inline(__always)
  package func pointer(for used: Int) -> UnsafeMutablePointer<Element> {
    assert(used >= 0 && used <= count, "\(used) of \(count) values")
    lease.assertIsValid()
    return unsafe base
  }
}

extension Column {
  /// Sets the values of `range`.
  @inlinable
  @inline(__always)
  package func fill(_ range: Range<Int>, with value: Element) {
    let values = self[range]
    unsafe values.pointer(for: range.count).update(repeating: value, count: range.count)
  }

  /// Sets the first `count` values to those of `other`, which may overlap.
  @inlinable
  @inline(__always)
  package func copy(_ count: Int, from other: Column) {
    unsafe pointer(for: count).update(from: other.pointer(for: count), count: count)
  }

  /// Sorts the values.
  @inlinable
  package func sort(by precedes: (Element, Element) -> Bool) {
    var values = unsafe UnsafeMutableBufferPointer(start: pointer(for: count), count: count)
    unsafe values.sort(by: precedes)
  }
}
