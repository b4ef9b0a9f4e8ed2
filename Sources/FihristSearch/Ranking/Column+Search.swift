internal import FihristKernels
internal import FihristStorage

extension Column<UInt32> {
  /// The index of the first of these ascending numbers that is at least `bound`; the count if there
  /// is none.
  @inline(__always)
  func lowerBound(of bound: UInt32) -> Int {
    unsafe fihrist_lower_bound(pointer(for: count), count, bound)
  }

  /// The same among the numbers of `range`, as an index of this column.
  @inline(__always)
  func lowerBound(of bound: UInt32, in range: Range<Int>) -> Int {
    range.lowerBound &+ self[range].lowerBound(of: bound)
  }
}
