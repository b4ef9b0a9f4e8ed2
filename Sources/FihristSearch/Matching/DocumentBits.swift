internal import FihristFormat
internal import FihristKernels
internal import FihristStorage

/// A set of documents of one segment: a bit for each, in a query's arena.
struct DocumentBits {
  /// Bit i of word w stands for document 64·w + i; bits past the last document are 0.
  let words: Column<UInt64>

  private let documentCount: Int
  private let wordCount: Int

  /// Makes a set with undefined contents among `documentCount` documents.
  init(documentCount: Int, in arena: Arena) {
    self.documentCount = documentCount
    wordCount = (documentCount + 63) / 64
    words = arena.allocate(wordCount)
  }

  /// Whether the set is empty.
  var isEmpty: Bool {
    var union: UInt64 = 0
    for word in 0..<wordCount { union |= words[word] }
    return union == 0
  }

  /// How many documents are in it.
  var count: Int { (0..<wordCount).reduce(0) { $0 + words[$1].nonzeroBitCount } }

  // MARK: Whole sets

  /// Removes all documents.
  func clear() { words.fill(0..<wordCount, with: 0) }

  /// Adds all documents, or those of `live` if it is not nil.
  func fill(_ live: UnsafePointer<UInt64>?) {
    if let live = unsafe live {
      return unsafe words.pointer(for: wordCount).update(from: live, count: wordCount)
    }
    words.fill(0..<wordCount, with: .max)
    let rest = documentCount % 64
    if rest != 0 { words[wordCount - 1] = 1 << UInt64(rest) - 1 }
  }

  /// Makes this set equal to `other`, a set of the same segment.
  func copy(_ other: DocumentBits) {
    for word in 0..<wordCount { words[word] = other.words[word] }
  }

  /// Adds the documents of `other`, a set of the same segment.
  func add(_ other: DocumentBits) {
    for word in 0..<wordCount { words[word] |= other.words[word] }
  }

  /// Removes the documents that are not in `other`, a set of the same segment.
  func keep(_ other: DocumentBits) {
    for word in 0..<wordCount { words[word] &= other.words[word] }
  }

  /// Removes the documents that are in `other`, a set of the same segment.
  func remove(_ other: DocumentBits) {
    for word in 0..<wordCount { words[word] &= ~other.words[word] }
  }

  /// Puts in the documents of `other`, a set of the same segment, 64 documents a word.
  func add(words other: [UInt64]) {
    for word in 0..<min(wordCount, other.count) { words[word] |= other[word] }
  }

  /// Takes out the documents that are not in `other`, a set of the same segment, 64 documents a
  /// word.
  func keep(words other: [UInt64]) {
    for word in 0..<min(wordCount, other.count) { words[word] &= other[word] }
  }

  /// The set as 64 documents a word.
  var array: [UInt64] { (0..<wordCount).map { words[$0] } }

  // MARK: Single documents

  /// Puts `document` in, which is below the document count.
  @inline(__always)
  func insert(_ document: Int) { words[document &>> 6] |= 1 &<< UInt64(document & 63) }

  /// Whether it has a document.
  func contains(_ document: UInt32) -> Bool {
    words[Int(document &>> 6)] &>> UInt64(document & 63) & 1 != 0
  }

  /// Calls `body` with each document, in order.
  @inline(__always)
  func forEachDocument<Failure: Error>(_ body: (Int) throws(Failure) -> Void) throws(Failure) {
    for word in 0..<wordCount {
      var rest = words[word]
      while rest != 0 {
        try body(64 &* word &+ rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
    }
  }

  /// Calls `body` with each document, in order, until it returns `false`.
  func forEach(_ body: (UInt32) -> Bool) {
    for word in 0..<wordCount {
      var rest = words[word]
      while rest != 0 {
        guard body(UInt32(64 * word + rest.trailingZeroBitCount)) else { return }
        rest &= rest - 1
      }
    }
  }

  /// Removes `document`, which is below the document count.
  func remove(_ document: UInt32) {
    words[Int(document >> 6)] &= ~(1 << UInt64(document & 63))
  }

  // MARK: Documents of lists

  /// Adds `count` documents, all below the document count.
  func add(_ documents: Column<UInt32>, count: Int) {
    for index in 0..<count {
      let document = documents[index]
      words[Int(document &>> 6)] |= 1 &<< UInt64(document & 63)
    }
  }

  /// Adds the documents of a dense list.
  func add(dense list: OpenList) {
    for word in 0..<wordCount { words[word] |= list.postings.mask(ofGroup: word) }
  }
}
