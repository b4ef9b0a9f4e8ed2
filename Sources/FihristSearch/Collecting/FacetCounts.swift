internal import FihristFormat
package import FihristStorage

/// How many documents of a set have each value of a keyword column.
///
/// Within a segment ordinals are counted; the segments' counts are joined by their strings, and
/// only where there is more than one segment.
package struct FacetCounts {
  private let field: Int
  private let prefix: [UInt8]
  private var segments: [Segment] = []

  /// How many documents have no value.
  package private(set) var missingCount = 0

  private struct Segment {
    var column: KeywordColumn
    /// For each ordinal of ``ordinals`` its count.
    var counts: [UInt32]
    var ordinals: Range<Int>
  }

  /// A value and how many documents have it.
  package struct Value: Sendable, Hashable {
    /// The value's bytes.
    package var bytes: [UInt8]
    /// How many documents have it.
    package var count: Int
  }

  /// Makes counts of nothing.
  ///
  /// - Parameter prefix: Only values that start with it are counted.
  package init(field: Int, prefix: [UInt8] = []) {
    self.field = field
    self.prefix = prefix
  }

  /// Adds `documents` of a segment.
  ///
  /// - Complexity: O(documents + distinct values).
  mutating func add(_ documents: DocumentBits, of segment: SegmentReader) throws(IndexError) {
    guard case .keyword(let column)? = try segment.columns?.column(field) else { return }
    let start = try column.rank(of: prefix)
    let ordinals =
      prefix.isEmpty
      ? 0..<column.stringCount : start..<max(start, try column.rankAfter(prefix: prefix))
    // As many counts as a code can tell apart: no code of a damaged file is beyond them.
    var counts = [UInt32](repeating: 0, count: 1 << column.codes.bitCount)
    let offset = column.codeOffset
    if !column.isMultiple {
      documents.forEachDocument { counts[Int(column.codes[$0])] += 1 }
      if offset == 1 { missingCount += Int(counts[0]) }
      counts.removeFirst(offset)
    } else {
      var failure: IndexError?
      documents.forEachDocument { document in
        do throws(IndexError) {
          let values = try column.values(of: document)
          if values.isEmpty { missingCount += 1 }
          for index in values { counts[Int(column.codes[index])] += 1 }
        } catch { failure = error }
      }
      if let failure { throw failure }
    }
    segments.append(
      Segment(
        column: column,
        counts: Array(
          counts[min(ordinals.lowerBound, counts.count)..<min(ordinals.upperBound, counts.count)]),
        ordinals: ordinals))
  }

  /// The values with most documents, and how many further documents have other values.
  ///
  /// - Parameter limit: How many values at most.
  /// - Returns: Values by count, the greatest first, then by their bytes; and the sum of the counts
  ///   of all others.
  /// - Complexity: O(distinct values · log(limit)), and with several segments a look-up of each
  ///   value that occurs.
  package func top(_ limit: Int) throws(IndexError) -> (values: [Value], other: Int) {
    segments.count == 1 ? try topOfOne(segments[0], limit) : try topOfAll(limit)
  }

  private func topOfOne(
    _ segment: Segment, _ limit: Int
  ) throws(IndexError) -> (values: [Value], other: Int) {
    var total = 0
    var best: [(count: UInt32, index: Int)] = []
    if limit > Self.insertedCount {
      best = segment.counts.enumerated().map { ($0.element, $0.offset) }.filter { $0.count > 0 }
      total = best.reduce(0) { $0 + Int($1.count) }
      best.sort { $0.count != $1.count ? $0.count > $1.count : $0.index < $1.index }
      best.removeSubrange(min(limit, best.count)...)
    }
    for (index, count) in segment.counts.enumerated()
    where count > 0 && limit <= Self.insertedCount {
      total += Int(count)
      guard limit > 0, best.count < limit || count > best[best.count - 1].count else { continue }
      // The order of bytes is that of ordinals: an equal count comes behind the earlier ones.
      var slot = best.count
      while slot > 0, best[slot - 1].count < count { slot -= 1 }
      best.insert((count, index), at: slot)
      if best.count > limit { best.removeLast() }
    }
    let strings = try segment.column.strings(
      best.map { segment.ordinals.lowerBound + $0.index })
    let values = zip(strings, best).map { Value(bytes: $0, count: Int($1.count)) }
    return (values, total - values.reduce(0) { $0 + $1.count })
  }

  /// Up to this many values are kept in order while they are found.
  private static let insertedCount = 256

  private func topOfAll(_ limit: Int) throws(IndexError) -> (values: [Value], other: Int) {
    var counts: [[UInt8]: Int] = [:]
    for segment in segments {
      for (index, count) in segment.counts.enumerated() where count > 0 {
        let string = try segment.column.string(segment.ordinals.lowerBound + index)
        counts[string, default: 0] += Int(count)
      }
    }
    let sorted = counts.sorted {
      $0.value != $1.value ? $0.value > $1.value : $0.key.lexicographicallyPrecedes($1.key)
    }
    let values = sorted.prefix(max(0, limit)).map { Value(bytes: $0.key, count: $0.value) }
    let total = counts.values.reduce(0, +)
    return (values, total - values.reduce(0) { $0 + $1.count })
  }
}
