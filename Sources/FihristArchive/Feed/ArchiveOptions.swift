/// How an archive is read.
public struct ArchiveOptions: Sendable {
  /// The ``lineLimit`` of new options: 256 MiB.
  public static let defaultLineLimit = 256 << 20

  /// Whether the first record or file that cannot be indexed ends the indexing; otherwise it is
  /// reported, counted and left out.
  public var isStrict: Bool

  /// The longest line of JSON lines, record of other JSON, and text article, in bytes; a longer one
  /// is left out. At least 1.
  public var lineLimit: Int

  /// The encoding of all files; nil to recognize that of each.
  public var encoding: TextEncoding?

  /// Whether words are repaired that were UTF-8 and read as windows-1256 or windows-1252, and how
  /// many is reported. Not in crawls, messages and documents, whose parts have encodings of their
  /// own.
  public var repairsMojibake = false

  /// Ends the reading when it is requested, even while waiting for input.
  public var interruption: InputInterruption

  /// What opens files that hold others; nil refuses them.
  package var unpacker: (any Unpacker)?

  /// What reads databases; nil refuses them.
  package var databases: (any Databases)?

  /// Makes options.
  public init(
    isStrict: Bool = false, lineLimit: Int = ArchiveOptions.defaultLineLimit,
    encoding: TextEncoding? = nil,
    interruption: InputInterruption = InputInterruption()
  ) {
    self.isStrict = isStrict
    self.lineLimit = lineLimit
    self.encoding = encoding
    self.interruption = interruption
  }
}
