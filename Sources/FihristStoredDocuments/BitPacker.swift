internal import FihristStorage

/// Writes codes one after the other, the highest bit first, into whole bytes.
enum BitPacker {
  /// Sets `bytes` to the codes of `symbols`.
  ///
  /// - Throws: ``IndexError`` of kind `invalid` if a symbol has no code.
  static func pack(
    _ symbols: borrowing GrowingBuffer<UInt32>, _ codes: [UInt32], into bytes: inout [UInt8]
  ) throws(IndexError) {
    // A code takes three bytes at the most; whole words are stored.
    let capacity = 3 * symbols.count + 16
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: repeatElement(0, count: capacity))
    let written = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe codes.withUnsafeBufferPointer { unsafe pack(symbols, $0, to: buffer.baseAddress!) }
    }
    bytes.removeLast(capacity - (written ?? 0))
    if written == nil {
      throw IndexError.invalid(
        "stored documents", "a document has words that were not counted",
        advice: "report this as a fault of the software")
    }
  }

  private static func pack(
    _ symbols: borrowing GrowingBuffer<UInt32>, _ codes: UnsafeBufferPointer<UInt32>,
    to bytes: UnsafeMutableRawPointer
  ) -> Int? {
    // The pending bits, from the highest down; fewer than 32 before each code.
    var waiting: UInt64 = 0
    var held: UInt64 = 0
    var output = 0
    for index in 0..<symbols.count {
      let symbol = unsafe Int(symbols.base[index])
      guard symbol < codes.count else { return nil }
      let entry = unsafe UInt64(codes[symbol])
      if entry == 0 { return nil }
      held &+= entry & 31
      waiting |= (entry &>> 5) &<< (64 &- held)
      if held >= 32 {
        unsafe bytes.storeBytes(
          of: UInt32(truncatingIfNeeded: waiting &>> 32).bigEndian, toByteOffset: output,
          as: UInt32.self)
        output &+= 4
        waiting &<<= 32
        held &-= 32
      }
    }
    unsafe bytes.storeBytes(
      of: UInt32(truncatingIfNeeded: waiting &>> 32).bigEndian, toByteOffset: output,
      as: UInt32.self)
    return output + Int(held &+ 7) / 8
  }
}
