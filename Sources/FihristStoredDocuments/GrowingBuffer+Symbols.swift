internal import FihristStorage

/// The symbols of one document.
extension GrowingBuffer<UInt32> {
  /// Sets `bytes` to the symbols as varints.
  func pack(into bytes: inout [UInt8]) {
    let capacity = 5 * count
    bytes.removeAll(keepingCapacity: bytes.capacity <= 4 << 20)
    bytes.append(contentsOf: repeatElement(0, count: capacity))
    let written = unsafe bytes.withUnsafeMutableBufferPointer { bytes in
      var next = 0
      for index in 0..<count {
        var rest = unsafe base[index]
        while rest >= 0x80 {
          unsafe bytes[next] = UInt8(truncatingIfNeeded: rest) | 0x80
          rest &>>= 7
          next &+= 1
        }
        unsafe bytes[next] = UInt8(truncatingIfNeeded: rest)
        next &+= 1
      }
      return next
    }
    bytes.removeLast(capacity - written)
  }

  /// Sets the row to the symbols in `bytes`, which ``pack(into:)`` made.
  mutating func unpack(_ bytes: UnsafeBufferPointer<UInt8>) {
    removeAll(keepingAtMost: 1 << 20)
    reserve(bytes.count)
    var next = 0
    while next < bytes.count {
      var symbol: UInt32 = 0
      var shift: UInt32 = 0
      while unsafe bytes[next] >= 0x80 {
        symbol |= unsafe UInt32(bytes[next] & 0x7F) &<< shift
        shift &+= 7
        next &+= 1
      }
      unsafe append(symbol | UInt32(bytes[next]) &<< shift)
      next &+= 1
    }
  }

  /// Counts the symbols in `counts`, which has a count for each of `numbers` symbols.
  func count(in counts: inout [UInt32], numbers: Int) {
    counts.append(contentsOf: repeatElement(0, count: numbers - counts.count))
    unsafe counts.withUnsafeMutableBufferPointer { counts in
      for index in 0..<self.count {
        let symbol = unsafe Int(base[index])
        // Counting stops at the largest number; the code of such a frequent symbol is short enough.
        unsafe counts[symbol] &+= counts[symbol] == .max ? 0 : 1
      }
    }
  }
}
