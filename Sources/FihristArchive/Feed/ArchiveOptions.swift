/// How an archive is read.
package struct ArchiveOptions: Sendable {
  /// Whether the first record or file that cannot be taken ends the indexing; otherwise it is
  /// reported, counted and left out.
  package var isStrict: Bool

  /// Which members of the records feed the fields.
  package var mapping: RecordMapping

  /// The longest line, and the longest text article, in bytes; a longer one is left out. At least 1.
  package var lineLimit: Int

  /// Ends the reading when it is requested, even while input is awaited.
  package var interruption: InputInterruption

  /// Makes options.
  package init(
    isStrict: Bool = false, mapping: RecordMapping = .article,
    lineLimit: Int = LineChunks.byteLimit, interruption: InputInterruption = InputInterruption()
  ) {
    self.isStrict = isStrict
    self.mapping = mapping
    self.lineLimit = lineLimit
    self.interruption = interruption
  }
}
