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

  /// Every column: its strings, found again, and the values of documents; of many, of some.
  func columns() throws {
    for field in segment.schema.columnFields {
      expectDamageAtMost {
        if case .keyword(let column) = try segment.columns?.column(field) {
          try strings(of: column)
        }
      }
      for id in stride(from: 0, to: segment.documentCount, by: 1 + segment.documentCount / 16) {
        expectDamageAtMost { _ = try segment.columns?.values(of: id, in: field) }
      }
    }
  }

  private func strings(of column: KeywordColumn) throws {
    var cursor = column.makeCursor()
    var count = 0
    while try cursor.next() {
      if count < 32 { _ = try column.ordinal(of: cursor.string) }
      count += 1
    }
    for string in ["", "w2", "zz"] { _ = try column.rank(of: Array(string.utf8)) }
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
