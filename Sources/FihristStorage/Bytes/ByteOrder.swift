/// The order of byte strings, on disk and in memory: bytes as unsigned numbers, and a prefix before
/// longer strings.
@usableFromInline
package enum ByteOrder {
  /// Negative, zero or positive as `left` comes before, equals or comes after `right`.
  @inlinable
  @inline(__always)
  package static func compare(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
  ) -> Int {
    let common = min(left.count, right.count)
    var index = 0
    while index < common {
      let (a, b) = unsafe (left[index], right[index])
      if a != b { return a < b ? -1 : 1 }
      index &+= 1
    }
    return left.count - right.count
  }

  /// The length of the common prefix of `left` and `right`, in bytes.
  @inlinable
  package static func commonPrefix(
    _ left: UnsafeBufferPointer<UInt8>, _ right: [UInt8]
  ) -> Int {
    let common = min(left.count, right.count)
    var index = 0
    while index < common, unsafe left[index] == right[index] { index += 1 }
    return index
  }
}
