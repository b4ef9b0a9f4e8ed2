import FihristTestSupport
import Testing

@testable import FihristFormat

/// Bytes that are not a list: refused, or read as some list within the segment; never a trap,
/// nothing read past the 64 bytes after the range.
@Suite("Posting lists: damaged bytes")
struct PostingsDamageTests {
  /// Documents of the segment and postings of the lists: each form, with and without each part.
  static let lists = [
    (300, 1), (300, 15), (300, 127), (2_000, 128), (2_000, 200), (9_000, 640), (70_000, 1_100),
    (1_030, 140), (1_100, 1_100), (66_000, 8_300),
  ]

  @Test(arguments: lists)
  func `changed bytes`(_ documentCount: Int, _ count: Int) throws {
    try damage(documentCount, count, rounds: 60) { bytes, random in
      for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
        // Heads and directories are what decides; they come first.
        let near = Bool.random(using: &random) ? min(64, bytes.count) : bytes.count
        bytes[Int.random(in: 0..<near, using: &random)] = .random(in: 0...255, using: &random)
      }
    }
  }

  @Test(arguments: lists)
  func `truncated bytes`(_ documentCount: Int, _ count: Int) throws {
    try damage(documentCount, count, rounds: 30) { bytes, random in
      bytes.removeLast(Int.random(in: 0...bytes.count, using: &random))
    }
  }

  @Test(arguments: lists)
  func `random bytes`(_ documentCount: Int, _ count: Int) throws {
    try damage(documentCount, count, rounds: 30) { bytes, random in
      let kind = Int.random(in: 0..<4, using: &random)
      for offset in bytes.indices {
        bytes[offset] =
          switch kind {
          case 0: 0
          case 1: 255
          case 2: UInt8.random(in: 0...3, using: &random)
          default: UInt8.random(in: 0...255, using: &random)
          }
      }
    }
  }

  /// Damages both streams of a list again and again, and reads everything.
  private func damage(
    _ documentCount: Int, _ count: Int, rounds: Int,
    _ change: (inout [UInt8], inout SeededGenerator) -> Void
  ) throws {
    var random = SeededGenerator(seed: UInt64(documentCount * 31 + count))
    var sample = SampleList(
      documentCount: documentCount, hasPositions: true, hasExcess: count % 2 == 0, using: &random)
    sample.fill(SampleList.choose(count, below: documentCount, using: &random), using: &random)
    let (postings, positions) = sample.encoded()
    let guarded = GuardedBytes(capacity: postings.count)
    let positionRoom = GuardedBytes(capacity: positions.count)
    for round in 0..<rounds {
      var changed = postings
      var changedPositions = positions
      change(&changed, &random)
      if round % 3 == 0 { change(&changedPositions, &random) }
      let filler: UInt8 = round % 2 == 0 ? 0 : 0xFF
      let bytes = unsafe guarded.hold(changed, filler: filler)
      let positionBytes = unsafe positionRoom.hold(changedPositions, filler: filler)
      guard let list = unsafe try? PostingList(bytes: bytes, count: count, shape: sample.shape)
      else { continue }
      unsafe readAll(list, positionBytes, sample.widths, "seed \(random.seed), round \(round)")
    }
  }

  /// Calls every function of a list and checks what is promised for any bytes.
  private func readAll(
    _ list: PostingList, _ positions: UnsafeRawBufferPointer, _ widths: [UInt8], _ comment: Comment
  ) {
    let documentCount = UInt32(list.shape.documentCount)
    // All blocks of short lists, some of long ones.
    for block in stride(from: 0, to: list.blockCount, by: 1 + list.blockCount / 6) {
      readBlock(list, block, documentCount, comment)
      _ = unsafe try? DecodedList.Block(list, block, positions, widths)
    }
    for document in stride(from: 0, to: documentCount, by: 1 + Int(documentCount) / 30) {
      _ = list.block(containing: document)
      guard list.form == .dense else { continue }
      _ = list.contains(document)
      _ = list.frequency(atRank: list.rank(of: document))
    }
    _ = list.frequency(atRank: .max)
  }

  private func readBlock(
    _ list: PostingList, _ block: Int, _ documentCount: UInt32, _ comment: Comment
  ) {
    var documents = [UInt32](repeating: 0, count: PostingList.documentCapacity)
    let length = list.blockLength(block)
    if unsafe list.decodeDocuments(block, into: &documents) {
      let found = documents.prefix(length)
      #expect(found.allSatisfy { $0 < documentCount }, comment)
      #expect(zip(found, found.dropFirst()).allSatisfy { $0 < $1 }, comment)
    }
    #expect(documents[length..<length + 16].allSatisfy { $0 == .max }, comment)
    if let codes = unsafe list.codes(block) {
      _ = (0..<64).reduce(0) { unsafe $0 ^ codes[$1] }
    }
    for index in [0, length / 2, length - 1] { _ = list.frequency(block, at: index) }
    _ = list.blockMaximum(block)
    _ = list.lastDocument(block)
  }

  @Test func `impossible frequencies of a term`() {
    let shape = ListShape(documentCount: 10, hasPositions: false, hasExcess: false)
    let guarded = GuardedBytes(capacity: 100)
    let bytes = unsafe guarded.hold([UInt8](repeating: 1, count: 100), filler: 0)
    for count in [-1, 0, 11, .max, .min] {
      #expect(throws: PostingListError.self) {
        unsafe try PostingList(bytes: bytes, count: count, shape: shape)
      }
    }
  }
}
