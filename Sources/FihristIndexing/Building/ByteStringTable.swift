#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

import FihristStorage

/// Byte strings with a number for each: open addressing, linear probing, at most half full.
///
/// A slot keeps 48 bits of the hash and the length, so that a look-up almost never reads a string
/// other than the one it is looking for. Nothing that is written to disk depends on the keyed hash.
@safe
struct ByteStringTable: ~Copyable {
  /// No string is longer: its length takes 16 bits of the slot's tag.
  static let maximumByteCount = 0xFFFF

  /// A slot of the table; `tag` 0 means that it is empty (no tag of a string is 0, see ``tag``).
  struct Slot: BitwiseCopyable {
    /// 48 bits of hash, 16 bits of length.
    var tag: UInt64
    /// Where the bytes begin in the arena.
    var offset: UInt32
    /// The number of the string.
    var value: UInt32
  }

  /// The slots; their number is a power of two.
  private(set) var slots: GrowingBuffer<Slot>
  private(set) var mask: Int
  /// The bytes of all strings, one after the other.
  private(set) var arena = GrowingBuffer<UInt8>(capacity: 1 << 12)
  private(set) var count = 0
  private let hashing = KeyedHash()

  /// Makes an empty table with `1 << bits` slots.
  init(bits: Int = 12) {
    slots = GrowingBuffer(capacity: 1 << bits)
    slots.fill(count: 1 << bits, with: Slot(tag: 0, offset: 0, value: 0))
    mask = 1 << bits - 1
  }

  /// The bytes of memory it holds.
  var memoryUsed: Int { slots.byteCount + arena.byteCount }

  /// The index of the slot where the search for `tag` starts.
  @inline(__always)
  static func home(_ tag: UInt64) -> Int { Int(truncatingIfNeeded: tag >> 16) }
}

extension ByteStringTable {
  /// The hash of 48 bits and the length of `count` bytes at `bytes`, 1 to ``maximumByteCount``.
  ///
  /// Up to 16 bytes from `bytes` on are read, whatever the length.
  @inline(__always)
  func tag(_ bytes: UnsafePointer<UInt8>, count: Int) -> UInt64 {
    unsafe (hash(bytes, count: count) & ~0xFFFF) | UInt64(truncatingIfNeeded: count)
  }

  @inline(__always)
  private func hash(_ bytes: UnsafePointer<UInt8>, count: Int) -> UInt64 {
    var seed = hashing.seed
    var first = unsafe UnsafeRawPointer(bytes)
    var left = count
    while left > 16 {
      seed = unsafe KeyedHash.mix(Self.word(first) ^ hashing.secret, Self.word(first + 8) ^ seed)
      unsafe first += 16
      left -= 16
    }
    let (a, b) = unsafe Self.ends(first, count: left)
    return KeyedHash.mix(a ^ hashing.secret, b ^ seed ^ UInt64(truncatingIfNeeded: count))
  }

  /// The first and the last 8 of `count` bytes (1...16), padded with zeros.
  @inline(__always)
  private static func ends(_ bytes: UnsafeRawPointer, count: Int) -> (UInt64, UInt64) {
    let short = min(count, 8)
    let mask = UInt64.max >> UInt64(truncatingIfNeeded: 64 - 8 * short)
    let behind = count > 8 ? count - 8 : 0
    return unsafe (word(bytes) & mask, word(bytes + behind) & mask)
  }

  @inline(__always)
  private static func word(_ bytes: UnsafeRawPointer) -> UInt64 {
    unsafe bytes.loadUnaligned(as: UInt64.self)
  }

  /// Whether the arena has the `count` bytes at `bytes` from `offset` on. Reads up to 16 bytes.
  @inline(__always)
  func hasBytes(_ bytes: UnsafePointer<UInt8>, count: Int, at offset: UInt32) -> Bool {
    let mine = unsafe UnsafeRawPointer(arena.base + Int(offset))
    let other = unsafe UnsafeRawPointer(bytes)
    guard count <= 16 else { return unsafe memcmp(mine, other, count) == 0 }
    return unsafe Self.ends(mine, count: count) == Self.ends(other, count: count)
  }

  /// The number of a string, or `nil` if it is not in the table. Reads up to 16 bytes.
  @inline(__always)
  func value(of bytes: UnsafePointer<UInt8>, _ count: Int, tag: UInt64) -> UInt32? {
    var index = Self.home(tag) & mask
    while true {
      let slot = unsafe slots.base[index]
      if slot.tag == 0 { return nil }
      if unsafe slot.tag == tag && hasBytes(bytes, count: count, at: slot.offset) {
        return slot.value
      }
      index = (index + 1) & mask
    }
  }

  /// Adds a string that is not in the table.
  ///
  /// - Returns: Where its bytes begin in the arena, which must hold less than 4 GiB
  ///   (``hasSpace(for:)``).
  @discardableResult
  mutating func insert(
    _ bytes: UnsafePointer<UInt8>, count: Int, tag: UInt64, value: UInt32
  ) -> UInt32 {
    if 2 * (self.count + 1) > mask + 1 { grow() }
    let offset = UInt32(arena.count)
    unsafe arena.append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
    store(Slot(tag: tag, offset: offset, value: value))
    self.count += 1
    return offset
  }

  /// Whether the offsets of `byteCount` more bytes still fit in 32 bits.
  func hasSpace(for byteCount: Int) -> Bool { arena.count + byteCount <= Int(UInt32.max) }

  private mutating func store(_ slot: Slot) {
    var index = Self.home(slot.tag) & mask
    while unsafe slots.base[index].tag != 0 { index = (index + 1) & mask }
    unsafe slots.base[index] = slot
  }

  @inline(never)
  private mutating func grow() {
    let newCount = 2 * (mask + 1)
    var old = GrowingBuffer<Slot>(capacity: newCount)
    old.fill(count: newCount, with: Slot(tag: 0, offset: 0, value: 0))
    swap(&old, &slots)
    mask = newCount - 1
    for index in 0..<old.count {
      let slot = unsafe old.base[index]
      if slot.tag != 0 { store(slot) }
    }
  }
}
