/// Which passages of a document's text a hit shows.
public struct SnippetOptions: Sendable, Hashable, Codable {
  /// How many at most, 1 or more. They do not overlap, and are in the order of the text.
  public var count: Int

  /// How many characters each has at most, 20 or more.
  public var length: Int

  /// Makes options.
  public init(count: Int = 1, length: Int = 200) {
    self.count = count
    self.length = length
  }
}
