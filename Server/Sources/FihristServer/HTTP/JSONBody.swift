internal import FihristAnswers

internal import Foundation

/// The JSON body of a request, read with a limit on its depth.
enum JSONBody {
  /// A member of a body: what a parameter may be in JSON.
  private enum Value: Decodable {
    case one(String)
    case several([String])

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let texts = try? value.decode([String].self) {
        self = .several(texts)
      } else if let text = try? value.decode(String.self) {
        self = .one(text)
      } else if let number = try? value.decode(Int.self) {
        self = .one(String(number))
      } else {
        self = .one(try value.decode(Bool.self) ? "1" : "0")
      }
    }
  }

  /// Reads an object of parameters; a list gives a parameter several values.
  ///
  /// - Throws: ``Problem`` of code `bad-request`.
  static func pairs(_ bytes: [UInt8], depth: Int) throws(Problem) -> [Parameters.Pair] {
    pairs(try decode([String: Value].self, bytes, depth: depth))
  }

  /// Reads `{"searches":[…]}`.
  static func batch(_ bytes: [UInt8], depth: Int) throws(Problem) -> [[Parameters.Pair]] {
    let batch = try decode([String: [[String: Value]]].self, bytes, depth: depth)
    guard batch.count == 1, let searches = batch["searches"] else {
      throw Problem(.badRequest, "the body must be an object with the one member \"searches\"")
    }
    return searches.map { pairs($0) }
  }

  /// Reads a value, if no value in it lies deeper than `depth`.
  static func decode<Value: Decodable>(
    _ type: Value.Type, _ bytes: [UInt8], depth: Int
  ) throws(Problem) -> Value {
    guard Self.depth(of: bytes) <= depth else {
      throw Problem(.badRequest, "values in the body lie deeper than \(depth) inside each other")
    }
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch {
      throw Problem(
        .badRequest,
        "the body must be a JSON object of texts, numbers, true or false, and lists of texts")
    }
  }

  private static func pairs(_ members: [String: Value]) -> [Parameters.Pair] {
    members.sorted { $0.key < $1.key }.flatMap { name, value -> [Parameters.Pair] in
      switch value {
      case .one(let text): [Parameters.Pair(name: name, value: text)]
      case .several(let texts): texts.map { Parameters.Pair(name: name, value: $0) }
      }
    }
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
