/// The slots of a hash table with open addressing and linear probing. Their number is a power of
/// two.
///
/// What a slot holds, how it is compared with what is looked for, and how full the table may be is
/// the table's own: tables differ in that because their strings do.
@frozen
@usableFromInline
@safe
package struct ProbingSlots<Slot: ProbingSlot>: ~Copyable, Sendable {
  @usableFromInline var slots: GrowingBuffer<Slot>

  /// One less than the number of slots: what a hash is cut down with.
  @usableFromInline package let mask: Int

  /// Makes `1 << bits` empty slots.
  @inlinable
  package init(bits: Int) {
    slots = GrowingBuffer(capacity: 1 << bits)
    slots.fill(count: 1 << bits, with: .empty)
    mask = 1 << bits - 1
  }

  /// How many slots there are.
  @inlinable package var count: Int { mask + 1 }

  /// The first slot.
  @inlinable package var base: UnsafeMutablePointer<Slot> { unsafe slots.base }

  /// The bytes of memory they take.
  @inlinable package var byteCount: Int { slots.byteCount }

  /// Puts `slot` into the first empty slot from `home` on. There must be one.
  ///
  /// - Parameter home: Any number; its low bits count.
  @inlinable
  package mutating func store(_ slot: Slot, home: Int) {
    var index = home & mask
    while unsafe !slots.base[index].isEmpty { index = (index &+ 1) & mask }
    unsafe slots.base[index] = slot
  }

  /// Twice as many slots with the same contents.
  ///
  /// - Parameter home: Where the search for a slot starts.
  @inlinable
  package func doubled(home: (Slot) -> Int) -> ProbingSlots {
    var grown = ProbingSlots(bits: count.trailingZeroBitCount + 1)
    for index in 0..<count {
      let slot = unsafe slots.base[index]
      if !slot.isEmpty { grown.store(slot, home: home(slot)) }
    }
    return grown
  }
}
