internal import FihristStorage

/// What is fed with bytes that nobody has checked: each decoder below its checksums, the query
/// parser, the analyzers, the readers of archives.
public enum FuzzTarget: String, CaseIterable, Sendable {
  /// Header, footer, page table and pages of a file.
  case fileFrame
  /// A manifest.
  case manifest
  /// A term dictionary, with its segment around it.
  case terms
  /// Posting lists in their segment, as ranking and walking read them.
  case postings
  /// Positions in their segment.
  case positions
  /// Norms, widths and lengths.
  case norms
  /// Stored documents.
  case documents
  /// Keys.
  case keys
  /// Columns.
  case columns
  /// Live documents.
  case live
  /// One posting list with its positions, in memory that ends where the list may no longer be read.
  case postingList
  /// One compressed record, in memory of its own.
  case storedRecord
  /// An index with a forged file, opened by a writer and merged.
  case merging
  /// The query parser, and ranking and snippets of what it makes.
  case query
  /// Patterns and fuzzy words: their automata, and walks over a dictionary.
  case expansion
  /// Each analyzer.
  case analysis
  /// Files of an archive: packed or not, JSON records or pages, with their dates.
  case archive
  /// Archives of files, also in each other, as libarchive reads them.
  case packed
  /// Messages and mailboxes.
  case mail
  /// Books and documents that are zip archives of XML.
  case zippedDocument
  /// Databases, as SQLite reads them.
  case database
  /// A schema file.
  case schemaFile

  /// What runs it.
  public func makeBody() throws -> any FuzzBody {
    switch self {
    case .fileFrame: try FileFrameBody()
    case .manifest: try ManifestBody()
    case .terms: try SegmentBody(.terms)
    case .postings: try SegmentBody(.postings)
    case .positions: try SegmentBody(.positions)
    case .norms: try SegmentBody(.norms)
    case .documents: try SegmentBody(.documents)
    case .keys: try SegmentBody(.keys)
    case .columns: try SegmentBody(.columns)
    case .live: try SegmentBody(.live)
    case .postingList: PostingListBody()
    case .storedRecord: try StoredRecordBody()
    case .merging: try MergingBody()
    case .query: try QueryBody()
    case .expansion: try ExpansionBody()
    case .analysis: AnalysisBody()
    case .archive: try ArchiveBody(.text)
    case .packed: try ArchiveBody(.packed)
    case .mail: try ArchiveBody(.mail)
    case .zippedDocument: try ArchiveBody(.zippedDocument)
    case .database: try ArchiveBody(.database)
    case .schemaFile: SchemaFileBody()
    }
  }
}
