import FihristKernels
import FihristTestSupport
import Testing

@Suite struct KernelPostingTests {
  static func ascending(_ count: Int, below limit: UInt32, _ generator: inout SeededGenerator)
    -> [UInt32]
  {
    var chosen = Set<UInt32>()
    while chosen.count < count { chosen.insert(.random(in: 0..<limit, using: &generator)) }
    return chosen.sorted()
  }

  @Test(arguments: KernelTests.levels) func `codes expand through their table`(level: Int32) {
    let kernels = unsafe fihrist_ranking_kernels_at(level).pointee
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<50 {
      let codes = KernelTests.bytes(64, &generator)
      let table = KernelTests.table(&generator, limit: 255)
      var values = [UInt8](repeating: 0, count: 128)
      unsafe kernels.expand_codes(codes, table, &values)
      #expect(values == KernelTwins.expand(codes, table: table))
    }
  }

  @Test(arguments: [0, 1, 3, 4, 5, 127, 128]) func `scatter adds to its documents only`(count: Int)
  {
    var generator = SeededGenerator(seed: 2 + UInt64(count))
    let documents = Self.ascending(count, below: 300, &generator)
    let values = KernelTests.bytes(count, below: 100, &generator)
    let before = KernelTests.bytes(300, below: 100, &generator).map { $0 < 50 ? 0 : $0 }
    let shifted = documents.map { $0 + 77 }
    var added = before
    var matching = before
    var cleared = before
    unsafe fihrist_scatter_add(&added, 77, shifted, values, count)
    unsafe fihrist_scatter_matching(&matching, 77, shifted, values, count)
    unsafe fihrist_scatter_clear(&cleared, 77, shifted, count)
    for document in before.indices {
      let old = before[document]
      let index = documents.firstIndex(of: UInt32(document))
      let value = index.map { values[$0] } ?? 0
      #expect(added[document] == old + value)
      #expect(matching[document] == (old == 0 ? 0 : old + value))
      #expect(cleared[document] == (index == nil ? old : 0))
    }
  }

  @Test func `the lower bound is the first that is not below`() {
    var generator = SeededGenerator(seed: 3)
    for count in 0...40 {
      let numbers = Self.ascending(count, below: 60, &generator)
      for bound in UInt32(0)...61 {
        let expected = numbers.firstIndex { $0 >= bound } ?? count
        #expect(unsafe fihrist_lower_bound(numbers, count, bound) == expected)
      }
    }
  }

  @Test func `matches are the common documents`() {
    var generator = SeededGenerator(seed: 4)
    for count in [0, 1, 2, 5, 64, 127, 128, 200] {
      let block = Self.ascending(count, below: 200, &generator)
      let candidates = Self.ascending(50, below: 200, &generator)
      var matched = [UInt32](repeating: 0, count: 51)
      var indexes = [UInt32](repeating: 0, count: 51)
      let matches = unsafe fihrist_match_postings(
        candidates, candidates.count, block, count, &matched, &indexes)
      let expected = candidates.indices.filter { block.contains(candidates[$0]) }
      #expect(matched.prefix(matches).map(Int.init) == expected)
      for match in 0..<matches {
        #expect(block[Int(indexes[match])] == candidates[Int(matched[match])])
      }
    }
  }

  @Test(arguments: [true, false], [true, false])
  func `candidates look up a dense term`(required: Bool, least: Bool) {
    var generator = SeededGenerator(seed: 5)
    let nibbles = KernelTests.nibbles(groups: 10, &generator)
    let table = KernelTests.table(&generator, limit: 100)
    let candidates = Self.ascending(200, below: 640, &generator)
    let values = KernelTests.bytes(200, below: 100, &generator)
    var documents = candidates
    var origins = candidates.indices.map { UInt32($0) }
    var sums = values
    let kept = unsafe fihrist_candidates_dense(
      &documents, &origins, &sums, 200, nibbles, table, required ? 1 : 0, least ? 1 : 0)
    let codes = candidates.map { Int(KernelTwins.code(nibbles, Int($0))) }
    let expected = candidates.indices.filter { !required || codes[$0] != 0 }
    #expect(origins.prefix(kept).map(Int.init) == expected)
    #expect(Array(documents.prefix(kept)) == expected.map { candidates[$0] })
    #expect(
      Array(sums.prefix(kept))
        == expected.map {
          least ? min(values[$0], table[codes[$0]]) : values[$0] + table[codes[$0]]
        })
  }

  @Test(arguments: [1, 2, 15, 16, 17, 63, 64, 65, 127, 128], KernelTests.levels)
  func `a block is joined with candidates`(count: Int, level: Int32) {
    let kernels = unsafe fihrist_ranking_kernels_at(level).pointee
    var generator = SeededGenerator(seed: 60 + UInt64(count))
    for choice in 0..<8 {
      let (coded, least, required) = (choice & 1 != 0, choice & 2 != 0, choice & 4 != 0)
      let documents = Self.ascending(count, below: 300, &generator)
      let block = documents + [UInt32](repeating: 0x7FFF_FFFF, count: 128 - count)
      let codes = KernelTests.bytes(64, &generator).map { $0 | 0x11 }
      let table = KernelTests.table(&generator, limit: 100)
      let blockValues = KernelTests.bytes(128, below: 100, &generator)
      let bounds = coded ? KernelTwins.expand(codes, table: table) : blockValues
      let candidates = Self.ascending(100, below: documents[count - 1] + 101, &generator)
      let values = KernelTests.bytes(100, below: 100, &generator)
      let end = candidates.firstIndex { $0 > documents[count - 1] } ?? 100
      let from = end / 4
      var left = candidates
      var origins = candidates.indices.map { UInt32(99 - $0) }
      var sums = values
      var ordinals = [UInt32](repeating: 0, count: 100)
      let kept = unsafe kernels.join_block(
        &left, &origins, &sums, from, end, from / 2, block, coded ? codes : nil, table,
        blockValues, required ? 1 : 0, least ? 1 : 0, 1000, &ordinals)
      let expected = (from..<end).filter { documents.contains(candidates[$0]) }
      #expect(kept == from / 2 + (required ? expected.count : 0))
      if !required {
        #expect(left == candidates)
        for at in 0..<100 where !expected.contains(at) { #expect(sums[at] == values[at]) }
      }
      for (index, candidate) in expected.enumerated() {
        let posting = documents.firstIndex(of: candidates[candidate]) ?? 0
        let at = required ? from / 2 + index : candidate
        #expect(left[at] == candidates[candidate])
        #expect(origins[at] == UInt32(99 - candidate))
        #expect(ordinals[99 - candidate] == 1000 + UInt32(posting))
        let (old, bound) = (values[candidate], bounds[posting])
        #expect(sums[at] == (least ? min(old, bound) : old + bound))
      }
    }
  }

  @Test func `postings of a block are found by their code`() {
    var generator = SeededGenerator(seed: 9)
    for count in [1, 31, 32, 33, 63, 64, 65, 96, 127, 128] {
      let codes = KernelTests.bytes(64, &generator)
      let all = KernelTwins.expand(codes, table: (0...15).map { $0 })
      for code in UInt8(1)...15 {
        var indexes = [UInt32](repeating: 0, count: 128)
        let found = unsafe fihrist_block_codes(codes, code, count, &indexes)
        #expect(indexes.prefix(found).map(Int.init) == (0..<count).filter { all[$0] >= code })
      }
    }
  }

  @Test(arguments: [0, 1, 7, 8, 9, 133], KernelTests.levels)
  func `scores are the formula operation by operation`(count: Int, level: Int32) {
    let kernels = unsafe fihrist_ranking_kernels_at(level).pointee
    var generator = SeededGenerator(seed: 6)
    let documents = Self.ascending(count, below: 500, &generator)
    let norms = KernelTests.bytes(500, &generator)
    let inverse = (0..<256).map { _ in Float.random(in: 0.001...5, using: &generator) }
    let frequencies = (0..<count).map { _ in UInt32.random(in: 1...0xFF_FFFF, using: &generator) }
    let weight = Float.random(in: 0.01...9, using: &generator)
    var scores = [Float](repeating: 0, count: count)
    let most = unsafe kernels.score_postings(
      documents, frequencies, count, norms, inverse, weight, &scores)
    for i in 0..<count {
      let product = Float(frequencies[i]) * inverse[Int(norms[Int(documents[i])])]
      let sum = 1 + product
      let expected = weight - weight / sum
      #expect(scores[i].bitPattern == expected.bitPattern)
    }
    #expect(most == (scores.max() ?? 0))
    var sums = [Float](repeating: 1, count: 500)
    unsafe fihrist_add_scores(&sums, 0, documents, scores, count)
    for i in 0..<count { #expect(sums[Int(documents[i])] == 1 + scores[i]) }
  }

  @Test func `bounds of scores round up and stay in a byte`() {
    let scores: [Float] = [0, 0.1, 0.5, 0.500_001, 1, 127.2, 127.5, 200, .infinity, .nan]
    var values = [UInt8](repeating: 0, count: scores.count)
    unsafe fihrist_bound_scores(scores, scores.count, 2, &values)
    #expect(values == [1, 1, 1, 2, 2, 255, 255, 255, 255, 255])
  }

  @Test(arguments: [1, 3] as [UInt16])
  func `a threshold of sums is reached by as many as asked for`(wanted: UInt16) {
    var generator = SeededGenerator(seed: 10)
    for count in [0, 1, 10, 1000] {
      let sums = (0..<count).map { _ in Float.random(in: 0...9, using: &generator) }
      let marks = (0..<count).map { _ in UInt16.random(in: 0...3, using: &generator) }
      let marked = sums.indices.filter { marks[$0] == wanted }
      for least in [1, 2, 10, 100] {
        let threshold = unsafe fihrist_sum_threshold(sums, marks, count, wanted, least)
        let reached = marked.count { sums[$0] >= threshold }
        #expect(reached >= min(least, marked.count))
        if marked.count < least { #expect(threshold == 0) }
        // A bucket is a 32nd of a power of two wide.
        let narrow = marked.count { sums[$0] >= threshold * (1 + 0x1p-4) }
        if threshold > 0 { #expect(narrow < least) }
      }
    }
  }

  @Test(arguments: [1, 3] as [UInt16])
  func `sums are collected by mark and threshold`(wanted: UInt16) {
    var generator = SeededGenerator(seed: 8)
    let sums = (0..<500).map { _ in Float.random(in: 0...1, using: &generator) }
    var marks = (0..<500).map { _ in UInt16.random(in: 0...3, using: &generator) }
    unsafe fihrist_add_marks(&marks, 10, [10, 11, 12], 3)
    let matching = sums.indices.filter { marks[$0] == wanted }
    for threshold: Float in [0, 0.5, 2] {
      var found = [UInt32](repeating: 0, count: 501)
      var total = 0
      let count = unsafe fihrist_collect_sums(
        sums, marks, 500, wanted, threshold, 7, &found, &total)
      #expect(total == matching.count)
      #expect(
        found.prefix(count).map { Int($0) - 7 } == matching.filter { sums[$0] >= threshold })
    }
  }
}
