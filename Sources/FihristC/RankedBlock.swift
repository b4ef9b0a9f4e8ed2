internal import Fihrist

/// Keys and scores of the hits of one search, as `fihrist_rank` writes them.
struct RankedBlock {
  private let results: SearchResults
  private let keyBytes: Int

  init(_ results: SearchResults) {
    self.results = results
    keyBytes = results.hits.reduce(0) { $0 + $1.key.utf8.count }
  }

  private static let headBytes = 24

  /// What is in front of the keys: the head, where each key ends, and the scores.
  private var keyStart: Int { Self.headBytes + results.hits.count * 12 }

  /// The size of the block.
  var byteCount: Int { keyStart + keyBytes }

  /// Writes the block; `memory` has ``byteCount`` bytes at least.
  func write(to memory: UnsafeMutableRawBufferPointer) {
    let count = results.hits.count
    unsafe memory.storeBytes(of: Int64(count), as: Int64.self)
    unsafe memory.storeBytes(of: Int64(results.total.value), toByteOffset: 8, as: Int64.self)
    let isExact: Int64 = results.total.relation == .equal ? 1 : 0
    unsafe memory.storeBytes(of: isExact, toByteOffset: 16, as: Int64.self)
    var end = 0
    for (number, hit) in results.hits.enumerated() {
      var key = hit.key
      let offset = keyStart + end
      end += key.withUTF8 { bytes in
        unsafe UnsafeMutableRawBufferPointer(rebasing: memory[offset...]).copyMemory(
          from: UnsafeRawBufferPointer(bytes))
        return bytes.count
      }
      unsafe memory.storeBytes(
        of: Int64(end), toByteOffset: Self.headBytes + 8 * number, as: Int64.self)
      unsafe memory.storeBytes(
        of: hit.score ?? .nan, toByteOffset: Self.headBytes + 8 * count + 4 * number,
        as: Float.self)
    }
  }
}
