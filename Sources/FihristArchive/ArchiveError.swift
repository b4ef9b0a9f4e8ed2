public import FihristStorage

/// Why an input, or a schema file, cannot be used, and what to do about it.
///
/// ``/FihristStorage/FihristError/description`` is one sentence that ends with the advice, ready
/// for a user's terminal.
public struct ArchiveError: FihristError, Sendable, Hashable {
  /// The situations a caller can act on.
  public enum Kind: Sendable, Hashable {
    /// The file or folder does not exist.
    case notFound
    /// The system refused to open or read it.
    case unreadable
    /// The compressed file ends too early.
    case truncated
    /// The compressed file is not what was written.
    case damaged
    /// The file is of a kind that cannot be read, such as a zip archive or a picture.
    case unsupported
    /// The file unpacks to far more than it seems to hold.
    case bomb
    /// The file is text in an encoding that is not known.
    case encoding
    /// A line, or an article, is longer than ``ArchiveOptions/lineLimit``.
    case tooLong
    /// A record that cannot be indexed, if the caller asked to stop at the first.
    case record
    /// No member can serve as key.
    case noKey
    /// No member has text to search.
    case noText
    /// Two articles would have the same key.
    case sameKey
    /// The schema file is not as it should be.
    case schema
    /// Nothing to read was named or found.
    case noInput
    /// Reading was asked to stop; see ``InputInterruption``.
    case interrupted
  }

  /// The situation.
  public var kind: Kind

  /// The file concerned, spelled as ``InputPath/spelling`` says; `-` for standard input.
  public var path: String

  /// The line, from 1, or nil if the whole file is meant.
  public var line: Int?

  /// What is wrong, as a clause without a full stop.
  public var reason: String

  /// What to do next, as an imperative clause without a full stop.
  public var advice: String

  /// Makes an error from its parts.
  public init(
    _ kind: Kind, path: String, line: Int? = nil, reason: String, advice: String
  ) {
    self.kind = kind
    self.path = path
    self.line = line
    self.reason = reason
    self.advice = advice
  }

  /// The file, and the line if one is meant.
  public var location: String {
    let file = path == "-" ? "standard input" : path
    return line.map { "\(file):\($0)" } ?? file
  }

  /// Whether the file is not text of a known kind, so that nobody expects an article in it.
  var isForeign: Bool { kind == .unsupported || kind == .encoding }

  /// Whether the file is damaged, so that a part of it may still be good.
  var isDamage: Bool { kind == .damaged || kind == .truncated }

  /// Whether it is not known what the file, or the rest of it, holds. A file of a kind that cannot
  /// be read, or a table of unknown columns, is known to hold nothing.
  var hidesRest: Bool { isDamage || kind == .unreadable || kind == .bomb || kind == .notFound }
}
