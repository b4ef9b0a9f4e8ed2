/// How an archive is read.
package struct ArchiveOptions: Sendable, Hashable {
  /// Whether the first record or file that cannot be taken ends the indexing; otherwise it is
  /// reported, counted and left out.
  package var isStrict: Bool

  /// Makes options.
  package init(isStrict: Bool = false) { self.isStrict = isStrict }
}
