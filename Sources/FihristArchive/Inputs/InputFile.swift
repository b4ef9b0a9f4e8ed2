internal import FihristFormat

/// A file to read articles from.
package struct InputFile: Sendable, Hashable {
  /// Its path, `-` for standard input.
  package var path: InputPath

  /// Its path under the folder that was named, or its own name if the file was named; spelled as
  /// ``InputPath/spelling`` says.
  ///
  /// This is the key of a text article.
  package var name: String

  /// Whether the caller named the file, and not a folder around it.
  package var isNamed: Bool

  /// Its format, if the caller gave it; `auto` to recognize it from the contents.
  package var format: InputFormat

  /// The format that its name suggests, which decides if its contents could be either; nil if it
  /// suggests nothing.
  package var hint: InputFormat?

  /// Its number among the files that were named or found; files in it have the same one.
  var root = 0

  /// Its path from the root of the file system, as bytes; nil for streams, and if the system does
  /// not say.
  var identity: [UInt8]?

  /// What the file system says of it; nil for streams.
  var stamp: FileStamp?
}
