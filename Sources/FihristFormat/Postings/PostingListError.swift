/// The error for bytes that are not a posting list of the given document frequency and shape.
package struct PostingListError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, as a clause: "the directory is cut short".
  package let reason: String

  /// Makes the error of a damaged list.
  package init(_ reason: String) { self.reason = reason }

  /// The reason and what to do.
  package var description: String {
    "damaged posting list: \(reason); index the documents again or restore the index from a copy"
  }
}
