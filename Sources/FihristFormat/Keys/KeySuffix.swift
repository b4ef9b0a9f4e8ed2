internal import FihristStorage

/// The bytes of a key that it does not share with the key before, in a mapped block.
@safe struct KeySuffix {
  /// How many bytes are shared.
  private let shared: Int
  private let bytes: UnsafePointer<UInt8>
  /// How many bytes the whole key has.
  private let length: Int

  private init(shared: Int, bytes: UnsafePointer<UInt8>, count: Int) {
    self.shared = shared
    unsafe self.bytes = bytes
    length = shared + count
  }

  /// Reads the keys of `block` up to the one at `index`, which is below the count of `suffixes`.
  ///
  /// - Returns: False if one of them is cut off, too long, or shares more than there is.
  static func read(
    _ block: UnsafeRawBufferPointer, into suffixes: UnsafeMutableBufferPointer<KeySuffix>,
    through index: Int
  ) -> Bool {
    guard var cursor = unsafe BlockCursor(block) else { return false }
    var length = 0
    for key in 0...index {
      guard let shared = key == 0 ? 0 : cursor.varint(), shared <= length,
        let count = cursor.varint(), count > 0, shared + count <= FormatLimits.keyByteCount,
        let bytes = unsafe cursor.take(count)
      else { return false }
      length = shared + count
      unsafe (suffixes.baseAddress! + key).initialize(
        to: KeySuffix(shared: shared, bytes: bytes, count: count))
    }
    return true
  }

  /// The key at `index`, of suffixes that were read up to it.
  static func join(
    _ suffixes: UnsafeMutableBufferPointer<KeySuffix>, through index: Int
  ) -> [UInt8] {
    let length = unsafe suffixes[index].length
    return unsafe [UInt8](unsafeUninitializedCapacity: length) { key, initialized in
      // From the end: each suffix that starts before all bytes so far has those just before them.
      var (start, next) = (length, index)
      while start > 0 {
        let suffix = unsafe suffixes[next]
        if suffix.shared < start {
          unsafe (key.baseAddress! + suffix.shared).update(
            from: suffix.bytes, count: start - suffix.shared)
          start = suffix.shared
        }
        next -= 1
      }
      initialized = length
    }
  }
}
