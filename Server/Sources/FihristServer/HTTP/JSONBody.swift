internal import FihristAnswers

internal import Foundation

/// The JSON body of a request, read with a limit on its depth.
enum JSONBody {
  /// A member of a body: what a parameter may be in JSON.
  private enum Value: Decodable {
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
      } else {
        self = .truth(try value.decode(Bool.self))
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

  /// Reads an object of parameters; a list gives a parameter several values.
  ///
  /// - Parameter what: What the bytes are, for messages.
  /// - Throws: ``Problem`` of code `bad-request`.
  static func pairs(
    _ bytes: [UInt8], depth: Int, of what: String = "the body"
  ) throws(Problem) -> [Parameters.Pair] {
    try pairs(
      try decode([String: Value].self, bytes, depth: depth, of: what), known: [], fields: [])
  }

  /// Reads an object of parameters, whose values must be of the kinds that `known` says; `fields`
  /// have texts. Other names are left to who checks them.
  ///
  /// - Throws: ``Problem`` of code `bad-request` or `bad-parameter`.
  static func parameters(
    _ bytes: [UInt8], depth: Int, known: [Parameter], fields: [String] = []
  ) throws(Problem) -> [Parameters.Pair] {
    try pairs(try decode([String: Value].self, bytes, depth: depth), known: known, fields: fields)
  }

  /// Reads `{"searches":[…]}`, each as ``parameters(_:depth:known:fields:)``.
  static func batch(
    _ bytes: [UInt8], depth: Int, known: [Parameter], fields: [String]
  ) throws(Problem) -> [[Parameters.Pair]] {
    let batch = try decode([String: [[String: Value]]].self, bytes, depth: depth)
    guard batch.count == 1, let searches = batch["searches"] else {
      throw Problem(.badRequest, "the body must be an object with the one member \"searches\"")
    }
    var pairs: [[Parameters.Pair]] = []
    for search in searches { pairs.append(try Self.pairs(search, known: known, fields: fields)) }
    return pairs
  }

  /// Reads a value, if no value in it lies deeper than `depth`.
  static func decode<Value: Decodable>(
    _ type: Value.Type, _ bytes: [UInt8], depth: Int, of what: String = "the body"
  ) throws(Problem) -> Value {
    guard Self.depth(of: bytes) <= depth else {
      throw Problem(
        .badRequest, "values in \(what) lie deeper than \(depth) inside each other; flatten them")
    }
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch {
      throw Problem(
        .badRequest,
        "\(what) must be a JSON object of texts, numbers, true or false, and lists of texts")
    }
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
        throw Problem(.badParameter, "\(name) cannot be \(mismatch)")
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
