internal import Foundation

/// An index that is served, and the name under which it is.
public struct ServedIndexConfiguration: Sendable, Hashable {
  /// The name in addresses: letters, digits, `-` and `_`.
  public var name: String
  /// The directory of the index; empty for an index on other machines.
  public var path: String
  /// The address of the broker of an index whose shards are on other machines, such as
  /// `http://10.0.0.7:8000`; `nil` for an index on this machine.
  public var remote: String?
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

  /// Makes the configuration of an index whose shards a broker of `fihrist.distributed` asks.
  ///
  /// - Parameters:
  ///   - remote: The address of the broker.
  ///   - name: The name in addresses.
  /// - Throws: ``ServerError`` if either cannot be used.
  public init(remote: String, name: String) throws {
    let parts = URLComponents(string: remote)
    guard let parts, ["http", "https"].contains(parts.scheme), parts.host?.isEmpty == false,
      parts.query == nil, parts.fragment == nil
    else {
      throw ServerError(
        location: remote, reason: "it is not the address of a broker",
        advice: "write it as http://10.0.0.7:8000")
    }
    try self.init(path: "", name: name)
    self.remote = remote
  }

  /// Reads `NAME=ADDRESS`.
  ///
  /// - Parameter text: What was written for the option `--remote`.
  /// - Throws: ``ServerError`` as ``init(remote:name:)``.
  public init(remote text: String) throws {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      throw ServerError(
        location: text, reason: "it has no name before an address",
        advice: "write it as news=http://10.0.0.7:8000")
    }
    try self.init(remote: String(parts[1]), name: String(parts[0]))
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
  /// Reads `{"path":"news.index","name":"news","title":"أرشيف","facets":["source"]}`, or with
  /// `"remote":"http://10.0.0.7:8000"` instead of a path.
  public init(from decoder: any Decoder) throws {
    let members = try StrictMembers(
      decoder, known: ["path", "remote", "name", "title", "facets"], of: "indexes")
    let (path, remote): (String?, String?) =
      (try members.value("path"), try members.value("remote"))
    switch (path, remote) {
    case (let path?, nil): try self.init(path: path, name: try members.value("name"))
    case (nil, let remote?):
      guard let name: String = try members.value("name") else {
        throw ServerError(
          location: members.location, reason: "\(remote) has no name",
          advice: "write \"name\" with what addresses call it")
      }
      try self.init(remote: remote, name: name)
    case (nil, nil), (.some, .some):
      throw ServerError(
        location: members.location, reason: "an index has neither or both of a path and a broker",
        advice: "write \"path\" with a directory, or \"remote\" with the address of a broker")
    }
    title = try members.value("title")
    facets = try members.value("facets")
  }
}
