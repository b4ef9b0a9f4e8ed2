internal import FihristFormat
internal import FihristStorage

/// A cursor over a list that has a code for the bound of each posting, and a table of what each of
/// the 16 codes is in units.
protocol CodedList: PostingCursor {
  /// The list.
  var list: OpenList { get }

  /// The bound, in units, of each code.
  var table: Column<UInt8> { get }
}

extension CodedList {
  /// A table before ``quantize(units:factors:)``.
  static func emptyTable(in arena: Arena) -> Column<UInt8> {
    let table: Column<UInt8> = arena.allocate(16)
    table.fill(0..<16, with: 0)
    return table
  }

  var count: Int { list.postings.count }

  /// The least code whose bound is at least `least`; nil if there is none.
  func code(reaching least: Int) -> UInt8? {
    // A code's bound ascends with the code.
    (UInt8(1)...15).first { table[Int($0)] >= least }
  }

  func quantize(units: Float, factors: BoundFactors) {
    list.quantize(units: units, weight: weight, factors: factors, into: table)
  }

  func upper(units: Float) -> Int { Int(table[15]) }
}
