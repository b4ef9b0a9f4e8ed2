internal import HTTPTypes

extension Exchange {
  /// The index of a name from an address.
  func archive(_ name: String) throws(Problem) -> ServedArchive {
    guard let archive = archives.first(where: { $0.name == name }) else {
      let whom = headers[.authorization] == nil ? "" : " to this key"
      var problem = Problem(
        .notFound, "no index of that name is served\(whom); \(advice)", parameter: "index")
      if !archives.isEmpty { problem.guide = .noArchive }
      throw problem
    }
    return archive
  }

  /// How to learn the names of those that are. A key that may not read gets no list.
  private var advice: String {
    if mayRead { return "/v1/indexes lists them" }
    let names = archives.map(\.name)
    return names.isEmpty ? "ask for another key" : "use \(names.listed())"
  }

  /// The index of a page: the one that it names, or the first.
  func archive(of parameters: Parameters) throws(Problem) -> ServedArchive {
    if let name = parameters["index"] { return try archive(name) }
    guard let first = archives.first else {
      throw Problem(.notFound, "no index is served to this key; ask for one that is for an index")
    }
    return first
  }

  /// The names of the fields with a column of any index that is there.
  var columnFields: [String] { Set(archives.compactMap(\.newest).flatMap(\.columnFields)).sorted() }
}
