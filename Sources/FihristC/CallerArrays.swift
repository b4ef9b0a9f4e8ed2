internal import CFihrist

/// Arrays that the caller frees.
enum CallerArrays {
  /// A copy of `elements`.
  static func copy<Element: BitwiseCopyable>(
    _ elements: [Element]
  ) -> UnsafePointer<Element> {
    let copy = UnsafeMutablePointer<Element>.allocate(capacity: max(1, elements.count))
    unsafe elements.withUnsafeBufferPointer { all in
      if let first = all.baseAddress { unsafe copy.initialize(from: first, count: all.count) }
    }
    return unsafe UnsafePointer(copy)
  }

  /// A copy of `bytes`, as C has them.
  static func copy(text bytes: [UInt8]) -> UnsafePointer<CChar> {
    unsafe UnsafeRawPointer(copy(bytes)).assumingMemoryBound(to: CChar.self)
  }
}
