/// Maps capital letters to small ones, in every alphabet that has both.
enum LowerCase {
  /// See ``runs``.
  typealias Run = (first: UInt32, last: UInt32, step: UInt32, delta: Int32)

  /// The small letter of `scalar`, or `scalar` itself.
  static func of(_ scalar: UInt32) -> UInt32 {
    guard scalar >= 0x80 else { return ofASCII(scalar) }
    var low = 0
    var high = runs.count
    // Runs before `low` end before `scalar`; runs from `high` on end at or after it.
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].last < scalar { low = middle + 1 } else { high = middle }
    }
    guard low < runs.count, runs[low].first <= scalar else { return scalar }
    let run = runs[low]
    guard (scalar - run.first) % run.step == 0 else { return scalar }
    return UInt32(truncatingIfNeeded: Int32(truncatingIfNeeded: scalar) &+ run.delta)
  }

  @inline(__always)
  static func ofASCII(_ scalar: UInt32) -> UInt32 {
    scalar &- 0x41 < 26 ? scalar | 0x20 : scalar
  }
}
