/// What the ranking kernels do, said plainly: each kernel must give exactly these bytes.
enum KernelTwins {
  /// The code of document `document` of a dense term.
  static func code(_ nibbles: [UInt8], _ document: Int) -> UInt8 {
    let byte = nibbles[document / 64 * 32 + document % 32]
    return document % 64 < 32 ? byte & 15 : byte >> 4
  }

  static func dense(
    _ bounds: [UInt8], nibbles: [[UInt8]], tables: [[UInt8]],
    update: (_ old: UInt8, _ sum: UInt8, _ all: Bool) -> UInt8
  ) -> [UInt8] {
    bounds.indices.map { document in
      var sum: UInt8 = 0
      var all = true
      for (term, table) in zip(nibbles, tables) {
        let value = table[Int(code(term, document))]
        sum &+= value
        if value == 0 { all = false }
      }
      return update(bounds[document], sum, all)
    }
  }

  static func columnMaxima(_ bounds: [UInt8]) -> [UInt8] {
    (0..<64).map { column in
      stride(from: column, to: bounds.count, by: 64).map { bounds[$0] }.max() ?? 0
    }
  }

  static func documents(_ bounds: [UInt8], in range: ClosedRange<UInt8>) -> [Int] {
    bounds.indices.filter { range.contains(bounds[$0]) }
  }

  static func expand(_ codes: [UInt8], table: [UInt8]) -> [UInt8] {
    codes.map { table[Int($0 & 15)] } + codes.map { table[Int($0 >> 4)] }
  }
}
