/// A file to read articles from.
package struct InputFile: Sendable, Hashable {
  /// Where it lies, `-` for standard input.
  package var path: String

  /// Its path under the folder that was named, or its own name if the file was named.
  ///
  /// This is the key of a text article.
  package var name: String

  /// Whether the caller named the file, and not a folder around it.
  package var isNamed: Bool

  /// How articles lie in it; `auto` if only its bytes can tell.
  package var format: InputFormat
}
