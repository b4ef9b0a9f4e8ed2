/// Bytes that are being put together, at an address that inner loops write to.
@safe
final class ByteRow {
  private static let ordinaryCapacity = 64 << 10

  /// The first byte.
  private(set) var base: UnsafeMutablePointer<UInt8>
  /// How many bytes there are.
  var count = 0
  /// For how many there is room.
  private(set) var capacity = ByteRow.ordinaryCapacity

  /// Makes an empty row.
  init() { unsafe base = .allocate(capacity: Self.ordinaryCapacity) }

  deinit { unsafe base.deallocate() }

  /// The bytes, valid until the next change.
  var bytes: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(start: base, count: count) }

  /// Makes room for `extra` bytes behind the last.
  @inline(__always)
  func reserve(_ extra: Int) {
    if capacity &- count < extra { grow(by: extra) }
  }

  /// Appends `source`.
  func append(_ source: UnsafeRawBufferPointer) {
    guard let first = source.baseAddress else { return }
    reserve(source.count)
    unsafe UnsafeMutableRawPointer(base + count).copyMemory(from: first, byteCount: source.count)
    count += source.count
  }

  /// Forgets the bytes, and the memory of an unusually long row.
  func removeAll() {
    count = 0
    guard capacity > 16 * Self.ordinaryCapacity else { return }
    unsafe base.deallocate()
    capacity = Self.ordinaryCapacity
    unsafe base = .allocate(capacity: capacity)
  }

  @inline(never)
  private func grow(by extra: Int) {
    let room = max(2 * capacity, count + extra)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: room)
    unsafe larger.update(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = larger
    capacity = room
  }
}
