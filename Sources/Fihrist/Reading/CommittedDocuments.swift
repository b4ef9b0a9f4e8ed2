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
/// ``starting(at:)`` leaves out the first of them.
public struct CommittedDocuments: AsyncSequence, Sendable {
  /// The elements.
  public typealias Element = IndexedDocument

  let snapshot: Snapshot
  let fields: Set<String>?
  private(set) var offset = 0

  init(snapshot: Snapshot, fields: Set<String>?) {
    self.snapshot = snapshot
    self.fields = fields
  }

  /// The documents without the first `offset` of them, 0 or more.
  ///
  /// - Complexity: O(1) if the index has one segment without deleted documents; otherwise
  ///   O(`offset`) keys are passed over, and no document is read.
  public func starting(at offset: Int) -> CommittedDocuments {
    var documents = self
    documents.offset = Swift.max(0, offset)
    return documents
  }

  /// Steps from document to document.
  public struct Iterator: AsyncIteratorProtocol {
    private let snapshot: Snapshot
    private let fields: Set<String>?
    private var skipped: Int
    private var walk: KeyMerge?
    /// The next document of a segment without deleted documents, whose documents are in the order
    /// of their keys.
    private var number: UInt32 = 0

    init(_ documents: CommittedDocuments) {
      snapshot = documents.snapshot
      fields = documents.fields
      skipped = documents.offset
    }

    /// The next document, or nil at the end.
    ///
    /// - Throws: ``/FihristStorage/IndexError`` of kind `damaged`.
    /// - Complexity: O(segments) for the first, then O(log segments), and what decoding takes.
    public mutating func next() throws -> IndexedDocument? {
      guard let found = try nextHolder() else { return nil }
      return try snapshot.document(
        found.document, of: snapshot.segments[found.segment], fields: fields)
    }

    private mutating func nextHolder() throws(IndexError) -> KeyMerge.Holder? {
      if snapshot.segments.count == 1, snapshot.segments[0].live == nil {
        let count = snapshot.segments[0].documentCount
        number += UInt32(Swift.min(skipped, count - Int(number)))
        skipped = 0
        guard number < count else { return nil }
        defer { number += 1 }
        return KeyMerge.Holder(segment: 0, document: number)
      }
      var walk: KeyMerge
      if let begun = self.walk { walk = begun } else { walk = try KeyMerge(snapshot.segments) }
      defer { self.walk = walk }
      while try walk.next() {
        let found = walk.holders.first {
          snapshot.segments[$0.segment].live?.isLive($0.document) ?? true
        }
        guard let found else { continue }
        guard skipped == 0 else {
          skipped -= 1
          continue
        }
        return found
      }
      return nil
    }
  }

  /// Makes an iterator before the first document.
  public func makeAsyncIterator() -> Iterator { Iterator(self) }
}
