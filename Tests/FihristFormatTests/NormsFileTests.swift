import FihristStorage
import FihristTestSupport
import Testing

@testable import FihristFormat

@Suite struct NormsFileTests {
  private let home: TemporaryDirectory
  private let directory: IndexDirectory
  private let name = "seg-0000000001.norms"

  init() throws {
    home = try TemporaryDirectory()
    directory = IndexDirectory(path: home.path)
  }

  private func write(_ lengths: [UInt32], lastPositions: [UInt32]?, scale: UInt32) throws {
    let columns = DocumentColumns(
      SpaceColumns(lengths: lengths, lastPositions: lastPositions), scale: scale)
    _ = try NormsWriter.write(
      [columns], fieldEnds: nil, segment: 1, to: directory, synchronize: false)
  }

  private func open(_ count: Int, hasWidths: Bool, scale: UInt32) throws -> NormsReader {
    let file = try directory.open(name, kind: .norms)
    return try NormsReader(
      file, in: FileSections.read(file, count: 1)[0], documentCount: count, hasWidths: hasWidths,
      scale: scale)
  }

  @Test(arguments: [0, 1, 255, 256, 257, 1_000], [UInt32(1), 2, 4])
  func `norms, widths and exact lengths come back`(count: Int, scale: UInt32) throws {
    var random = SeededGenerator(seed: UInt64(count) * 8 + UInt64(scale))
    let lengths = (0..<count).map { _ in
      UInt32.random(in: 0...UInt32(Int32.max), using: &random)
        >> UInt32.random(in: 0...31, using: &random)
    }
    let last = lengths.map { $0 / 3 }
    for lastPositions in [nil, last] {
      try write(lengths, lastPositions: lastPositions, scale: scale)
      let reader = try open(count, hasWidths: lastPositions != nil, scale: scale)
      #expect(try reader.lengths() == lengths)
      for document in stride(from: 0, to: count, by: 37) {
        #expect(try reader.length(of: UInt32(document)) == lengths[document])
        #expect(unsafe reader.norms[document] == Norm.encode(lengths[document] / scale))
        guard lastPositions != nil, let widths = unsafe reader.widths else { continue }
        let bitCount = UInt32.bitWidth - last[document].leadingZeroBitCount
        #expect(unsafe Int(widths[document]) == (lengths[document] == 0 ? 0 : max(1, bitCount)))
      }
      #expect(throws: IndexError.self) { _ = try reader.length(of: UInt32(count)) }
      #expect(throws: IndexError.self) {
        _ = try open(count + 1, hasWidths: lastPositions != nil, scale: scale)
      }
      #expect(throws: IndexError.self) {
        _ = try open(count, hasWidths: lastPositions == nil, scale: scale)
      }
    }
  }

  @Test func `lengths beyond the limit count as the limit`() throws {
    let columns = DocumentColumns(
      SpaceColumns(lengths: [.max, 5], lastPositions: nil), scale: 4)
    #expect(columns.totalLength == UInt64(Int32.max) + 5)
    try write([.max, 5], lastPositions: nil, scale: 4)
    #expect(try open(2, hasWidths: false, scale: 4).lengths() == [UInt32(Int32.max), 5])
  }

  @Test func `flipped bits, truncations and forged bytes are noticed or harmless`() throws {
    let lengths = (0..<30).map { UInt32($0 * $0 * 7) }
    try write(lengths, lastPositions: lengths, scale: 2)
    try forEveryFlippedBit(of: name, in: home, step: 5) { bit in
      let found = try open(30, hasWidths: true, scale: 2).lengths()
      #expect(found == lengths, "bit \(bit)")
    }
    try forEveryTruncation(of: name, in: home, step: 3) {
      _ = try open(30, hasWidths: true, scale: 2)
    }
    let original = try body(of: name, kind: .norms, in: home)
    for index in original.indices {
      var bytes = original
      bytes[index] = 0xFF
      try forge(bytes, name: name, kind: .norms, in: home)
      do {
        let reader = try open(30, hasWidths: true, scale: 2)
        _ = try reader.lengths()
        for document in 0..<UInt32(30) { _ = try reader.length(of: document) }
      } catch let error as IndexError { #expect(error.kind == .damaged) }
    }
  }
}
