internal import FihristFormat
internal import FihristKernels

/// The documents of a query's item in one segment, ready for adding bounds and exact scores.
///
/// Everything it points to lies in the query's arena or in the mapped segment.
@safe struct RankedList {
  /// How its documents are reached.
  enum Form {
    /// All documents are decoded: lists without codes, and phrases.
    case decoded
    /// A blocked list with a code beside each posting, decoded as windows need it.
    case coded
    /// A code for each document of the segment.
    case dense
  }

  let form: Form
  /// Its weight in scores; 0 for excluded items.
  let weight: Float
  /// Its postings, those of deleted documents included.
  let count: Int
  /// A bound of what it adds to any score.
  private(set) var upper: Float
  /// Its posting list; nil for phrases.
  let list: UnsafePointer<PostingList>?
  /// Decoded: all documents. Coded: those held.
  private(set) var documents: UnsafeMutablePointer<UInt32>
  /// Decoded: the frequency of each document, where they were decoded.
  private(set) var frequencies: UnsafeMutablePointer<UInt32>?
  /// Decoded: what it adds to the score of each document, where that was computed.
  private(set) var scores: UnsafeMutablePointer<Float>?
  /// The bound, in units, of each of ``documents``.
  private(set) var values: UnsafeMutablePointer<UInt8>
  /// The bound, in units, of each code; the entry of 0 is 0. Not for decoded lists.
  var table: UnsafeMutablePointer<UInt8>

  /// How many documents are held; all for decoded lists.
  private(set) var heldCount: Int
  /// The place in the posting list of the first document held.
  private(set) var firstHeld = 0
  /// The next block to decode.
  private var nextBlock = 0
  /// Where, among the documents held, those of the present window are.
  private(set) var window = 0..<0

  /// What decoded lists are padded with up to a multiple of 128: above every document.
  static let padding: UInt32 = 0x7FFF_FFFF

  /// Makes a decoded list of decoded documents, which are followed by ``padding``.
  init(
    decoded documents: UnsafeMutablePointer<UInt32>, frequencies: UnsafeMutablePointer<UInt32>?,
    count: Int, weight: Float, upper: Float, list: UnsafePointer<PostingList>?, in arena: Arena
  ) {
    form = .decoded
    self.weight = weight
    self.count = count
    self.upper = upper
    unsafe self.list = list
    unsafe self.documents = documents
    unsafe self.frequencies = frequencies
    unsafe values = arena.allocate((count + 127) & ~127)
    unsafe table = values
    heldCount = count
  }

  /// Makes a list with codes, nothing decoded; ``makeRoom(windowLength:in:)`` before windows are held.
  init(codes list: UnsafePointer<PostingList>, weight: Float, upper: Float, in arena: Arena) {
    form = unsafe list.pointee.form == .dense ? .dense : .coded
    self.weight = weight
    count = unsafe list.pointee.count
    self.upper = upper
    unsafe self.list = list
    unsafe table = arena.allocate(16)
    unsafe table.update(repeating: 0, count: 16)
    unsafe documents = arena.allocate(0)
    unsafe values = table
    heldCount = 0
  }

  /// Makes room for the documents of a window in a list with codes beside postings.
  mutating func makeRoom(windowLength: Int, in arena: Arena) {
    guard form == .coded else { return }
    // A window's documents, the rest of the block before it and that of the block behind it.
    let room = min(count, windowLength + 128) + PostingList.documentRoom
    unsafe documents = arena.allocate(room)
    unsafe values = arena.allocate(room)
  }
}

// MARK: Bounds in units

extension RankedList {
  /// Fills ``table``, or the ``values`` of a decoded list, with bounds in units.
  ///
  /// - Parameter units: How many units a score of 1 has.
  func quantize(units: Float, factors: BoundFactors) {
    guard form != .decoded else {
      if let scores = unsafe scores {
        // The slack for sums, as BoundFactors gives it to stored bounds.
        unsafe fihrist_bound_scores(scores, count, units * (1 + 1e-5), values)
      } else {
        // Left to ``bound(at:_:units:in:)``, for the few documents that need it.
        unsafe values.update(repeating: 0, count: count)
      }
      return
    }
    unsafe table[0] = 0
    guard let list = unsafe list, let levels = unsafe list.pointee.levels else { return }
    for code in 1...15 {
      let bound = unsafe factors.upperBound(levels[code - 1], weight: weight) * units
      // In this order of arguments also a bound that is no number becomes 1.
      unsafe table[code] = UInt8(min(255, max(1, bound.rounded(.up))))
    }
  }
}

extension RankedList {
  /// The greatest bound of its documents, in units, once it is quantized; 1 more for a decoded list, whose
  /// bounds may be rounded otherwise.
  func upper(units: Float) -> Int {
    guard form == .decoded else { return unsafe Int(table[15]) }
    return Int(min(255, max(1, (upper * units).rounded(.up)))) + 1
  }
}

// MARK: Windows

extension RankedList {
  /// Sees to it that all documents in `start..<end` are held, and finds them; windows ascend.
  ///
  /// - Returns: False when the list is damaged.
  mutating func hold(from start: UInt32, to end: UInt32) -> Bool {
    switch form {
    case .dense: return true
    case .decoded: break
    case .coded:
      guard let list = unsafe list else { return false }
      unsafe release(below: start, of: list)
      guard unsafe decode(to: end, of: list) else { return false }
    }
    let low = form == .decoded ? min(window.upperBound, heldCount) : 0
    let first = unsafe low + fihrist_lower_bound(documents + low, heldCount - low, start)
    let last = unsafe first + fihrist_lower_bound(documents + first, heldCount - first, end)
    window = first..<last
    return true
  }

  /// Lets go of documents below `start`.
  private mutating func release(below start: UInt32, of list: UnsafePointer<PostingList>) {
    guard heldCount > 0, unsafe documents[heldCount - 1] >= start else {
      // Nothing of use is held; blocks that end before the window are passed over.
      unsafe nextBlock = list.pointee.block(containing: start, from: nextBlock)
      firstHeld = nextBlock * 128
      heldCount = 0
      return
    }
    let passed = unsafe fihrist_lower_bound(documents, heldCount, start)
    guard passed > 0 else { return }
    heldCount -= passed
    firstHeld += passed
    unsafe documents.update(from: documents + passed, count: heldCount)
    unsafe values.update(from: values + passed, count: heldCount)
  }

  /// Decodes blocks until one ends at `end` or behind.
  private mutating func decode(to end: UInt32, of list: UnsafePointer<PostingList>) -> Bool {
    let blockCount = unsafe list.pointee.blockCount
    while nextBlock < blockCount, unsafe heldCount == 0 || documents[heldCount - 1] < end {
      guard unsafe list.pointee.decodeDocuments(nextBlock, into: documents + heldCount) else {
        return false
      }
      if let codes = unsafe list.pointee.codes(nextBlock) {
        unsafe fihrist_expand_codes(codes, table, values + heldCount)
      } else {
        return false
      }
      unsafe heldCount += list.pointee.blockLength(nextBlock)
      nextBlock += 1
    }
    return true
  }
}

extension RankedList {
  /// The documents of the present window and their bounds.
  @inline(__always)
  var heldWindow: (documents: UnsafePointer<UInt32>, values: UnsafePointer<UInt8>, count: Int) {
    unsafe (
      UnsafePointer(documents + window.lowerBound), UnsafePointer(values + window.lowerBound),
      window.count
    )
  }

  /// A bound of what the list adds to the scores of documents in `start..<end`.
  func upper(from start: UInt32, to end: UInt32, _ factors: BoundFactors) -> Float {
    guard form == .coded, let list = unsafe list else { return upper }
    var block = unsafe list.pointee.block(containing: start, from: max(0, nextBlock - 1))
    var most: UInt8 = 0
    while unsafe block < list.pointee.blockCount {
      unsafe most = max(most, list.pointee.blockMaximum(block))
      if unsafe list.pointee.lastDocument(block) >= end { break }
      block += 1
    }
    return factors.upperBound(most, weight: weight)
  }
}

// MARK: Exact scores

extension RankedList {
  /// Decodes the ``frequencies`` of a decoded list, once; false if it is damaged.
  mutating func decodeFrequencies(in arena: Arena) -> Bool {
    guard form == .decoded, unsafe frequencies == nil else { return true }
    guard let list = unsafe list else { return false }
    let blockCount = unsafe list.pointee.blockCount
    let room: UnsafeMutablePointer<UInt32> = unsafe arena.allocate(128 * blockCount)
    for block in 0..<blockCount {
      guard unsafe list.pointee.decodeFrequencies(block, into: room + 128 * block) else {
        return false
      }
    }
    unsafe frequencies = room
    return true
  }

  /// The bound, in units, of the posting at `place` of a decoded list, which is that of `document`.
  @inline(__always)
  func bound(at place: Int, _ document: UInt32, units: Float, in segment: SegmentView) -> UInt8 {
    // The slack for sums, as BoundFactors gives it to stored bounds.
    let scaled = score(at: place, document, in: segment) * (units * (1 + 1e-5))
    return UInt8(min(255, max(1, scaled.rounded(.up))))
  }

  /// Computes the ``scores`` of a decoded list, and bounds it by the best; false if it is damaged.
  mutating func scoreAll(in segment: SegmentView, _ arena: Arena) -> Bool {
    guard form == .decoded, unsafe scores == nil else { return true }
    guard decodeFrequencies(in: arena), let frequencies = unsafe frequencies else { return false }
    let room: UnsafeMutablePointer<Float> = unsafe arena.allocate(count)
    let most = unsafe fihrist_score_postings(
      documents, frequencies, count, segment.norms, segment.inverse, weight, room)
    upper = most * (1 + 1e-5)
    unsafe scores = room
    return true
  }
}

extension RankedList {
  /// The exact score of `document` of the present window, or nil if the list does not have it.
  @inline(__always)
  func score(_ document: UInt32, in segment: SegmentView) -> Float? {
    if form == .dense {
      guard let list = unsafe list, unsafe list.pointee.contains(document) else { return nil }
      let rank = unsafe list.pointee.rank(of: document)
      return unsafe segment.part(
        list.pointee.frequency(atRank: rank), document, weight: weight)
    }
    let first = window.lowerBound
    let place = unsafe first &+ fihrist_lower_bound(documents + first, window.count, document)
    guard place < window.upperBound, unsafe documents[place] == document else { return nil }
    return score(at: form == .decoded ? place : firstHeld &+ place, document, in: segment)
  }

  /// The exact score of the posting at `place` of the list, which is that of `document`.
  @inline(__always)
  func score(at place: Int, _ document: UInt32, in segment: SegmentView) -> Float {
    if form == .decoded {
      if let scores = unsafe scores { return unsafe scores[place] }
      let frequency = unsafe frequencies?[place] ?? 0
      return segment.part(frequency, document, weight: weight)
    }
    guard let list = unsafe list else { return 0 }
    let frequency = unsafe list.pointee.frequency(place &>> 7, at: place & 127)
    return segment.part(frequency, document, weight: weight)
  }
}
