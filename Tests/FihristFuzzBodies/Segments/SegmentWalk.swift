import FihristFormat
import FihristStorage

/// Reads all that a segment holds, as merging and checking do.
struct SegmentWalk {
  let segment: SegmentReader

  init(_ segment: SegmentReader) { self.segment = segment }

  /// Every term of every space, found again, with its postings and positions.
  func lists() throws {
    for space in segment.spaces { try lists(of: space) }
  }

  private func lists(of space: SegmentSpace) throws {
    var cursor = space.makeTermCursor()
    while try cursor.next() {
      _ = try space.term(cursor.bytes)
      let list = try space.postings(of: cursor.entry)
      let hasPositions = space.space.hasPositions
      ListWalk(list).run(hasPositions ? try space.positions(of: cursor.entry, list) : nil)
    }
    for term in ["", "w1", "w", "zz", "كتاب", String(repeating: "x", count: 2_000)] {
      _ = try space.term(Array(term.utf8))
    }
  }

  /// The text, the length and the field ends of every document; of many, of some.
  func documents() throws {
    _ = try segment.lengths()
    for id in stride(from: 0, to: UInt32(segment.documentCount), by: 1 + segment.documentCount / 16)
    {
      _ = try segment.storedDocument(id)
      for space in segment.spaces { _ = try space.length(of: id) }
      try fieldEnds(of: id)
    }
  }

  private func fieldEnds(of document: UInt32) throws {
    guard let ends = segment.fieldEnds else { return }
    for field in 0..<ends.fieldCount {
      let positions = try ends.positions(ofField: field, in: document)
      guard let first = positions.first else { continue }
      let found = try ends.field(at: first, in: document)
      precondition(found == field, "a position lies in another field")
    }
  }

  /// Every key, found again.
  func keys() throws {
    var cursor = segment.makeKeyCursor()
    var count = 0
    while try cursor.next() {
      count += 1
      if count % (1 + segment.documentCount / 16) == 0 {
        _ = try segment.document(withKey: cursor.key)
        _ = try segment.key(of: cursor.document)
      }
    }
    _ = try segment.document(withKey: Array("k7".utf8))
    _ = try segment.document(withKey: [0xFF, 0xFF])
  }
}

/// Calls every function of a posting list, and checks what they promise for any bytes.
struct ListWalk {
  private let list: PostingList
  private let documentCount: UInt32

  init(_ list: PostingList) {
    self.list = list
    documentCount = UInt32(list.shape.documentCount)
  }

  func run(_ positions: PositionList?) {
    for block in 0..<list.blockCount { read(block, positions) }
    for document in stride(from: 0, to: documentCount, by: 1 + Int(documentCount) / 30) {
      precondition(list.block(containing: document) <= list.blockCount)
      guard list.form == .dense else { continue }
      _ = list.contains(document)
      _ = list.frequency(atRank: list.rank(of: document))
      _ = list.code(of: document)
    }
    _ = list.frequency(atRank: .max)
    if let levels = unsafe list.levels { _ = (0..<15).reduce(0) { unsafe $0 ^ levels[$1] } }
  }

  private func read(_ block: Int, _ positions: PositionList?) {
    let length = list.blockLength(block)
    for index in [0, length / 2, length - 1] { _ = list.frequency(block, at: index) }
    _ = list.blockMaximum(block)
    if let codes = unsafe list.codes(block) {
      _ = (0..<64).reduce(0) { unsafe $0 ^ codes[$1] }
    }
    var decoded = PostingBlock()
    if list.form == .dense {
      _ = list.decodeDenseDocuments(
        block, max(0, length - 3)..<length, near: list.lastDocument(block),
        into: decoded.documents)
    }
    guard decoded.decodeDocuments(block, of: list) else { return }
    var previous = -1
    for index in 0..<length {
      let document = decoded.documents[index]
      precondition(document < documentCount, "a document past the last")
      precondition(Int(document) > previous, "documents do not ascend")
      previous = Int(document)
    }
    guard decoded.decode(block, of: list), let positions else { return }
    decode(positions, &decoded)
  }

  private func decode(_ positions: PositionList, _ block: inout PostingBlock) {
    guard block.locatePositions(of: positions) else { return }
    var all: [UInt32] = []
    positions.decodeAll(of: block, into: &all)
    var one: [UInt32] = []
    var count = 0
    for index in 0..<block.count {
      positions.decode(index, of: block, into: &one)
      precondition(one.elementsEqual(all[count..<count + one.count]), "decoded in two ways")
      count += one.count
    }
    precondition(count == all.count)
  }
}
