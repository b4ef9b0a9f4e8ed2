/// How an archive is read.
package struct ArchiveOptions: Sendable, Hashable {
  /// Whether the first record or file that cannot be taken ends the indexing; otherwise it is
  /// reported, counted and left out.
  package var isStrict: Bool

  /// Which members of the records feed the fields.
  package var mapping: RecordMapping

  /// Makes options.
  package init(isStrict: Bool = false, mapping: RecordMapping = .article) {
    self.isStrict = isStrict
    self.mapping = mapping
  }
}
