/// The symbols of one document: a row of numbers that grows, at an address that inner loops run over.
@safe
struct SymbolRow: ~Copyable, @unchecked Sendable {
  // Sendable because the memory belongs to this value alone and the value cannot be copied.

  /// The first symbol.
  private(set) var base: UnsafeMutablePointer<UInt32>
  /// How many there are.
  private(set) var count = 0
  private var capacity = 1 << 10

  /// Makes an empty row.
  init() { unsafe base = .allocate(capacity: 1 << 10) }

  deinit { unsafe base.deallocate() }

  /// Adds a symbol.
  @inline(__always)
  mutating func append(_ symbol: UInt32) {
    if count == capacity { grow(by: 1) }
    unsafe base[count] = symbol
    count &+= 1
  }

  /// Makes room for `extra` more symbols.
  @inline(__always)
  mutating func reserve(_ extra: Int) {
    if capacity &- count < extra { grow(by: extra) }
  }

  /// Forgets all symbols, and the memory of an unusually long row.
  mutating func removeAll() {
    count = 0
    guard capacity > 1 << 20 else { return }
    unsafe base.deallocate()
    capacity = 1 << 10
    unsafe base = .allocate(capacity: capacity)
  }

  @inline(never)
  private mutating func grow(by extra: Int) {
    let room = max(2 * capacity, count + extra)
    let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: room)
    unsafe larger.update(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = larger
    capacity = room
  }
}
