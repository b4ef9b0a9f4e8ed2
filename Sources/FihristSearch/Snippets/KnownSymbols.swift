internal import FihristStoredDocuments
package import FihristText
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The terms of the words of a segment's texts, by the numbers of their symbols: a word
/// is told apart from those that are looked for by one look at a table, without its bytes.
///
/// Filled with what is met, by all threads: each writes the same for a symbol. At first only the
/// most frequent symbols are known, because memory that was never touched costs more than scanning
/// the other words of a page of hits.
@safe package final class KnownSymbols: Sendable {
  /// The most symbols that it can know, in 8 MiB. What is never met takes no memory, and a year of
  /// a newspaper has a quarter of so many.
  private static let maximumCount = 1 << 20

  /// How many it knows at first.
  private static let firstCount = 1 << 13

  /// It knows all once so many others were met.
  private static let patience = 1 << 12

  /// How many symbols it can know.
  let count: Int

  /// How many it knows now: ``firstCount`` or ``count``.
  private let reach: Atomic<Int>
  /// How many symbols were met that it does not know, but can.
  private let missCount = Atomic<Int>(0)

  // Made by `calloc`, and freed in `deinit`. Atomic integers are their bytes.
  private nonisolated(unsafe) let kinds: UnsafeMutablePointer<Atomic<UInt64>>

  /// Makes a memory of the most frequent symbols of a segment, for one analyzer.
  ///
  /// - Parameters:
  ///   - count: How many the segment has.
  ///   - analyzer: Whose terms are known.
  /// - Returns: nil for an analyzer that does not cut texts as symbols are cut: at letters.
  package init?(count: Int, _ analyzer: Analyzer) {
    guard count > 0, analyzer.findsSameWords(as: .arabic) || analyzer.findsSameWords(as: .light10)
    else { return nil }
    self.count = min(count, Self.maximumCount)
    reach = Atomic(min(self.count, Self.firstCount))
    // The system gives zeros when they are touched.
    guard let zeros = unsafe calloc(self.count, MemoryLayout<Atomic<UInt64>>.stride) else {
      return nil
    }
    unsafe kinds = zeros.bindMemory(to: Atomic<UInt64>.self, capacity: self.count)
  }

  deinit { unsafe free(kinds) }

  /// The kind of a symbol that stands at `range` of `text`.
  @inline(__always)
  func kind(
    _ symbol: TextSymbol, at range: Range<Int>, of text: UnsafeBufferPointer<UInt8>,
    _ known: KnownWords
  ) -> SymbolKind {
    if symbol.number < reach.load(ordering: .relaxed) {
      let kind = unsafe SymbolKind(bits: kinds[symbol.number].load(ordering: .relaxed))
      if kind.isKnown { return kind }
    }
    return unsafe learned(symbol, UnsafeBufferPointer(rebasing: text[range]), known)
  }

  @inline(never)
  private func learned(
    _ symbol: TextSymbol, _ string: UnsafeBufferPointer<UInt8>, _ known: KnownWords
  ) -> SymbolKind {
    guard symbol.number < reach.load(ordering: .relaxed) else {
      if symbol.number < count { miss() }
      guard symbol.isWord else { return .soft }
      return unsafe SymbolKind.mayReach(string) ? .reaching : .other
    }
    let kind =
      unsafe symbol.isWord
      ? SymbolKind.word(string, known) : SymbolKind.separator(string, known.analyzer)
    unsafe kinds[symbol.number].store(kind.bits, ordering: .relaxed)
    return kind
  }

  private func miss() {
    let count = missCount.wrappingAdd(1, ordering: .relaxed).newValue
    if count == Self.patience { reach.store(self.count, ordering: .relaxed) }
  }
}
