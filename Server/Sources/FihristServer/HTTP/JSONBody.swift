internal import FihristAnswers

internal import Foundation

/// The JSON body of a request, read with a limit on its depth.
enum JSONBody {
  /// A member of a body: what a parameter may be in JSON.
  enum Value: Decodable {
    case text(String)
    case several([String])
    case number(Int)
    case truth(Bool)

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let texts = try? value.decode([String].self) {
        self = .several(texts)
      } else if let text = try? value.decode(String.self) {
        self = .text(text)
      } else if let number = try? value.decode(Int.self) {
        self = .number(number)
      } else if let truth = try? value.decode(Bool.self) {
        self = .truth(truth)
      } else {
        throw Misfit(
          search: JSONBody.number(ofSearch: decoder.codingPath),
          member: decoder.codingPath.last?.stringValue ?? "")
      }
    }

    /// The values as an address would have them.
    var texts: [String] {
      switch self {
      case .text(let text): [text]
      case .several(let texts): texts
      case .number(let number): [String(number)]
      case .truth(let truth): [truth ? "1" : "0"]
      }
    }

    /// What it is if a parameter of `kind` cannot be that; otherwise nil.
    func mismatch(_ kind: Parameter.Kind) -> String? {
      switch (self, kind) {
      case (.text, _), (.several, .names), (.several, .texts), (.number, .number),
        (.number, .flag), (.truth, .flag):
        nil
      case (.several, _): "a list"
      case (.number, _): "a number"
      case (.truth, _): "true or false"
      }
    }
  }

  /// A member whose value no parameter has.
  private struct Misfit: Error {
    /// The search of a batch that has it, from 1.
    var search: Int?
    var member: String
  }

  /// Reads an object of parameters, whose values must be of the kinds that `known` says; `fields`
  /// have texts. Other names are left to who checks them.
  ///
  /// - Throws: ``Problem`` of code `bad-request` or `bad-parameter`.
  static func parameters(
    _ bytes: [UInt8], depth: Int, known: [Parameter], fields: [String] = []
  ) throws(Problem) -> [Parameters.Pair] {
    let members = try decode([String: Value].self, bytes, depth: depth)
    try checkNames(bytes)
    return try pairs(members, known: known, fields: fields)
  }

  /// Reads `{"searches":[…]}`, each as ``parameters(_:depth:known:fields:)``.
  static func batch(
    _ bytes: [UInt8], depth: Int, known: [Parameter], fields: [String]
  ) throws(Problem) -> [[Parameters.Pair]] {
    let batch = try decode(
      [String: [[String: Value]]].self, bytes, depth: depth, as: Self.batchShape)
    try checkNames(bytes)
    guard batch.count == 1, let searches = batch["searches"] else {
      throw Problem(.badRequest, "the body must be \(Self.batchShape)")
    }
    var pairs: [[Parameters.Pair]] = []
    for (number, search) in searches.enumerated() {
      do throws(Problem) {
        pairs.append(try Self.pairs(search, known: known, fields: fields))
      } catch {
        throw error.ofSearch(number + 1)
      }
    }
    return pairs
  }

  private static let values = "texts, whole numbers, true or false, and lists of texts"
  private static let batchShape =
    "an object with the one member \"searches\", a list of objects of \(values)"

  /// Reads a value, if no value in it lies deeper than `depth`.
  ///
  /// - Parameter shape: What it must be, for who sent something else.
  static func decode<Value: Decodable>(
    _ type: Value.Type, _ bytes: [UInt8], depth: Int, of what: String = "the body",
    as shape: String = "a JSON object of \(values)"
  ) throws(Problem) -> Value {
    guard Self.depth(of: bytes) <= depth else {
      throw Problem(
        .badRequest, "values in \(what) lie deeper than \(depth) inside each other; flatten them")
    }
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch {
      try checkEncoding(bytes, of: what)
      throw problem(error, what, shape)
    }
  }

  /// Refuses a text in JSON with two values of one name.
  ///
  /// - Parameter levels: How many objects and lists deep names matter.
  static func checkNames(
    _ bytes: [UInt8], levels: Int = .max, of what: String = "the body"
  ) throws(Problem) {
    guard let doubled = DoubledMember(in: bytes, levels: levels) else { return }
    let location = doubled.element == nil ? " in \(what)" : ""
    let problem = Problem(
      .badRequest, "\"\(doubled.name)\" is there twice\(location); leave one out",
      parameter: doubled.name)
    throw doubled.element.map(problem.ofSearch) ?? problem
  }

  /// Refuses bytes that are not UTF-8.
  static func checkEncoding(_ bytes: [UInt8], of what: String) throws(Problem) {
    guard String(validating: bytes, as: UTF8.self) == nil else { return }
    throw Problem(
      .badRequest, "\(what) is not UTF-8; convert it, as from windows-1256, and send it again")
  }

  /// The problem of a member whose value no parameter or field has.
  static func misfit(_ member: String) -> Problem {
    Problem(
      .badRequest,
      "\"\(member)\" must be a text, a whole number, true or false, or a list of these",
      parameter: member)
  }

  /// Why a body is not what it should be, and where in it, as far as that is known.
  private static func problem(
    _ error: any Error, _ what: String, _ shape: String
  ) -> Problem {
    if let misfit = error as? Misfit {
      let problem = Self.misfit(misfit.member)
      return misfit.search.map(problem.ofSearch) ?? problem
    }
    if case .dataCorrupted = error as? DecodingError {
      return Problem(
        .badRequest, "\(what) is not JSON; check its quotes, commas and brackets")
    }
    if case .typeMismatch(_, let context) = error as? DecodingError,
      let number = number(ofSearch: context.codingPath)
    {
      return Problem(.badRequest, "it must be a JSON object of \(values)").ofSearch(number)
    }
    return Problem(.badRequest, "\(what) must be \(shape)")
  }

  /// Which search of a batch lies at `path`, from 1.
  private static func number(ofSearch path: [any CodingKey]) -> Int? {
    path.lazy.compactMap(\.intValue).first.map { $0 + 1 }
  }

  /// Members as names and values; those that are neither known nor a field, of any kind.
  private static func pairs(
    _ members: [String: Value], known: [Parameter], fields: [String]
  ) throws(Problem) -> [Parameters.Pair] {
    var pairs: [Parameters.Pair] = []
    for (name, value) in members.sorted(by: { $0.key < $1.key }) {
      let kind =
        known.first { $0.name == name }?.kind
        ?? (fields.contains(name) ? Parameter.Kind.names : nil)
      if let kind, let mismatch = value.mismatch(kind) {
        throw Problem(.badParameter, "\(name) cannot be \(mismatch)", parameter: name)
      }
      pairs += value.texts.map { Parameters.Pair(name: name, value: $0) }
    }
    return pairs
  }

  /// How deep brackets lie inside each other, outside of strings.
  static func depth(of bytes: [UInt8]) -> Int {
    var (depth, deepest) = (0, 0)
    var isInString = false
    var isEscaped = false
    for byte in bytes {
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        deepest = max(deepest, depth)
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
    }
    return deepest
  }
}
