internal import FihristKernels

/// A set of documents of one segment: a bit for each, in a query's arena.
@safe struct DocumentBits {
  /// Bit i of word w stands for document 64·w + i; bits past the last document are 0.
  let words: UnsafeMutablePointer<UInt64>

  private let documentCount: Int
  private let wordCount: Int

  /// Makes a set of any content among `documentCount` documents.
  init(documentCount: Int, in arena: Arena) {
    self.documentCount = documentCount
    wordCount = (documentCount + 63) / 64
    unsafe words = arena.allocate(wordCount)
  }

  /// Whether no document is in it.
  var isEmpty: Bool {
    var union: UInt64 = 0
    for word in 0..<wordCount { unsafe union |= words[word] }
    return union == 0
  }

  // MARK: Whole sets

  /// Takes all documents out.
  func clear() { unsafe words.update(repeating: 0, count: wordCount) }

  /// Puts all documents in, or those of `live` if there are such.
  func fill(_ live: UnsafePointer<UInt64>?) {
    if let live = unsafe live { return unsafe words.update(from: live, count: wordCount) }
    unsafe words.update(repeating: .max, count: wordCount)
    let rest = documentCount % 64
    if rest != 0 { unsafe words[wordCount - 1] = 1 << UInt64(rest) - 1 }
  }

  /// Takes out the documents that are not in `other`, a set of the same segment.
  func keep(_ other: DocumentBits) {
    for word in 0..<wordCount { unsafe words[word] &= other.words[word] }
  }

  /// Takes out the documents that are in `other`, a set of the same segment.
  func remove(_ other: DocumentBits) {
    for word in 0..<wordCount { unsafe words[word] &= ~other.words[word] }
  }

  // MARK: Documents of lists

  /// Puts `count` documents in, all below the document count.
  func add(_ documents: UnsafePointer<UInt32>, count: Int) {
    for place in 0..<count {
      let document = unsafe documents[place]
      unsafe words[Int(document &>> 6)] |= 1 &<< UInt64(document & 63)
    }
  }

  /// Puts the documents of a dense list in: those whose code is not 0.
  func add(codes nibbles: UnsafePointer<UInt8>) {
    for word in 0..<wordCount {
      unsafe words[word] |= fihrist_group_mask(nibbles + 32 &* word)
    }
  }
}
