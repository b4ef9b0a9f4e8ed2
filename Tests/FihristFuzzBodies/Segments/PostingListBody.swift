import FihristFormat
import FihristTestSupport

/// A posting list and its positions on the heap, with the 64 bytes behind each that may be read and
/// no more: the address sanitizer sees every further one.
///
/// The first twelve bytes say documents, document frequency, the shape, and how many bytes are
/// positions.
final class PostingListBody: FuzzBody {
  private static let headByteCount = 12
  /// Documents and postings of the lists to begin with: each form, with and without each part.
  private static let lists = [
    (300, 1), (300, 15), (300, 127), (2_000, 128), (2_000, 200), (9_000, 640), (70_000, 1_100),
    (1_030, 140), (1_100, 1_100), (66_000, 8_300),
  ]

  var seeds: [[UInt8]] {
    Self.lists.flatMap { documents, count in
      (0..<4).map { Self.seed(documents, count, hasPositions: $0 & 1 != 0, hasExcess: $0 & 2 != 0) }
    }
  }

  func run(_ bytes: [UInt8]) {
    guard bytes.count >= Self.headByteCount else { return }
    let number = { (offset: Int) in
      Int(bytes[offset]) | Int(bytes[offset + 1]) << 8 | Int(bytes[offset + 2]) << 16
    }
    let flags = bytes[3]
    let shape = ListShape(
      documentCount: number(0) % 200_000, hasPositions: flags & 1 != 0, hasExcess: flags & 2 != 0)
    let rest = bytes.dropFirst(Self.headByteCount)
    let positionCount = min(rest.count, number(8))
    let postings = Padded(rest.dropLast(positionCount), filler: bytes[11])
    let positions = Padded(rest.suffix(positionCount), filler: bytes[11])
    // Widths are checked when norms are opened.
    let widths = (0..<max(1, shape.documentCount)).map {
      UInt8(truncatingIfNeeded: ($0 &* 7 &+ Int(bytes[7])) % 33)
    }
    unsafe widths.withUnsafeBufferPointer { widths in
      guard
        let list = unsafe try? PostingList(bytes: postings.bytes, count: number(4), shape: shape)
      else { return }
      ListWalk(list).run(
        unsafe try? PositionList(bytes: positions.bytes, of: list, widths: widths.baseAddress!))
    }
  }

  /// A list as the encoder writes it.
  private static func seed(
    _ documentCount: Int, _ count: Int, hasPositions: Bool, hasExcess: Bool
  ) -> [UInt8] {
    var random = SeededGenerator(seed: UInt64(documentCount * 31 + count))
    let shape = ListShape(
      documentCount: documentCount, hasPositions: hasPositions, hasExcess: hasExcess)
    let documents = (0..<documentCount).shuffled(using: &random).prefix(count).map(UInt32.init)
      .sorted()
    let excess = documents.map { $0 % 3 == 0 && hasExcess ? UInt32(1) : 0 }
    let frequencies = zip(documents, excess).map { 1 + $0 % 4 + $1 }
    let widths = (0..<documentCount).map { UInt8($0 * 7 % 33) }
    let occurrences = zip(frequencies, excess).reduce(0) { $0 + Int($1.0 - $1.1) }
    let positions = [UInt32](repeating: 0, count: occurrences)
    let norms = (0..<documentCount).map { UInt8(1 + $0 % 90) }
    let impacts = ImpactTable(
      k1: 1.2, b: 0.75, averageLength: 40, scale: 1, lengths: Norm.lengths.map { Float($0) })
    var (list, encodedPositions): ([UInt8], [UInt8]) = ([], [])
    unsafe norms.withUnsafeBufferPointer { norms in
      unsafe widths.withUnsafeBufferPointer { widths in
        var encoder = unsafe PostingEncoder(
          shape: shape, norms: norms.baseAddress!,
          widths: hasPositions ? widths.baseAddress! : nil, impacts: impacts)
        unsafe documents.withUnsafeBufferPointer { documents in
          unsafe frequencies.withUnsafeBufferPointer { frequencies in
            unsafe excess.withUnsafeBufferPointer { excess in
              unsafe positions.withUnsafeBufferPointer { positions in
                let columns = unsafe PostingColumns(
                  documents: documents.baseAddress!, frequencies: frequencies.baseAddress!,
                  excess: hasExcess ? excess.baseAddress : nil,
                  positions: hasPositions ? positions.baseAddress : nil,
                  count: count, positionCount: hasPositions ? occurrences : 0)
                encoder.encode(columns, into: &list, positions: &encodedPositions)
              }
            }
          }
        }
      }
    }
    let flags = (hasPositions ? 1 : 0) | (hasExcess ? 2 : 0)
    return three(documentCount) + [UInt8(flags)] + three(count) + [0]
      + three(encodedPositions.count) + [0]
      + list + encodedPositions
  }

  private static func three(_ number: Int) -> [UInt8] {
    (0..<3).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}
