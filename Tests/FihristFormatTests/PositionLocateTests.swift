import FihristKernels
import FihristTestSupport
import Testing

/// Where the positions of some postings of a block start, against the sum over all before them.
@Suite struct PositionLocateTests {
  @Test(arguments: [1, 2, 8, 9, 31, 32, 33, 97, 127, 128])
  func `the positions of chosen postings are found where they were written`(_ count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    // Up to so many bits that anchors do not say where positions start.
    for mostPositions in [1, 2, 5, 40, 900] as [UInt32] {
      for hasExcess in [false, true] {
        let block = Block(count, mostPositions, hasExcess: hasExcess, &random)
        for isDense in [false, true] {
          for _ in 0..<20 {
            let chosen = (0..<count).shuffled(using: &random)
              .prefix(Int.random(in: 1...count, using: &random)).sorted()
            let starts = block.located(chosen, isDense: isDense)
            #expect(starts == chosen.map { block.starts[$0] }, "seed \(count), \(chosen)")
          }
        }
      }
    }
  }

  /// A block of postings and its positions.
  private struct Block {
    let documents: [UInt32]
    let frequencies: [UInt32]
    let excess: [UInt32]?
    let widths: [UInt8]
    /// Where the positions of each posting start, and where the last end.
    var starts: [UInt64] = [0]
    var nibbles: [UInt8]
    var bytes: [UInt8]

    init(
      _ count: Int, _ mostPositions: UInt32, hasExcess: Bool, _ random: inout SeededGenerator
    ) {
      let documents = (0..<1000).shuffled(using: &random).prefix(count).sorted().map(UInt32.init)
      let widths = (0..<1000).map { _ in UInt8.random(in: 10...12, using: &random) }
      let excess = documents.map { _ in
        hasExcess ? UInt32.random(in: 0...3, using: &random) : 0
      }
      var positions: [UInt32] = []
      nibbles = [UInt8](repeating: 0, count: 32 * 17)
      for document in documents.map(Int.init) {
        let number = UInt32.random(in: 1...mostPositions, using: &random)
        positions += (0..<number).map { $0 }
        starts.append(starts[starts.count - 1] + UInt64(number) * UInt64(widths[document]))
        let isHigh = document % 64 >= 32
        nibbles[document / 64 * 32 + document % 32] |= isHigh ? 0x10 : 0x01
      }
      let numbers = zip(starts, starts.dropFirst()).enumerated().map {
        UInt32(($1.1 - $1.0) / UInt64(widths[Int(documents[$0])]))
      }
      frequencies = zip(numbers, excess).map { $0 + $1 }
      bytes = [UInt8](repeating: 0, count: 64 + 4 * positions.count + 2 * count + 72)
      let size = unsafe fihrist_positions_encode(
        documents, frequencies, hasExcess ? excess : nil, positions, UInt32(count), widths, &bytes,
        bytes.count - 72)
      let head = 2 * Int(fihrist_position_anchors(UInt32(count)))
      #expect(size == head + Int((starts[count] + 7) / 8))
      (self.documents, self.widths) = (documents, widths)
      self.excess = hasExcess ? excess : nil
    }

    /// Where the positions of postings start, as the kernel finds them.
    func located(_ chosen: [Int], isDense: Bool) -> [UInt64] {
      let numbers = chosen.indices.map { $0 }
      let wanted = chosen.map { documents[$0] }
      let postings = chosen.map { UInt32($0) }
      var runs = unsafe chosen.map { _ in unsafe fihrist_position_run() }
      let count = documents.count
      unsafe bytes.withUnsafeBufferPointer { bytes in
        unsafe documents.withUnsafeBufferPointer { documents in
          unsafe frequencies.withUnsafeBufferPointer { frequencies in
            unsafe (excess ?? []).withUnsafeBufferPointer { excess in
              unsafe widths.withUnsafeBufferPointer { widths in
                unsafe nibbles.withUnsafeBufferPointer { nibbles in
                  let head = 2 * Int(fihrist_position_anchors(UInt32(count)))
                  var block = unsafe fihrist_position_block(
                    anchors: bytes.baseAddress, stream: bytes.baseAddress! + head,
                    bits: starts[count] + 7 & ~7,
                    documents: isDense ? nil : documents.baseAddress,
                    nibbles: isDense ? nibbles.baseAddress : nil,
                    frequencies: frequencies.baseAddress,
                    excess: self.excess == nil ? nil : excess.baseAddress,
                    widths: widths.baseAddress, number: 0, length: UInt32(count), last_index: 0,
                    last_start: 0)
                  let found = unsafe fihrist_locate_positions(
                    &block, numbers, numbers.count, wanted, postings, 0, &runs, 1)
                  #expect(found == numbers.count)
                }
              }
            }
          }
        }
      }
      return unsafe runs.map { unsafe $0.start }
    }
  }
}
