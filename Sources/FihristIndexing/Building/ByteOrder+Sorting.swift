import FihristStorage

extension ByteOrder {
  /// A string as it is sorted: nearly all comparisons end with the first eight bytes.
  private struct Item {
    var prefix: UInt64
    var index: UInt32
  }

  /// The numbers 0..<count in ascending order of their strings; equal strings by number.
  ///
  /// - Parameter bytes: The string of a number; valid until the sort ends.
  static func sorted(
    count: Int, _ bytes: (Int) -> UnsafeBufferPointer<UInt8>
  ) -> GrowingBuffer<UInt32> {
    var items: [Item] = []
    items.reserveCapacity(count)
    for index in 0..<count {
      items.append(unsafe Item(prefix: prefix(bytes(index)), index: UInt32(index)))
    }
    items.sort { a, b in
      if a.prefix != b.prefix { return a.prefix < b.prefix }
      let compared = unsafe compare(bytes(Int(a.index)), bytes(Int(b.index)))
      return compared == 0 ? a.index < b.index : compared < 0
    }
    var order = GrowingBuffer<UInt32>(capacity: count)
    for item in items { order.append(item.index) }
    return order
  }

  /// The first eight bytes as a number with the same order; a shorter string is padded with zeros.
  private static func prefix(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var value: UInt64 = 0
    for index in 0..<8 {
      unsafe value = value << 8 | (index < bytes.count ? UInt64(bytes[index]) : 0)
    }
    return value
  }
}
