/// What went wrong with an index, where, and what to do about it.
///
/// A program acts on the kind and shows ``FihristError/description``:
///
///     catch let error as IndexError where error.kind == .locked
public struct IndexError: FihristError, Sendable, Hashable {
  /// The situations a caller can act on.
  public enum Kind: Sendable, Hashable {
    /// The path has neither an index nor such a file.
    case notFound
    /// The bytes are not what was written, or not an index at all.
    case damaged
    /// The index was written by another release, in a way that this one does not read.
    case unsupported
    /// Another writer is open on the index.
    case locked
    /// The path leads to another directory than the one that was opened: it was moved, replaced or
    /// deleted.
    case moved
    /// The system refused to read or write: full disk, permissions, failing hardware.
    case storage
    /// The call was wrong: a schema that does not fit, a limit exceeded, an order violated.
    case invalid
  }

  /// The situation.
  public var kind: Kind

  /// The file or directory concerned.
  public var path: String

  /// What is wrong, as a clause without a full stop.
  public var reason: String

  /// What to do next, as an imperative clause without a full stop.
  public var advice: String

  /// Makes an error from its parts.
  public init(_ kind: Kind, path: String, reason: String, advice: String) {
    self.kind = kind
    self.path = path
    self.reason = reason
    self.advice = advice
  }

  /// The path.
  public var location: String { path }
}

extension IndexError {
  /// An error of kind ``Kind/damaged``, with the advice for all damaged files.
  package static func damaged(_ path: String, _ reason: String) -> IndexError {
    IndexError(
      .damaged, path: path, reason: reason,
      advice: "restore the index from a copy, or index the documents again into a new directory")
  }

  /// Refuses a document that a file does not have: no caller may ask for one.
  package static func check(
    _ document: UInt32, of count: Int, in file: CheckedFile
  ) throws(IndexError) {
    guard Int(document) < count else {
      throw IndexError.invalid(
        file.path, "document \(document) does not exist; there are \(count)",
        advice: "report this as a fault of the software")
    }
  }

  /// An error of kind ``Kind/invalid``.
  package static func invalid(_ path: String, _ reason: String, advice: String) -> IndexError {
    IndexError(.invalid, path: path, reason: reason, advice: advice)
  }
}
