/// Records of one input, in chunks.
protocol RecordSource: AnyObject {
  /// The next records, or nil at the end.
  ///
  /// - Throws: ``ArchiveError`` if the rest of the input cannot be read, or the input ends before
  ///   its last record does, after the whole records before that were returned.
  func next() throws(ArchiveError) -> RecordChunk?
}
