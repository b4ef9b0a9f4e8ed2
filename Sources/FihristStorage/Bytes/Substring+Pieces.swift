/// Pieces of texts, compared byte by byte.
///
/// The standard library's searches for a text in a text come with regular expressions, which are a
/// megabyte of code in everything that is linked with them.
extension Substring {
  /// Where `piece` is first; nil if it is nowhere.
  ///
  /// - Complexity: O(bytes × bytes of the piece).
  package func range(ofPiece piece: String) -> Range<Index>? {
    guard let first = piece.utf8.first else { return startIndex..<startIndex }
    var rest = utf8
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: piece.utf8) {
        return start..<rest.index(start, offsetBy: piece.utf8.count)
      }
      rest = rest.dropFirst()
    }
    return nil
  }

  /// Whether `piece` is somewhere.
  package func has(piece: String) -> Bool { range(ofPiece: piece) != nil }

  /// The text with `new` for every `old`, which is not empty.
  package func exchanging(_ old: String, for new: String) -> String {
    var text = ""
    var rest = self
    while let found = rest.range(ofPiece: old) {
      text += rest[..<found.lowerBound]
      text += new
      rest = rest[found.upperBound...]
    }
    return text + rest
  }
}

extension String {
  /// Where `piece` is first; nil if it is nowhere.
  package func range(ofPiece piece: String) -> Range<Index>? { self[...].range(ofPiece: piece) }

  /// Whether `piece` is somewhere.
  package func has(piece: String) -> Bool { self[...].has(piece: piece) }

  /// The text with `new` for every `old`, which is not empty.
  package func exchanging(_ old: String, for new: String) -> String {
    self[...].exchanging(old, for: new)
  }
}
