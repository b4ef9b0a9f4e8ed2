/// Which structure a file holds: the four characters after the magic in its header.
package struct FileKind: Hashable, Sendable {
  /// The four characters, the first in the lowest byte.
  package let code: UInt32

  /// What the file holds, in words for error messages.
  package let name: String

  private init(_ characters: String, _ name: String) {
    // Four ASCII characters, by every call below.
    code = characters.utf8.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    self.name = name
  }

  /// A term dictionary.
  package static let terms = FileKind("TERM", "term dictionary")
  /// Posting lists.
  package static let postings = FileKind("POST", "postings")
  /// Positions of the postings.
  package static let positions = FileKind("POSI", "positions")
  /// Norms, position widths and exact lengths of documents.
  package static let norms = FileKind("NORM", "norms")
  /// Stored documents.
  package static let documents = FileKind("DOCS", "stored documents")
  /// Document keys.
  package static let keys = FileKind("KEYS", "keys")
  /// The bitmap of live documents.
  package static let live = FileKind("LIVE", "live documents")
  /// A manifest.
  package static let manifest = FileKind("MANI", "manifest")
}
