internal import FihristIndexing

/// Whole records of an archive, as they are in the input.
package struct ArchiveChunk: Sendable {
  /// What the bytes are.
  enum Content: Sendable {
    /// Lines of JSON from `file`; the first has the number `firstLine`.
    case lines(file: InputFile, firstLine: Int)
    /// Records from `file` that are not one a line.
    case records(file: InputFile, RecordForm, [ScannedRecord])
    /// Texts, pages, books: one article a file.
    case articles([Article])
  }

  /// How records are written.
  enum RecordForm: Sendable {
    /// JSON.
    case json
    /// Rows of a table.
    case rows(TableForm)
    /// Elements of XML or SGML.
    case marked(MarkedForm)
    /// Records of a crawl.
    case crawl
    /// Messages.
    case mail
  }

  /// An article that was a whole file, in the bytes of a chunk.
  struct Article: Sendable, Hashable {
    /// The file it came from.
    var file: InputFile
    /// Its format: one of those with one article a file.
    var format: InputFormat
    /// Where it lies.
    var range: Range<Int>
  }

  /// A file, or a record in it, that could not be read and was left out, or was read on an
  /// assumption that the user should know.
  struct Failure: Sendable, Hashable {
    /// What kind of problem it is.
    var problem: InputReport.Problem
    /// The path.
    var path: String
    /// The line, from 1; 0 if the file is meant.
    var line = 0
    /// What was wrong and what to do.
    var message: String
  }

  /// What the bytes are.
  var content: Content

  /// The bytes, unpacked.
  var bytes: [UInt8]

  /// What was left out since the previous chunk.
  var failures: [Failure] = []

  /// Which members of the records feed the fields.
  var mapping: RecordMapping

  /// Whether the first record that is left out ends the indexing.
  var isStrict: Bool

  /// Collects which keys came from which file; nil if nobody wants to know.
  var ledger: ImportLedger?
}
