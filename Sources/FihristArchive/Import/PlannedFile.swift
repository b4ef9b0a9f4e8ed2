internal import FihristFormat

/// A file that an import is going to read.
struct PlannedFile: Hashable, Sendable {
  /// What will be known about it once it was read; nil for a stream, which cannot be read again.
  var known: KnownFile?
  /// How many records at its start were read by an import that was interrupted.
  var skip = 0
}
