/// Finds the records of a format in bytes that come piece by piece.
protocol RecordScanner {
  /// The next byte to be looked at; all before it may be discarded.
  var index: Int { get }

  /// The next step in `bytes`; `isWhole` tells that nothing follows them.
  mutating func next(_ bytes: ByteView, isWhole: Bool) -> ScanStep

  /// Gives up the record that starts at ``index``, and looks for the next from there on.
  mutating func giveUp() -> ScannedRecord

  /// Tells that the bytes before ``index`` were dropped.
  mutating func discard()

  /// What is wrong with the end of the input at `path`, after the last step; nil if nothing is.
  func endProblem(_ path: InputPath, isIncomplete: Bool) -> ArchiveError?
}
