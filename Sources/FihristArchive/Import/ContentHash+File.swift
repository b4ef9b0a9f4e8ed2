internal import FihristFormat

extension ContentHash {
  /// The hash of all of `file`, which was read here and there, or not to its end; nil if it cannot
  /// be read, or is not the file that was found.
  ///
  /// - Complexity: That of reading the file once more, from its start to its end.
  init?(ofWhole file: InputFile, interruption: InputInterruption) {
    guard let stamp = file.stamp, let count = Int(exactly: stamp.byteCount) else { return nil }
    self.init(of: file.path, byteCount: count, interruption: interruption)
    // If it was written meanwhile, these bytes are others than those that became documents.
    guard let entry = try? FolderEntry(path: file.path), entry.stamp == stamp else { return nil }
  }

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
