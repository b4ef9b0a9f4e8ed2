/// What was recognized in some of the files that were read.
public struct FileRecognition: Sendable, Hashable {
  /// Which members give the key and the fields, as a part of a sentence.
  public var text: String

  /// In how many files; at least 1.
  public var files: Int

  /// The first of the files.
  public var example: String
}
