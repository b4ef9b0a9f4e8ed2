internal import FihristStorage

/// The codes of a segment's symbols, and the section of the file that defines them.
final class WordBook: Sendable {
  /// More distinct strings than this are not worth their memory.
  static let maximumCount = 1 << 22

  /// A bit for each field whose values are words.
  let fields: UInt64

  /// For each symbol, by its number in the table that it comes from, its code, with the code's
  /// length in the low 5 bits; 0 for those that do not occur.
  let codes: [UInt32]

  /// The section: fields, lengths, strings, directory.
  let section: [UInt8]

  /// The bits of all documents together.
  let bitCount: Int

  /// Assigns codes to the symbols of `table`, which occur `counts` times each. The codes depend on
  /// the strings and their frequencies, not on their numbers.
  init(_ table: borrowing WordTable, counts: [UInt32], fields: UInt64) {
    let byString = Self.byString(table, counts)
    // Ranks of strings by frequency, the rarest first; among equals, the last in the order of
    // strings.
    var byCount = byString.indices.map {
      UInt64(counts[Int(byString[$0])]) << 32 | UInt64(UInt32.max - UInt32($0))
    }
    byCount.sort()
    let code = PrefixCode(ascending: byCount.map { $0 >> 32 })
    var lengths = [UInt8](repeating: 0, count: byString.count)
    var bits = 0
    var next = byCount.count
    for (length, count) in code.counts.enumerated() {
      for entry in byCount[(next - count)..<next] {
        lengths[Int(UInt32.max - UInt32(truncatingIfNeeded: entry))] = UInt8(length)
        bits += length * Int(entry >> 32)
      }
      next -= count
    }
    var codes = [UInt32](repeating: 0, count: table.count)
    let order = Self.assign(code, byString: byString, lengths: lengths, to: &codes)
    self.fields = fields
    self.codes = codes
    bitCount = bits
    section = WordSection.bytes(fields: fields, code: code, table: table, order: order)
  }

  /// The symbols that occur, in the order of their strings.
  private static func byString(_ table: borrowing WordTable, _ counts: [UInt32]) -> [UInt32] {
    unsafe table.withStrings { letters, starts in
      // The first eight letters, compared as one number, nearly always decide.
      var keys: [(key: UInt64, number: UInt32)] = []
      keys.reserveCapacity(counts.count)
      for number in counts.indices where counts[number] > 0 {
        let (start, end) = unsafe (Int(starts[number]), Int(starts[number + 1]))
        var key: UInt64 = 0
        for index in start..<min(start + 8, end) {
          key |= unsafe UInt64(letters[index]) << UInt64(56 - 8 * (index - start))
        }
        keys.append((key, UInt32(number)))
      }
      keys.sort { left, right in
        if left.key != right.key { return left.key < right.key }
        let (first, second) = unsafe (Int(starts[Int(left.number)]), Int(starts[Int(right.number)]))
        let order = unsafe ByteOrder.compare(
          UnsafeBufferPointer(
            start: letters + first, count: Int(starts[Int(left.number) + 1]) - first),
          UnsafeBufferPointer(
            start: letters + second, count: Int(starts[Int(right.number) + 1]) - second))
        return order < 0
      }
      return keys.map(\.number)
    }
  }

  /// Assigns the codes in the order of length and string, and returns that order.
  private static func assign(
    _ code: PrefixCode, byString: [UInt32], lengths: [UInt8], to codes: inout [UInt32]
  ) -> [UInt32] {
    var next = [Int](repeating: 0, count: code.counts.count)
    for length in 1..<next.count { next[length] = next[length - 1] + code.counts[length - 1] }
    var nextCodes = code.firstCodes
    var order = [UInt32](repeating: 0, count: byString.count)
    for (rank, number) in byString.enumerated() {
      let length = Int(lengths[rank])
      order[next[length]] = number
      next[length] += 1
      codes[Int(number)] = nextCodes[length] << 5 | UInt32(length)
      nextCodes[length] += 1
    }
    return order
  }
}
