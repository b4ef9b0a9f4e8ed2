/// All documents of one commit, in the byte order of their keys.
///
///     for try await document in index.documents() { print(document.key) }
///
/// Outside a task, its iterator does the same without waiting:
///
///     var iterator = index.documents().makeAsyncIterator()
///     while let document = try iterator.next() { print(document.key) }
///
/// It shows the commit that was current when it was made, whatever is committed later.
public struct CommittedDocuments: AsyncSequence, Sendable {
  /// The elements.
  public typealias Element = IndexedDocument

  let snapshot: Snapshot
  let fields: Set<String>?

  /// Steps from document to document.
  public struct Iterator: AsyncIteratorProtocol {
    private let snapshot: Snapshot
    private let fields: Set<String>?
    private var walk: KeyMerge?

    init(_ documents: CommittedDocuments) {
      snapshot = documents.snapshot
      fields = documents.fields
    }

    /// The next document, or nil at the end.
    ///
    /// - Throws: ``/FihristStorage/IndexError`` of kind `damaged`.
    /// - Complexity: O(segments) for the first, then O(log segments), and what decoding takes.
    public mutating func next() throws -> IndexedDocument? {
      var walk = try self.walk ?? KeyMerge(snapshot.segments)
      defer { self.walk = walk }
      while try walk.next() {
        for holder in walk.holders {
          let segment = snapshot.segments[holder.segment]
          guard segment.live?.isLive(holder.document) ?? true else { continue }
          return try snapshot.document(holder.document, of: segment, fields: fields)
        }
      }
      return nil
    }
  }

  /// Makes an iterator before the first document.
  public func makeAsyncIterator() -> Iterator { Iterator(self) }
}
