internal import FihristFormat

extension ContentHash {
  /// The hash of the first `byteCount` bytes of the file at `path`; nil if they cannot be read.
  init?(of path: InputPath, byteCount: Int, interruption: InputInterruption) {
    self.init()
    guard let file = try? FileBytes(path: path, interruption: interruption) else { return nil }
    var block = [UInt8](repeating: 0, count: 1 << 18)
    while self.byteCount < byteCount {
      let wanted = min(block.count, byteCount - self.byteCount)
      let count = unsafe block.withUnsafeMutableBytes { all in
        let target = unsafe UnsafeMutableRawBufferPointer(rebasing: all[..<wanted])
        return (try? unsafe file.read(into: target)) ?? 0
      }
      if count == 0 { return nil }
      unsafe block.withUnsafeBytes {
        unsafe add(UnsafeRawBufferPointer(rebasing: $0[..<count]))
      }
    }
  }
}
