import FihristFormat
import FihristStorage

/// The postings of one term in growing columns, which the builder and the merger pass to a segment
/// writer.
@safe
struct PostingBuffers: ~Copyable {
  private(set) var documents = GrowingBuffer<UInt32>()
  private(set) var frequencies = GrowingBuffer<UInt32>()
  private(set) var excess = GrowingBuffer<UInt32>()
  var positions = GrowingBuffer<UInt32>()
  private let hasExcess: Bool
  private let hasPositions: Bool

  /// Makes buffers for the postings of `space`.
  init(_ space: TermSpace) {
    hasExcess = space.hasExcess
    hasPositions = space.hasPositions
  }

  /// How many postings there are.
  var count: Int { documents.count }

  /// Forgets all postings.
  mutating func removeAll() {
    documents.truncate(to: 0)
    frequencies.truncate(to: 0)
    excess.truncate(to: 0)
    positions.truncate(to: 0)
  }

  /// Reserves memory for this many more postings and positions.
  mutating func reserve(postings: Int, positions: Int) {
    documents.reserve(postings)
    frequencies.reserve(postings)
    excess.reserve(postings)
    self.positions.reserve(positions)
  }

  /// Ends the posting of `document`, whose `occurrences` positions were appended.
  ///
  /// A frequency above the maximum counts as the maximum. Positions that would then not be counted
  /// are dropped.
  ///
  /// - Parameter weight: Σ units · occurrences over the fields; at least `occurrences`.
  @inline(__always)
  mutating func endPosting(document: UInt32, weight: Int, occurrences: Int) {
    let frequency = min(weight, FormatLimits.frequency)
    let kept = min(occurrences, frequency)
    positions.truncate(to: positions.count - (occurrences - kept))
    documents.append(document)
    frequencies.append(UInt32(truncatingIfNeeded: frequency))
    excess.append(UInt32(truncatingIfNeeded: frequency - kept))
  }

  /// Adds a posting copied from another segment, without its positions.
  @inline(__always)
  mutating func append(document: UInt32, frequency: UInt32, excess: UInt32) {
    documents.append(document)
    frequencies.append(frequency)
    self.excess.append(excess)
  }

  /// The columns, valid until the next change.
  var columns: PostingColumns {
    unsafe PostingColumns(
      documents: documents.base, frequencies: frequencies.base,
      excess: hasExcess ? UnsafePointer(excess.base) : nil,
      positions: hasPositions ? UnsafePointer(positions.base) : nil,
      count: count, positionCount: hasPositions ? positions.count : 0)
  }
}
