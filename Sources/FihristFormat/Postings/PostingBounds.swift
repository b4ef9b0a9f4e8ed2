/// The bounds of the postings of one list, computed before it is written. The memory is reused for
/// the next list.
struct PostingBounds {
  /// For each posting the upper bound of its tf part, in 255ths.
  private(set) var bounds: [UInt8] = []
  /// For each bound, how many postings have it.
  private(set) var counts = [UInt32](repeating: 0, count: 256)
  /// The greatest bound.
  private(set) var maximum: UInt8 = 0
  /// A lower bound of the tenth best tf part, in 255ths; 0 for fewer than ten postings.
  private(set) var tenthBest: UInt8 = 0

  private let impacts: ImpactTable
  /// The bounds of frequencies 1...15, 256 norms each: most postings need no division.
  private let table: [UInt8]
  private static let tableRows: UInt32 = 16

  init(impacts: ImpactTable) {
    self.impacts = impacts
    table = (0..<Self.tableRows).flatMap { frequency in
      (0...255).map { norm in
        frequency == 0 ? 0 : Self.bound(impacts, frequency: frequency, norm: UInt8(norm))
      }
    }
  }

  private static func bound(_ impacts: ImpactTable, frequency: UInt32, norm: UInt8) -> UInt8 {
    ImpactTable.upperBound(ofPart: impacts.part(frequency: frequency, norm: norm))
  }

  /// Finds the bounds of a list.
  mutating func measure(_ columns: PostingColumns, norms: UnsafePointer<UInt8>) {
    if bounds.count < columns.count {
      bounds = [UInt8](repeating: 0, count: max(columns.count, 2 * bounds.count))
    }
    for bound in 0..<256 { counts[bound] = 0 }
    let impacts = impacts
    unsafe table.withUnsafeBufferPointer { table in
      unsafe bounds.withUnsafeMutableBufferPointer { bounds in
        unsafe counts.withUnsafeMutableBufferPointer { counts in
          for index in 0..<columns.count {
            let norm = unsafe norms[Int(columns.documents[index])]
            let frequency = unsafe columns.frequencies[index]
            let bound =
              frequency < Self.tableRows
              ? unsafe table[Int(frequency) &<< 8 | Int(norm)]
              : Self.bound(impacts, frequency: frequency, norm: norm)
            unsafe bounds[index] = bound
            unsafe counts[Int(bound)] &+= 1
          }
        }
      }
    }
    maximum = UInt8(counts.lastIndex { $0 != 0 } ?? 0)
    tenthBest = columns.count < 10 ? 0 : unsafe findTenthBest(columns, norms: norms)
  }

  /// The greatest bound of the postings of `range`.
  func maximum(of range: Range<Int>) -> UInt8 {
    var greatest: UInt8 = 0
    for index in range { greatest = max(greatest, bounds[index]) }
    return greatest
  }

  /// The lower bound of the tenth best part. Bounds rise with parts, so the tenth best part is
  /// among those with the tenth best bound; all parts with greater bounds come first.
  private func findTenthBest(_ columns: PostingColumns, norms: UnsafePointer<UInt8>) -> UInt8 {
    var bound = Int(maximum)
    var better = 0
    while better + Int(counts[bound]) < 10 {
      better += Int(counts[bound])
      bound -= 1
    }
    // The best 10 - better parts of this bound, worst first.
    var best: [Float] = []
    let wanted = 10 - better
    for index in 0..<columns.count where bounds[index] == UInt8(bound) {
      let part = unsafe impacts.part(
        frequency: columns.frequencies[index], norm: norms[Int(columns.documents[index])])
      if best.count == wanted {
        if part <= best[0] { continue }
        best.removeFirst()
      }
      best.insert(part, at: best.firstIndex { $0 > part } ?? best.count)
    }
    return ImpactTable.lowerBound(ofPart: best[0])
  }
}
