/// What frames that were made beforehand were made with.
package struct FrameForm: Sendable {
  /// What zstd was given; empty if nothing.
  let dictionary: [UInt8]
  /// The section that says what codes stand for; empty without words.
  let words: [UInt8]
}
