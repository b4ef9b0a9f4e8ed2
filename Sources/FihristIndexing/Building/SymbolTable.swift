import FihristStorage

/// The symbols of a vocabulary of several levels: each stands for a row of terms, one for each
/// level. A word whose row is already in the table gets the same symbol, so a token takes 4 bytes
/// however many levels there are.
@safe
struct SymbolTable: ~Copyable {
  private var table = ByteStringTable(bits: 4)
  /// The rows, one after the other.
  private var terms = GrowingBuffer<UInt32>()
  /// The bytes of the row that is looked up. Its padding lets hashing read a little past their end.
  private var key = GrowingBuffer<UInt8>(capacity: 64)

  /// The bytes of memory it holds.
  var memoryUsed: Int { table.memoryUsed + terms.byteCount }

  /// The symbol of `row`; a new symbol if the row is new.
  mutating func symbol(of row: [UInt32]) -> UInt32 {
    key.truncate(to: 0)
    for term in row {
      for shift in stride(from: UInt32(0), to: 32, by: 8) {
        key.append(UInt8(truncatingIfNeeded: term >> shift))
      }
    }
    let tag = unsafe table.tag(key.base, count: key.count)
    if let known = unsafe table.value(of: key.base, key.count, tag: tag) { return known }
    let symbol = UInt32(terms.count / row.count)
    unsafe table.insert(key.base, count: key.count, tag: tag, value: symbol)
    for term in row { terms.append(term) }
    return symbol
  }

  /// The term of each symbol at a level, or ``Vocabulary/hole``.
  func terms(atLevel level: Int, of levelCount: Int) -> GrowingBuffer<UInt32> {
    var column = GrowingBuffer<UInt32>(capacity: terms.count / levelCount)
    for start in stride(from: level, to: terms.count, by: levelCount) {
      unsafe column.append(terms.base[start])
    }
    return column
  }

  /// The term of `symbol` at a level, or ``Vocabulary/hole``.
  @inline(__always)
  func term(of symbol: UInt32, atLevel level: Int, of levelCount: Int) -> UInt32 {
    unsafe terms.elements[Int(symbol) * levelCount + level]
  }
}
