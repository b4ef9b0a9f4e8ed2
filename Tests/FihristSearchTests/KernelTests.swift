import FihristKernels
import FihristTestSupport
import Testing

@Suite struct KernelTests {
  /// Every level of instructions; one that this processor lacks repeats the one below.
  static let levels = [
    FIHRIST_SIMD_SCALAR, FIHRIST_SIMD_SSE2, FIHRIST_SIMD_AVX2, FIHRIST_SIMD_AVX512,
  ].map { Int32($0.rawValue) }

  /// Group counts around every loop's unit, and a whole window.
  static let groupCounts = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 63, 64, 65, 127]

  static func bytes(_ count: Int, below limit: Int = 256, _ generator: inout SeededGenerator)
    -> [UInt8]
  {
    (0..<count).map { _ in UInt8(Int.random(in: 0..<limit, using: &generator)) }
  }

  typealias Update = @Sendable (_ old: UInt8, _ sum: UInt8, _ all: Bool) -> UInt8

  static let updates: [(fihrist_dense_mode, Update)] = [
    (fihrist_dense_store, { _, sum, _ in sum }),
    (fihrist_dense_add, { old, sum, _ in old + sum }),
    (fihrist_dense_require, { _, sum, all in all ? sum : 0 }),
    (fihrist_dense_add_matching, { old, sum, _ in old == 0 ? 0 : old + sum }),
  ]

  /// Codes of a term that about half of the documents hold.
  static func nibbles(groups: Int, _ generator: inout SeededGenerator) -> [UInt8] {
    // Kernels may read 64 bytes behind the last group.
    (0..<groups * 32 + 64).map { _ in
      let low = Bool.random(using: &generator) ? UInt8.random(in: 1...15, using: &generator) : 0
      let high = Bool.random(using: &generator) ? UInt8.random(in: 1...15, using: &generator) : 0
      return low | high << 4
    }
  }

  static func table(_ generator: inout SeededGenerator, limit: Int) -> [UInt8] {
    [0] + (1...15).map { _ in UInt8.random(in: 1...UInt8(limit), using: &generator) }.sorted()
  }

  @Test(arguments: groupCounts, levels) func `dense bounds are the sums of their tables`(
    groups: Int, level: Int32
  ) {
    let kernels = unsafe fihrist_ranking_kernels_at(level).pointee
    var generator = SeededGenerator(seed: 7 + UInt64(groups))
    for terms in 1...5 {
      let nibbles = (0..<terms).map { _ in Self.nibbles(groups: groups, &generator) }
      let tables = (0..<terms).map { _ in Self.table(&generator, limit: 40) }
      let before = Self.bytes(groups * 64, below: 50, &generator).map { $0 < 10 ? 0 : $0 }
      for (mode, update) in Self.updates {
        var bounds = before
        unsafe Self.withPointers(nibbles) { pointers in
          unsafe kernels.dense_bounds(
            &bounds, groups, pointers, tables.flatMap { $0 }, terms, mode)
        }
        let expected = KernelTwins.dense(before, nibbles: nibbles, tables: tables, update: update)
        #expect(bounds == expected, "\(mode), \(terms) terms, \(groups) groups")
      }
    }
  }

  /// Lends pointers to arrays of equal size.
  static func withPointers(
    _ arrays: [[UInt8]], _ body: (UnsafePointer<UnsafePointer<UInt8>?>) -> Void
  ) {
    let size = arrays[0].count
    let flat = arrays.flatMap { $0 }
    unsafe flat.withUnsafeBufferPointer { bytes in
      var pointers = unsafe [UnsafePointer<UInt8>?](repeating: nil, count: arrays.count)
      for index in arrays.indices {
        unsafe pointers[index] = unsafe bytes.baseAddress.map { unsafe $0 + size * index }
      }
      unsafe body(pointers)
    }
  }

  @Test(arguments: groupCounts, levels) func `excluded and dead documents lose their bounds`(
    groups: Int, level: Int32
  ) {
    let kernels = unsafe fihrist_ranking_kernels_at(level).pointee
    var generator = SeededGenerator(seed: 70 + UInt64(groups))
    let before = Self.bytes(groups * 64, &generator)
    let nibbles = Self.nibbles(groups: groups, &generator)
    var bounds = before
    unsafe fihrist_dense_exclude(&bounds, groups, nibbles)
    #expect(
      bounds == before.indices.map { KernelTwins.code(nibbles, $0) == 0 ? before[$0] : 0 })
    let words = (0..<groups).map { _ in UInt64.random(in: 0...UInt64.max, using: &generator) }
    bounds = before
    unsafe kernels.keep_bounds(&bounds, groups, words)
    #expect(bounds == before.indices.map { words[$0 / 64] >> ($0 % 64) & 1 == 1 ? before[$0] : 0 })
  }

  @Test(arguments: groupCounts, levels) func `selection finds what a filter finds`(
    groups: Int, level: Int32
  ) {
    let kernels = unsafe fihrist_ranking_kernels_at(level).pointee
    var generator = SeededGenerator(seed: 700 + UInt64(groups))
    let bounds = Self.bytes(groups * 64, &generator)
    var maxima = [UInt8](repeating: 9, count: 64)
    unsafe kernels.column_maxima(bounds, groups, &maxima)
    #expect(maxima == KernelTwins.columnMaxima(bounds))
    for range: ClosedRange<UInt8> in [1...255, 1...1, 255...255, 100...120, 200...255, 128...128] {
      let expected = KernelTwins.documents(bounds, in: range)
      if range.upperBound == 255 {
        let count = unsafe kernels.count_at_least(bounds, groups, range.lowerBound)
        #expect(count == expected.count, "\(range)")
      }
      for capacity in [bounds.count, 3, 0] {
        var found = [UInt32](repeating: 0, count: max(capacity, 1))
        let count = unsafe kernels.collect_bounds(
          bounds, groups, range.lowerBound, range.upperBound, 1000, &found, capacity)
        let wanted = expected.prefix(capacity).map { UInt32($0) + 1000 }
        #expect(Array(found.prefix(count)) == wanted, "\(range)")
      }
    }
  }

  @Test(arguments: groupCounts, levels) func `codes at least a level are found and counted`(
    groups: Int, level: Int32
  ) {
    let kernels = unsafe fihrist_ranking_kernels_at(level).pointee
    var generator = SeededGenerator(seed: 7000 + UInt64(groups))
    let nibbles = Self.nibbles(groups: groups, &generator)
    for code in UInt8(1)...15 {
      let expected = (0..<groups * 64).filter { KernelTwins.code(nibbles, $0) >= code }
      var found = [UInt32](repeating: 0, count: groups * 64 + 1)
      let count = unsafe kernels.collect_codes(nibbles, groups, code, 64, &found)
      #expect(Array(found.prefix(count)) == expected.map { UInt32($0) + 64 })
      #expect(unsafe kernels.count_codes(nibbles, groups, code) == expected.count)
    }
  }
}
