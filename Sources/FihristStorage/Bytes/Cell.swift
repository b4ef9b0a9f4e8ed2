/// A handle to one plain value in memory that another value owns and frees. It is as safe as
/// ``Column``.
@frozen
@usableFromInline
@safe
package struct Cell<Value> {
  @usableFromInline let base: UnsafeMutablePointer<Value>
  @usableFromInline let lease: ColumnLease

  @inlinable
  @inline(__always)
  init(unsafe base: UnsafeMutablePointer<Value>, lease: ColumnLease) {
    unsafe self.base = base
    self.lease = lease
  }

  /// The value, which all copies of the cell share.
  @inlinable
  package var value: Value {
    @inline(__always) _read {
      lease.assertIsValid()
      yield unsafe base.pointee
    }
    @inline(__always) nonmutating _modify {
      lease.assertIsValid()
      yield unsafe &base.pointee
    }
  }

  /// The value `distance` cells later, which the caller guarantees to exist.
  @inlinable
  package subscript(distance: Int) -> Value {
    @inline(__always) _read {
      lease.assertIsValid()
      yield unsafe base[distance]
    }
    @inline(__always) nonmutating _modify {
      lease.assertIsValid()
      yield unsafe &base[distance]
    }
  }
}

extension Column {
  /// The cell of the first value; without values, of where it would be.
  @inlinable
  package var first: Cell<Element> {
    @inline(__always) get { unsafe Cell(unsafe: base, lease: lease) }
  }

  /// The cell of the value at `index`.
  @inlinable
  @inline(__always)
  package func cell(at index: Int) -> Cell<Element> {
    assert(index >= 0 && index < count, "index \(index) of \(count) values")
    return unsafe Cell(unsafe: base + index, lease: lease)
  }
}
