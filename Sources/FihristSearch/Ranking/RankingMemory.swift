internal import FihristStorage

/// The memory of a ranker, used again for every query.
///
/// It is safe because it is the one owner: the memory is freed with it, and columns of it end then.
@safe struct RankingMemory: ~Copyable {
  private var arena = ArenaMemory()
  private let bytes: UnsafeMutablePointer<UInt8>
  private let numbers: UnsafeMutablePointer<UInt32>
  private let inverse: UnsafeMutablePointer<Float>
  private let lease = ColumnLease()
  private let stop = StopSignal()

  /// The scratch memory of queries; valid only as long as this owner lives.
  let scratch: RankingScratch

  /// - Parameters:
  ///   - windowLength: Documents of a window.
  ///   - inverse: For each norm, the factor of a frequency.
  init(windowLength: Int, inverse: [Float]) {
    let length = max(windowLength, Candidates.capacity) + 64
    let count = Candidates.capacity
    unsafe bytes = .allocate(capacity: length)
    unsafe bytes.initialize(repeating: 0, count: length)
    unsafe numbers = .allocate(capacity: 2 * length + 256 + count)
    unsafe numbers.initialize(repeating: 0, count: 2 * length + 256 + count)
    unsafe self.inverse = .allocate(capacity: inverse.count)
    unsafe self.inverse.initialize(from: inverse, count: inverse.count)
    scratch = unsafe RankingScratch(
      arena: arena.arena, bounds: WindowBounds(Column(unsafe: bytes, count: length, lease: lease)),
      found: Column(unsafe: numbers, count: length, lease: lease),
      sorting: Column(unsafe: numbers + length, count: length + 256, lease: lease),
      numbers: Column(unsafe: numbers + 2 * length + 256, count: count, lease: lease),
      inverse: Column(unsafe: self.inverse, count: inverse.count, lease: lease), stop: stop)
    for number in 0..<count { scratch.numbers[number] = UInt32(number) }
  }

  deinit {
    _ = lease.renewed()
    stop.deallocate()
    unsafe bytes.deallocate()
    unsafe numbers.deallocate()
    unsafe inverse.deallocate()
  }

  /// Takes back the memory of a query.
  mutating func endQuery() { arena.reset() }
}
