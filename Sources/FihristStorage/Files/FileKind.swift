/// The structure that a file holds, its name in an index, and the versions that we read.
///
/// A new kind of file is one line here, an entry in ``ofSegment``, and its reader and writer.
package struct FileKind: Hashable, Sendable {
  /// The four characters after the magic in the file's header, the first in the lowest byte.
  package let code: UInt32

  /// What the file holds, in words for error messages.
  package let name: String

  /// What follows the dot in the names of its files; manifests have none.
  package let suffix: String

  /// The versions that this code reads, from the oldest to the current one, which it writes.
  ///
  /// Each kind counts its own versions. A reader of more than one finds the version of a file in
  /// ``CheckedFile/version`` and decodes by it.
  package let versions: ClosedRange<UInt32>

  init(
    _ characters: String, _ name: String, suffix: String, versions: ClosedRange<UInt32> = 1...1
  ) {
    precondition(characters.utf8.count == 4, "a kind has four ASCII characters")
    code = characters.utf8.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    self.name = name
    self.suffix = suffix
    self.versions = versions
  }

  /// The version that this code writes.
  package var currentVersion: UInt32 { versions.upperBound }
}

extension FileKind {
  /// A term dictionary.
  package static let terms = FileKind("TERM", "term dictionary", suffix: "terms")
  /// Posting lists.
  package static let postings = FileKind("POST", "postings", suffix: "postings")
  /// Positions of the postings.
  package static let positions = FileKind("POSI", "positions", suffix: "positions")
  /// Norms, position widths and exact lengths of documents.
  package static let norms = FileKind("NORM", "norms", suffix: "norms")
  /// Stored documents.
  package static let documents = FileKind("DOCS", "stored documents", suffix: "documents")
  /// Document keys.
  package static let keys = FileKind("KEYS", "keys", suffix: "keys")
  /// Columns: the values of keyword, number, date and boolean fields.
  package static let columns = FileKind("COLU", "columns", suffix: "columns")
  /// The bitmap of live documents.
  package static let live = FileKind("LIVE", "live documents", suffix: "live")
  /// A manifest.
  package static let manifest = FileKind("MANI", "manifest", suffix: "")

  /// The kinds of files that are written with a segment and never replaced, in the order in which a
  /// manifest lists them. The live documents, which commits replace, come after them.
  package static let ofSegment: [FileKind] = [
    terms, postings, positions, norms, documents, keys, columns,
  ]
}
