internal import FihristStorage

/// The section of a file that says which codes stand for which strings.
enum WordSection {
  /// Strings in a block; each is written as the difference from the previous one in the block.
  static let blockCount = 16

  /// The most letters that a string can share with the previous one.
  static let mostShared = 15

  /// The section for the symbols `order` of `table`, in the order of their codes.
  static func bytes(
    fields: UInt64, code: PrefixCode, table: borrowing WordTable, order: [UInt32]
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendLittleEndian(fields)
    for length in 1...PrefixCode.maximumLength { bytes.appendVarint(code.counts[length]) }
    var directory: [UInt8] = []
    unsafe table.withStrings { letters, starts in
      var previous = unsafe UnsafeBufferPointer<UInt8>(start: letters, count: 0)
      for (index, number) in order.enumerated() {
        let (start, end) = unsafe (Int(starts[Int(number)]), Int(starts[Int(number) + 1]))
        let string = unsafe UnsafeBufferPointer(start: letters + start, count: end - start)
        if index % blockCount == 0 {
          directory.appendLittleEndian(UInt32(bytes.count))
          unsafe previous = UnsafeBufferPointer(start: letters, count: 0)
        }
        unsafe append(string, after: previous, to: &bytes)
        unsafe previous = string
      }
    }
    return bytes + directory
  }

  private static func append(
    _ string: UnsafeBufferPointer<UInt8>, after previous: UnsafeBufferPointer<UInt8>,
    to bytes: inout [UInt8]
  ) {
    var shared = 0
    let limit = min(mostShared, previous.count, string.count)
    while shared < limit, unsafe previous[shared] == string[shared] { shared += 1 }
    let rest = string.count - shared
    bytes.append(UInt8(shared << 4 | min(rest, 15)))
    if rest >= 15 { bytes.append(UInt8(rest - 15)) }
    unsafe bytes.append(contentsOf: string[shared...])
  }
}
