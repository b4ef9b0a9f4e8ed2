/// A file to read articles from.
package struct InputFile: Sendable, Hashable {
  /// Where it lies, `-` for standard input.
  package var path: InputPath

  /// Its path under the folder that was named, or its own name if the file was named; spelled as
  /// ``InputPath/spelling`` says.
  ///
  /// This is the key of a text article.
  package var name: String

  /// Whether the caller named the file, and not a folder around it.
  package var isNamed: Bool

  /// How articles lie in it, if the caller said so; `auto` if its contents must tell.
  package var format: InputFormat

  /// What its name says, which counts where its contents could be either; nil if it says nothing.
  package var hint: InputFormat?
}
