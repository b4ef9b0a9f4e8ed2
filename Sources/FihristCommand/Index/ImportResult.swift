import Fihrist
import FihristArchive

/// What an import has done.
struct ImportResult {
  /// What was indexed.
  var summary: IndexingSummary
  /// Which files were found.
  var files: ImportCounts
  /// What was recognized in the files.
  var recognitions: [FileRecognition] = []
  /// In how many more files something else was recognized.
  var otherRecognizedFiles = 0
  /// Whether it went on with an import that was interrupted.
  var isResumed = false
  /// How many documents were deleted.
  var deleted = 0
  /// How many files that were read before were not read to their end: none of their documents was
  /// deleted.
  var incompleteFiles = 0
  /// Whether documents of what is gone were to be deleted.
  var hasPruned = false

  /// Whether the index, or what it remembers of the files, is another one afterwards.
  var hasChanges: Bool {
    summary.documents > 0 || deleted > 0 || (files.vanished > 0 && hasPruned)
  }

  /// Adds what one more import of the same files has done.
  mutating func add(_ other: ImportResult) {
    let mine = summary
    summary = other.summary
    summary.documents += mine.documents
    summary.replaced += mine.replaced
    summary.duplicates += mine.duplicates
    summary.tokens += mine.tokens
    summary.textBytes += mine.textBytes
    summary.inputBytes += mine.inputBytes
    summary.seconds += mine.seconds
    summary.report.merge(mine.report)
    deleted += other.deleted
    incompleteFiles = max(incompleteFiles, other.incompleteFiles)
  }
}
