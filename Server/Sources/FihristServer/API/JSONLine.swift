/// A document as a line of JSON.
struct JSONLine {
  /// What a member is.
  private enum Value: Decodable {
    case texts([String])
    /// What no field takes, such as an object. Nobody minds it in a member that is not used.
    case other

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if value.decodeNil() {
        self = .texts([])
      } else if let list = try? value.decode([Single].self) {
        self = .texts(list.map(\.text))
      } else {
        self = (try? value.decode(Single.self)).map { .texts([$0.text]) } ?? .other
      }
    }
  }

  /// A value that a field takes, as an import writes it.
  private struct Single: Decodable {
    var text: String

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let truth = try? value.decode(Bool.self) {
        text = truth ? "true" : "false"
      } else if let number = try? value.decode(Int.self) {
        text = String(number)
      } else {
        text = try value.decode(String.self)
      }
    }
  }

  private let members: [String: Value]

  /// Reads a line.
  ///
  /// - Throws: ``Problem`` of code `bad-request` if it is not an object, is not in UTF-8, has two
  ///   values of one name, or values that lie deeper than `depth`.
  /// - Complexity: O(length of `bytes`).
  init(_ bytes: [UInt8], depth: Int) throws(Problem) {
    try JSONBody.checkEncoding(bytes, of: "the line")
    members = try JSONBody.decode([String: Value].self, bytes, depth: depth, of: "the line")
    // What lies deeper is in members that no field takes.
    try JSONBody.checkNames(bytes, levels: 1, of: "the line")
  }

  /// The names of the members, in the order of their bytes.
  var names: [String] { members.keys.sorted() }

  /// The values of a member; none if it is null or not there.
  func texts(of name: String) -> [String] {
    guard case .texts(let texts)? = members[name] else { return [] }
    return texts
  }

  /// Refuses members of `names` that are not what fields take.
  ///
  /// - Throws: ``Problem`` of code `bad-request`, about the first of them.
  func check(_ names: Set<String>) throws(Problem) {
    for (name, value) in members.sorted(by: { $0.key < $1.key }) where names.contains(name) {
      if case .other = value { throw JSONBody.misfit(name) }
    }
  }
}
