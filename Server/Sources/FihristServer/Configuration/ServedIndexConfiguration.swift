/// An index that is served, and the name under which it is.
public struct ServedIndexConfiguration: Sendable, Hashable {
  /// The name in addresses: letters, digits, `-` and `_`.
  public var name: String
  /// The directory of the index.
  public var path: String
  /// What readers see as the name of the archive; `nil` for ``name``.
  public var title: String?
  /// The keyword fields whose values narrow a search on the page, in order; `nil` for those that
  /// archives usually have.
  public var facets: [String]?

  /// Makes the configuration of the index at `path`: its name is that of the directory, without
  /// `.index`.
  ///
  /// - Throws: ``ServerError`` if a name in addresses cannot be made of it.
  public init(path: String, name: String? = nil) throws {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    let name = name ?? (last.hasSuffix(".index") ? String(last.dropLast(6)) : last)
    guard Self.isName(name) else {
      throw ServerError(
        location: path, reason: "\"\(name)\" cannot be the name of an index in addresses",
        advice: "name it in a configuration file with letters, digits, - and _")
    }
    (self.path, self.name) = (path, name)
  }

  private static func isName(_ name: String) -> Bool {
    (1...64).contains(name.utf8.count)
      && name.unicodeScalars.allSatisfy {
        $0.isASCII && $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-"
          || $0 == "_"
      }
  }
}

extension ServedIndexConfiguration: Decodable {
  /// Reads `{"path":"news.index","name":"news","title":"أرشيف","facets":["source"]}`.
  public init(from decoder: any Decoder) throws {
    let members = try StrictMembers(
      decoder, known: ["path", "name", "title", "facets"], of: "indexes")
    guard let path: String = try members.value("path") else {
      throw ServerError(
        location: "indexes", reason: "an index has no path",
        advice: "write \"path\" with the directory of the index")
    }
    try self.init(path: path, name: try members.value("name"))
    title = try members.value("title")
    facets = try members.value("facets")
  }
}
