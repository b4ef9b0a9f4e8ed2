import FihristStorage
import FihristTestSupport
import Testing

@testable import FihristSearch

/// Sets of bits against sets of numbers.
@Suite struct DocumentBitsTests {
  private static func documents(_ bits: DocumentBits, below end: Int) -> Set<UInt32> {
    Set((0..<UInt32(end)).filter { bits.words[Int($0 / 64)] >> UInt64($0 % 64) & 1 != 0 })
  }

  private static func column(_ documents: [UInt32], in arena: Arena) -> Column<UInt32> {
    let column: Column<UInt32> = arena.allocate(documents.count)
    for index in documents.indices { column[index] = documents[index] }
    return column
  }

  private static func random(_ count: Int, _ generator: inout SeededGenerator) -> [UInt32] {
    let share = Int.random(in: 0...8, using: &generator)
    return (0..<UInt32(count)).filter { _ in Int.random(in: 0..<8, using: &generator) < share }
  }

  @Test(arguments: Array(1...130) + [191, 192, 193, 1000])
  func `filling, keeping and removing are what sets do, and bits past the end stay 0`(
    count: Int
  ) {
    var generator = SeededGenerator(seed: UInt64(count))
    let memory = ArenaMemory()
    let arena = memory.arena
    let padded = (count + 63) / 64 * 64
    for _ in 0..<8 {
      let one = DocumentBits(documentCount: count, in: arena)
      let other = DocumentBits(documentCount: count, in: arena)
      unsafe one.fill(nil)
      #expect(Self.documents(one, below: padded) == Set(0..<UInt32(count)))
      other.clear()
      #expect(other.isEmpty)
      let list = Self.random(count, &generator)
      other.add(Self.column(list, in: arena), count: list.count)
      #expect(Self.documents(other, below: padded) == Set(list))
      #expect(other.isEmpty == list.isEmpty)
      one.remove(other)
      #expect(Self.documents(one, below: padded) == Set(0..<UInt32(count)).subtracting(list))
      unsafe one.fill(UnsafePointer(other.words.pointer(for: other.words.count)))
      #expect(Self.documents(one, below: padded) == Set(list))
      let second = Self.random(count, &generator)
      other.clear()
      other.add(Self.column(second, in: arena), count: second.count)
      one.keep(other)
      #expect(Self.documents(one, below: padded) == Set(list).intersection(second))
    }
  }
}
