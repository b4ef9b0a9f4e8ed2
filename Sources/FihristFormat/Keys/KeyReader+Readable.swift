internal import FihristStorage

extension KeyReader {
  /// How many keys the file says it has; nil if that cannot be read.
  static func count(in file: CheckedFile) -> Int? {
    let start = file.byteCount - trailerByteCount
    let trailer = unsafe try? file.bytes(start..<max(start, file.byteCount))
    return unsafe trailer.map { unsafe Int($0.littleEndian(at: 0, as: UInt32.self)) }
  }

  /// The key of each document, nil where it cannot be read: a damaged block loses its 16 keys and
  /// no others.
  ///
  /// - Complexity: O(bytes) in time and memory.
  func readableKeys() -> [[UInt8]?] {
    var keys: [[UInt8]?] = []
    keys.reserveCapacity(count)
    for block in 0..<(count + KeyWriter.blockKeyCount - 1) / KeyWriter.blockKeyCount {
      let end = min(keys.count + KeyWriter.blockKeyCount, count)
      if var scan = try? KeyScan(self, block: block) {
        while keys.count < end, (try? scan.advance()) != nil { keys.append(scan.key) }
      }
      while keys.count < end { keys.append(nil) }
    }
    return keys
  }
}
