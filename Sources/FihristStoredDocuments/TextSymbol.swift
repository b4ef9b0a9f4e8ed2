/// A word or separator of a text; see `Documentation/Format/words.md`.
///
/// A single space between two words has no symbol.
@frozen
@usableFromInline
package struct TextSymbol: BitwiseCopyable, Sendable {
  /// Set in `bits` for a word; the others are its number.
  @inlinable static var word: UInt32 { 1 << 31 }

  @usableFromInline let bits: UInt32

  /// Where it ends in the text, counted from ``StoredText/origin``.
  @usableFromInline package let end: UInt32

  /// Makes a symbol of a segment's words.
  ///
  /// - Parameters:
  ///   - number: Its number, below 2^31.
  ///   - isWord: Whether it is a word, and not a separator.
  ///   - end: Where it ends.
  @inlinable
  @inline(__always)
  package init(_ number: UInt32, isWord: Bool, end: UInt32) {
    bits = isWord ? number | Self.word : number
    self.end = end
  }

  /// Its number in the segment: frequent ones have small numbers.
  @inlinable
  @inline(__always)
  package var number: Int { Int(truncatingIfNeeded: bits & ~Self.word) }

  /// Whether it is a word, and not a separator.
  @inlinable
  @inline(__always)
  package var isWord: Bool { bits & Self.word != 0 }
}
