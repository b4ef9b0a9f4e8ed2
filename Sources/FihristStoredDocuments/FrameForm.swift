/// The form of frames that were made in advance.
package struct FrameForm: Sendable {
  /// The zstd dictionary; empty without one.
  let dictionary: [UInt8]
  /// The section that defines the codes; empty without words.
  let words: [UInt8]
}
