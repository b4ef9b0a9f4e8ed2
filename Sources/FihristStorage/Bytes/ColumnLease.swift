/// The period in which the memory of columns may be used: from when its owner lends it until the
/// owner takes it back.
///
/// Only debug builds keep track; elsewhere a lease is empty.
@frozen
@usableFromInline
@safe
package struct ColumnLease: BitwiseCopyable {
  #if DEBUG
    /// The owner's counter of leases; nil for memory that is never taken back. It is never freed,
    /// so that a column that is used too late can still read it.
    @usableFromInline let current: UnsafeMutablePointer<UInt64>?
    /// The number of this lease.
    @usableFromInline let number: UInt64
  #endif

  /// The first lease of an owner's memory.
  @inlinable
  package init() {
    #if DEBUG
      let counter = UnsafeMutablePointer<UInt64>.allocate(capacity: 1)
      unsafe counter.initialize(to: 0)
      unsafe current = counter
      number = 0
    #endif
  }

  /// The lease of memory that is never taken back.
  @inlinable
  package static var endless: ColumnLease {
    #if DEBUG
      return unsafe ColumnLease(nil, 0)
    #else
      return ColumnLease()
    #endif
  }

  /// Ends this lease and returns the next.
  @inlinable
  package func renewed() -> ColumnLease {
    #if DEBUG
      assertIsValid()
      var next = self
      if let current = unsafe current {
        unsafe current.pointee += 1
        next = unsafe ColumnLease(current, current.pointee)
      }
      return next
    #else
      return self
    #endif
  }

  #if DEBUG
    @usableFromInline
    init(_ current: UnsafeMutablePointer<UInt64>?, _ number: UInt64) {
      unsafe self.current = current
      self.number = number
    }
  #endif

  /// Stops a debug build that uses memory which its owner has taken back.
  @inlinable
  @inline(__always)
  package func assertIsValid() {
    #if DEBUG
      if let current = unsafe current {
        assert(unsafe current.pointee == number, "the memory was taken back by its owner")
      }
    #endif
  }
}
