/// How far the look-up of a term has come.
package enum TermSearch {
  /// The dictionary does not have the term.
  case missing
  /// If the dictionary has the term, it is in the block of this number.
  case block(Int)
  /// The dictionary has the term.
  case found(TermEntry)
}
