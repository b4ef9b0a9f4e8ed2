/// All lines of a concordance in the order of documents, found as they are asked for.
///
///     var lines = try index.concordanceLines(ConcordanceRequest("نفط"))
///     while let line = try lines.next() { print(line.key, line.match) }
///
/// It shows the commit that was current when it was made, whatever is committed later. Its memory
/// is that of one document's lines.
public struct ConcordanceLines {
  /// What was assumed where the text of the query or of the filter is not a valid query.
  public let notes: [QueryNote]

  /// How many documents match the query and the filter.
  public let documentCount: Int

  private var walk: ConcordanceWalk
  private var lines: ArraySlice<ConcordanceWalk.Line> = []

  init(_ walk: ConcordanceWalk, documentCount: Int, notes: [QueryNote]) {
    self.walk = walk
    self.documentCount = documentCount
    self.notes = notes
  }

  /// The next line; `nil` at the end.
  ///
  /// - Throws: ``/FihristStorage/IndexError`` of kind `damaged`.
  public mutating func next() throws -> ConcordanceLine? {
    while lines.isEmpty {
      guard let next = try walk.next() else { return nil }
      lines = next[...]
    }
    return lines.popFirst()?.line
  }
}
