internal import FihristStoredDocuments
package import FihristText
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The terms of the frequent words of a segment's texts, by the numbers of their symbols: a word
/// is told apart from those that are looked for by one look at a table, without its bytes.
///
/// Filled with what is met, by all threads: each writes the same for a symbol.
@safe package final class KnownSymbols: Sendable {
  /// The most symbols that it can know, in 1 MiB.
  private static let maximumCount = 1 << 17

  /// How many symbols it can know.
  let count: Int
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
    // The system gives zeros when they are touched: a page of hits touches few of them.
    guard let zeros = unsafe calloc(self.count, MemoryLayout<Atomic<UInt64>>.stride) else {
      return nil
    }
    unsafe kinds = zeros.bindMemory(to: Atomic<UInt64>.self, capacity: self.count)
  }

  deinit {
    unsafe free(kinds)
  }

  /// The kind of a symbol that stands at `range` of `text`.
  @inline(__always)
  func kind(
    _ symbol: TextSymbol, at range: Range<Int>, of text: UnsafeBufferPointer<UInt8>,
    _ known: KnownWords
  ) -> SymbolKind {
    if symbol.number < count {
      let kind = unsafe SymbolKind(bits: kinds[symbol.number].load(ordering: .relaxed))
      if kind.isKnown { return kind }
    }
    return unsafe learned(symbol, UnsafeBufferPointer(rebasing: text[range]), known)
  }

  @inline(never)
  private func learned(
    _ symbol: TextSymbol, _ string: UnsafeBufferPointer<UInt8>, _ known: KnownWords
  ) -> SymbolKind {
    guard symbol.number < count else {
      guard symbol.isWord else { return .soft }
      return unsafe SymbolKind.mayReach(string) ? .reaching : .other
    }
    let kind =
      unsafe symbol.isWord
      ? SymbolKind.word(string, known) : SymbolKind.separator(string, known.analyzer)
    unsafe kinds[symbol.number].store(kind.bits, ordering: .relaxed)
    return kind
  }
}
