/// A view of one posting list in a mapped file: which documents hold a term, how often, how well.
///
/// The initialiser checks the sizes of what every call needs; each call checks everything else that
/// it reads (offsets, widths, counts) before using it. No call reads more than 64 bytes past the
/// range, whatever the bytes are; damage results in false, zero, nil or wrong postings, but all IDs
/// are below the document count. The view is valid while the range is mapped.
@frozen
@usableFromInline
@safe
package struct PostingList {
  /// How a list is written; see Documentation/Format/postings.md.
  @frozen
  @usableFromInline
  package enum Form: UInt8, Sendable, Hashable {
    /// Fewer than 128 postings: one stream of bits, one block.
    case short
    /// Blocks of 128 packed gaps with a directory.
    case blocked
    /// A code of four bits for each document of the segment.
    case dense
  }

  @usableFromInline let base: UnsafeRawPointer
  /// Bytes of the list.
  @usableFromInline let size: Int
  /// Where things lie, from `base`; 0 where a form has no such thing.
  @usableFromInline let layout: PostingLayout
  /// The shape of the segment's lists.
  @usableFromInline package let shape: ListShape
  /// Document frequency: postings, those of deleted documents included.
  @usableFromInline package let count: Int
  /// The form, which follows from `count` and `shape`.
  @usableFromInline package let form: Form
  /// An upper bound of the tf part of every posting, in 255ths.
  @usableFromInline package let maximum: UInt8
  /// A lower bound of the tenth best tf part, in 255ths; 0 when there is none.
  @usableFromInline package let tenthBest: UInt8

  /// Opens a list.
  ///
  /// - Parameters:
  ///   - bytes: The whole list; 64 more bytes after it are readable.
  ///   - count: The term's document frequency.
  ///   - shape: The shape of the segment's lists.
  /// - Throws: ``PostingListError`` when the bytes are too few, or name documents past the last.
  /// - Complexity: O(1).
  package init(
    bytes: UnsafeRawBufferPointer, count: Int, shape: ListShape
  ) throws(PostingListError) {
    guard count >= 1, count <= shape.documentCount,
      shape.documentCount <= ListShape.mostDocuments, let base = bytes.baseAddress
    else { throw PostingListError("the document frequency \(count) is out of range") }
    form = shape.form(documentFrequency: count)
    let layout = unsafe PostingLayout(bytes, form: form, count: count, shape: shape)
    guard Int(layout.body) <= bytes.count else {
      throw PostingListError("\(bytes.count) bytes are too few for \(count) postings")
    }
    unsafe self.base = base
    size = bytes.count
    self.layout = layout
    self.shape = shape
    self.count = count
    let bounds = unsafe base + Int(layout.bounds)
    maximum = unsafe layout.hasBounds ? bounds.load(as: UInt8.self) : 255
    tenthBest = unsafe layout.hasBounds ? (bounds + 1).load(as: UInt8.self) : 0
    guard form != .dense || endsWithinDocuments else {
      throw PostingListError("it names documents past the last")
    }
  }

  /// Whether postings have codes of four bits.
  @inlinable
  package var hasCodes: Bool { layout.levels != 0 }

  /// The 15 ascending bounds (255ths) that codes 1...15 stand for; the last is ``maximum``. Nil
  /// without codes.
  @inlinable
  package var levels: UnsafePointer<UInt8>? {
    hasCodes ? unsafe (base + Int(layout.levels)).assumingMemoryBound(to: UInt8.self) : nil
  }

  /// Blocks: a short list has one.
  @inlinable
  package var blockCount: Int { (count &+ 127) &>> 7 }

  /// The postings of a block: 128 but for the last.
  @inlinable
  package func blockLength(_ block: Int) -> Int { min(128, count &- block &* 128) }

  /// The element `index` of an array of the directory that starts at `part`.
  @inlinable
  func element(of part: UInt32, at index: Int) -> UInt32 {
    let offset = Int(part)
    if layout.isWide {
      return unsafe base.loadUnaligned(fromByteOffset: offset &+ 4 &* index, as: UInt32.self)
    }
    return unsafe UInt32(
      base.loadUnaligned(fromByteOffset: offset &+ 2 &* index, as: UInt16.self))
  }

  /// Where the positions of `block` start in the term's range of the positions file.
  @inlinable
  package func positionOffset(_ block: Int) -> Int {
    block == 0 || layout.positionOffsets == 0
      ? 0 : Int(element(of: layout.positionOffsets, at: block &- 1))
  }

  /// The bytes of a block in the body, or nil when the directory is damaged.
  func blockRange(_ block: Int) -> Range<Int>? {
    let body = Int(layout.body)
    let start = block == 0 ? 0 : Int(element(of: layout.offsets, at: block - 1))
    let end = block + 1 < blockCount ? Int(element(of: layout.offsets, at: block)) : size - body
    guard start <= end, end <= size - body else { return nil }
    return body + start..<body + end
  }
}
