/// Memory that a ranker uses again for every query; a handle as ``Arena`` is, freed by its ranker.
@safe struct RankingScratch {
  /// Bounds of a window.
  let bounds: UnsafeMutablePointer<UInt8>
  /// Numbers of the candidates of a window.
  let found: UnsafeMutablePointer<UInt32>
  /// The numbers from 0 on, as many as an intersection has candidates at once.
  let numbers: UnsafeMutablePointer<UInt32>
  /// What a query needs beside them.
  let arena = Arena()

  init(windowLength: Int) {
    let length = max(windowLength, Intersection.chunkLength)
    unsafe bounds = .allocate(capacity: length + 64)
    unsafe bounds.initialize(repeating: 0, count: length + 64)
    unsafe found = .allocate(capacity: length + 64)
    unsafe found.initialize(repeating: 0, count: length + 64)
    unsafe numbers = .allocate(capacity: Intersection.chunkLength)
    for number in 0..<Intersection.chunkLength {
      unsafe (numbers + number).initialize(to: UInt32(number))
    }
  }

  /// Frees the memory; no copy of this value must be used any more.
  func deallocate() {
    arena.deallocate()
    unsafe bounds.deallocate()
    unsafe found.deallocate()
    unsafe numbers.deallocate()
  }
}
