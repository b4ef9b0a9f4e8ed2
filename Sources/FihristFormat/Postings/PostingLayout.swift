/// Where the parts of a posting list lie, in bytes from its start; 0 where it has no such part.
///
/// Four bytes each: a list of the most documents has fewer than 2^28 bytes before its body. They
/// are kept small because calls that decode blocks copy them.
@frozen
@usableFromInline
struct PostingLayout: Sendable {
  /// The maximum and the tenth best; meaningful when `hasBounds`.
  @usableFromInline var bounds: UInt32 = 0
  /// Whether the list has a maximum and a tenth best.
  @usableFromInline var hasBounds = false
  /// Whether numbers of the directory take 4 bytes; else 2.
  @usableFromInline var isWide = false
  /// The 15 level bounds.
  @usableFromInline var levels: UInt32 = 0
  /// Blocked: the last document of each block.
  @usableFromInline var lastDocuments: UInt32 = 0
  /// Where blocks start in the body, from the second block on.
  @usableFromInline var offsets: UInt32 = 0
  /// Where the positions of blocks start, from the second block on.
  @usableFromInline var positionOffsets: UInt32 = 0
  /// Blocked: the bound of each block, one byte.
  @usableFromInline var maxima: UInt32 = 0
  /// Dense: postings before each run of 65,536 documents, from the second run on, 4 bytes.
  @usableFromInline var runRanks: UInt32 = 0
  /// Dense: postings of the run before each group of 64 documents, 2 bytes.
  @usableFromInline var groupRanks: UInt32 = 0
  /// Dense: 32 bytes for each group.
  @usableFromInline var nibbles: UInt32 = 0
  /// The blocks (or the one stream of a short list), to the end of the list.
  @usableFromInline var body: UInt32 = 0

  /// Finds the parts of a list; reads at most its first byte. `body` is past the end when the bytes
  /// are too few.
  init(_ bytes: UnsafeRawBufferPointer, form: PostingList.Form, count: Int, shape: ListShape) {
    let first = unsafe bytes.isEmpty ? 0 : bytes[0]
    self.init(isWide: first & 1 != 0, form: form, count: count, shape: shape)
  }

  /// Finds the parts of a list whose directory is wide or not.
  init(isWide: Bool, form: PostingList.Form, count: Int, shape: ListShape) {
    if form == .short {
      hasBounds = count >= ListShape.leastBounded
      body = hasBounds ? 2 : 0
      return
    }
    self.isWide = isWide
    hasBounds = true
    bounds = 1
    body = 3
    if count >= ListShape.leastCoded || form == .dense { levels = take(15) }
    let blocks = (count + 127) / 128
    let width = isWide ? 4 : 2
    if form == .dense {
      runRanks = take(4 * ((shape.documentCount - 1) >> 16))
      groupRanks = take(2 * Self.groupCount(shape.documentCount))
    } else {
      lastDocuments = take(width * blocks)
    }
    offsets = take(width * (blocks - 1))
    if shape.hasPositions { positionOffsets = take(width * (blocks - 1)) }
    if form == .dense {
      nibbles = take(32 * Self.groupCount(shape.documentCount))
    } else {
      maxima = take(blocks)
    }
  }

  /// Groups of 64 documents.
  static func groupCount(_ documentCount: Int) -> Int { (documentCount + 63) >> 6 }

  /// Starts a part of `count` bytes where the part before it ended.
  private mutating func take(_ count: Int) -> UInt32 {
    defer { body += UInt32(count) }
    return body
  }
}
