#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

import FihristStorage

/// Byte strings with a number for each, in slots that are at most half full.
///
/// A slot keeps 48 bits of the hash and the length, so that a look-up almost never reads a string
/// other than the one it is looking for. Nothing that is written to disk depends on the keyed hash.
@safe
struct ByteStringTable: ~Copyable {
  /// No string is longer: its length takes 16 bits of the slot's tag.
  static let maximumByteCount = 0xFFFF

  /// A slot of the table; `tag` 0 means that it is empty (no tag of a string is 0, see ``tag``).
  struct Slot: ProbingSlot {
    /// 48 bits of hash, 16 bits of length.
    var tag: UInt64
    /// Where the bytes begin in the arena.
    var offset: UInt32
    /// The number of the string.
    var value: UInt32

    static var empty: Slot { Slot(tag: 0, offset: 0, value: 0) }

    @inline(__always)
    var isEmpty: Bool { tag == 0 }
  }

  private(set) var slots: ProbingSlots<Slot>
  /// The bytes of all strings, one after the other.
  private(set) var arena = GrowingBuffer<UInt8>(capacity: 1 << 12)
  private(set) var count = 0
  private let hashing = KeyedHash()

  /// Makes an empty table with `1 << bits` slots.
  init(bits: Int = 12) {
    slots = ProbingSlots(bits: bits)
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
    let mask = slots.mask
    var index = Self.home(tag) & mask
    while true {
      let slot = unsafe slots.base[index]
      if slot.isEmpty { return nil }
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
    if 2 * (self.count + 1) > slots.count { grow() }
    let offset = UInt32(arena.count)
    unsafe arena.append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
    slots.store(Slot(tag: tag, offset: offset, value: value), home: Self.home(tag))
    self.count += 1
    return offset
  }

  /// Whether the offsets of `byteCount` more bytes still fit in 32 bits.
  func hasSpace(for byteCount: Int) -> Bool { arena.count + byteCount <= Int(UInt32.max) }

  @inline(never)
  private mutating func grow() { slots = slots.doubled { Self.home($0.tag) } }
}
