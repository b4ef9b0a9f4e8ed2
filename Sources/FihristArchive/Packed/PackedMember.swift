/// A file in another one.
package struct PackedMember: Sendable, Hashable {
  /// Its name with the folders around it, as bytes; nil if the file around it holds nothing else,
  /// and is only compressed.
  package var name: [UInt8]?

  /// Makes a member called `name`.
  package init(name: [UInt8]?) { self.name = name }
}
