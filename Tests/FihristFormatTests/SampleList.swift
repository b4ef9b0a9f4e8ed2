import FihristStorage
import FihristTestSupport

@testable import FihristFormat

/// The postings of a term as arrays, and what its segment knows: what tests encode and compare
/// with.
struct SampleList {
  var shape: ListShape
  var documents: [UInt32] = []
  var frequencies: [UInt32] = []
  var excess: [UInt32] = []
  var positions: [[UInt32]] = []
  var norms: [UInt8]
  var widths: [UInt8]

  /// A segment of `documentCount` documents with random norms and widths.
  init(
    documentCount: Int, hasPositions: Bool, hasExcess: Bool,
    using random: inout SeededGenerator
  ) {
    shape = ListShape(
      documentCount: documentCount, hasPositions: hasPositions, hasExcess: hasExcess)
    norms = Self.repeated(documentCount) { UInt8.random(in: 1...90, using: &random) }
    widths = Self.repeated(documentCount) {
      Int.random(in: 1...500, using: &random) == 1
        ? 32 : UInt8.random(in: 1...14, using: &random)
    }
  }

  /// `count` bytes: the first 4,093, again and again.
  private static func repeated(_ count: Int, _ byte: () -> UInt8) -> [UInt8] {
    let pattern = (0..<min(count, 4_093)).map { _ in byte() }
    var bytes = pattern
    while bytes.count < count { bytes.append(contentsOf: pattern) }
    return bytes
  }

  /// Gives the list these documents, with random frequencies, excess and positions.
  mutating func fill(_ documents: [UInt32], using random: inout SeededGenerator) {
    self.documents = documents
    frequencies = documents.map { _ in Self.frequency(using: &random) }
    excess = frequencies.map { frequency in
      guard shape.hasExcess, Bool.random(using: &random) else { return 0 }
      return UInt32.random(in: 0..<frequency, using: &random)
    }
    positions = []
    guard shape.hasPositions else { return }
    for posting in documents.indices {
      let mask = UInt32.max >> (32 - UInt32(widths[Int(documents[posting])]))
      let count = frequencies[posting] - excess[posting]
      positions.append(
        (0..<count).map { _ in UInt32.random(in: 0...mask, using: &random) }.sorted())
    }
  }

  /// Mostly 1, sometimes more, seldom much more.
  private static func frequency(using random: inout SeededGenerator) -> UInt32 {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<70: 1
    case 70..<95: UInt32.random(in: 1...6, using: &random)
    case 95..<99: UInt32.random(in: 10...40, using: &random)
    default: UInt32.random(in: 40...400, using: &random)
    }
  }

  /// `count` different documents, ascending.
  static func choose(
    _ count: Int, below documentCount: Int, using random: inout SeededGenerator
  ) -> [UInt32] {
    if count < documentCount / 16 {
      var chosen: Set<UInt32> = []
      while chosen.count < count {
        chosen.insert(UInt32.random(in: 0..<UInt32(documentCount), using: &random))
      }
      return chosen.sorted()
    }
    var chosen: [UInt32] = []
    var left = count
    for document in 0..<documentCount where left > 0 {
      if Int.random(in: 0..<documentCount - document, using: &random) < left {
        chosen.append(UInt32(document))
        left -= 1
      }
    }
    return chosen
  }

  /// The impacts of the segment.
  var impacts: ImpactTable {
    ImpactTable(
      k1: 1.2, b: 0.75, averageLength: 40, scale: 1, lengths: Norm.lengths.map { Float($0) })
  }

  /// The bytes of the list and of its positions.
  func encoded() -> (postings: [UInt8], positions: [UInt8]) {
    Self.encoded([self])[0]
  }

  /// The bytes of lists of one segment, written by one encoder.
  static func encoded(_ lists: [SampleList]) -> [(postings: [UInt8], positions: [UInt8])] {
    let segment = lists[0]
    let shape = segment.shape
    return unsafe segment.norms.withUnsafeBufferPointer { norms in
      unsafe segment.widths.withUnsafeBufferPointer { widths in
        var encoder = unsafe PostingEncoder(
          shape: shape, norms: norms.baseAddress!,
          widths: shape.hasPositions ? widths.baseAddress! : nil, impacts: segment.impacts)
        return lists.map { list in
          var postings: [UInt8] = []
          var positions: [UInt8] = []
          list.withColumns { encoder.encode($0, into: &postings, positions: &positions) }
          return (postings, positions)
        }
      }
    }
  }

  /// Encodes and opens the list; 64 bytes of ones follow it.
  func withList<Result>(_ body: (PostingList) throws -> Result) throws -> Result {
    let (postings, _) = encoded()
    let padded = postings + [UInt8](repeating: 0xFF, count: 64)
    return unsafe try padded.withUnsafeBytes { bytes in
      let list = unsafe try PostingList(
        bytes: UnsafeRawBufferPointer(rebasing: bytes[..<postings.count]),
        count: documents.count, shape: shape)
      return try body(list)
    }
  }

  private func withColumns(_ body: (PostingColumns) -> Void) {
    let flat = positions.flatMap(\.self)
    unsafe documents.withUnsafeBufferPointer { documents in
      unsafe frequencies.withUnsafeBufferPointer { frequencies in
        unsafe excess.withUnsafeBufferPointer { excess in
          unsafe flat.withUnsafeBufferPointer { flat in
            body(
              unsafe PostingColumns(
                documents: documents.baseAddress!, frequencies: frequencies.baseAddress!,
                excess: shape.hasExcess ? excess.baseAddress! : nil,
                positions: shape.hasPositions ? flat.baseAddress : nil,
                count: documents.count, positionCount: flat.count))
          }
        }
      }
    }
  }
}
