import FihristKernels
import FihristTestSupport
import Testing

/// Candidates that are taken from blocks and dropped, against filters over arrays.
@Suite struct KernelCandidateTests {
  private struct Candidates: Equatable {
    var documents: [UInt32]
    var origins: [UInt32]
    var values: [UInt8]
  }

  @Test(arguments: [0, 1, 2, 63, 64, 65, 127, 128, 129, 400], KernelTests.levels)
  func `candidates are kept by their values, in order`(count: Int, level: Int32) {
    let kernels = unsafe fihrist_ranking_kernels_at(level).pointee
    var generator = SeededGenerator(seed: 20 + UInt64(count))
    for least in [1, 2, 90, 128, 200, 255] as [UInt8] {
      for limit in [2, 100, 255] {
        let documents = KernelPostingTests.ascending(count, below: 5_000, &generator)
        let origins = documents.map { $0 / 3 }
        // Behind the candidates stand values that are read and must not count.
        var values = KernelTests.bytes(count, below: limit, &generator).map { $0 + 1 }
        values += [UInt8](repeating: 255, count: 64)
        let expected = (0..<count).filter { values[$0] >= least }
        var kept = Candidates(documents: documents, origins: origins, values: values)
        let number = unsafe kernels.keep_candidates(
          &kept.documents, &kept.origins, &kept.values, count, least)
        #expect(number == expected.count)
        #expect(Array(kept.documents.prefix(number)) == expected.map { documents[$0] })
        #expect(Array(kept.origins.prefix(number)) == expected.map { origins[$0] })
        #expect(Array(kept.values.prefix(number)) == expected.map { values[$0] })
      }
    }
  }

  @Test(arguments: KernelTests.levels) func `all candidates may stay, and all but the first 64`(
    level: Int32
  ) {
    let kernels = unsafe fihrist_ranking_kernels_at(level).pointee
    let numbers = (0..<200).map(UInt32.init)
    for dropped in [0, 64, 65, 199] {
      var kept = Candidates(
        documents: numbers, origins: numbers,
        values: (0..<256).map { $0 < dropped ? 4 : 5 })
      let number = unsafe kernels.keep_candidates(
        &kept.documents, &kept.origins, &kept.values, 200, 5)
      #expect(kept.documents.prefix(number) == numbers.suffix(200 - dropped))
      #expect(kept.origins.prefix(number) == numbers.suffix(200 - dropped))
    }
  }

  @Test(arguments: [1, 63, 64, 65, 127, 128])
  func `postings with great codes become candidates`(count: Int) {
    var generator = SeededGenerator(seed: 30 + UInt64(count))
    let block = KernelPostingTests.ascending(count, below: 5_000, &generator)
    let codes = KernelTests.bytes(64, &generator)
    let table = (0..<16).map { UInt8($0 * 16) }
    let values = KernelTwins.expand(codes, table: table)
    for code in UInt8(1)...15 {
      var chosen = [UInt32](repeating: 0, count: 128)
      let number = unsafe fihrist_block_codes(codes, code, count, &chosen)
      let expected = (0..<count).filter { values[$0] >= table[Int(code)] }
      var taken = Candidates(
        documents: Array(repeating: 0, count: 129), origins: Array(repeating: 0, count: 129),
        values: Array(repeating: 0, count: 129))
      unsafe fihrist_take_postings(
        block, codes, table, chosen, number, 1_000, &taken.documents, &taken.origins,
        &taken.values)
      #expect(Array(taken.documents.prefix(number)) == expected.map { block[$0] })
      #expect(Array(taken.origins.prefix(number)) == expected.map { UInt32(1_000 + $0) })
      #expect(Array(taken.values.prefix(number)) == expected.map { values[$0] })
      #expect(taken.documents[number] == 0)
    }
  }
}
