internal import Fihrist
internal import FihristAnswers

/// What became of documents that were sent.
struct IntakeAnswer: Sendable {
  /// The commit in which the documents are.
  var generation: UInt64 = 0
  /// How many documents were added.
  private(set) var added = 0
  /// Lines that were not, and why.
  private(set) var refused = Told(limit: 100)
  /// How many documents were added with a value that its field does not understand.
  private(set) var misread = 0
  /// These values, and what was done with them.
  private(set) var values = Told(limit: InputReport.sampleLimit)
  /// Members that no field takes.
  private(set) var unused: Set<String> = []

  private static let mostUnused = 100

  /// Lines about which something is told: how many, and the first.
  struct Told: Sendable {
    var limit: Int
    var count = 0
    var first: [(line: Int, detail: String)] = []

    mutating func add(_ line: Int, _ detail: String) {
      count += 1
      if first.count < limit { first.append((line, detail)) }
    }

    var json: JSON {
      .array(first.map { ["line": .integer($0.line), "detail": .string($0.detail)] })
    }
  }

  /// Takes a document that was added.
  ///
  /// - Parameter problems: What is told of each value that its field does not understand.
  mutating func add(_ line: Int, problems: [String]) {
    added += 1
    if !problems.isEmpty { misread += 1 }
    for problem in problems { values.add(line, problem) }
  }

  /// Takes a line that was not added.
  mutating func refuse(_ line: Int, _ reason: String) { refused.add(line, reason) }

  /// Takes names that no field has.
  mutating func leaveOut(_ names: some Sequence<String>) {
    for name in names where unused.count < Self.mostUnused { unused.insert(name) }
  }

  // MARK: JSON

  /// A member of the answer: what it has, and how that is described.
  private struct Member {
    var name: String
    var schema: JSON
    var value: @Sendable (IntakeAnswer) -> JSON
  }

  private static func count(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (IntakeAnswer) -> Int
  ) -> Member {
    Member(
      name: name,
      schema: [
        "type": "integer", "minimum": .integer(0), "description": .string(meaning),
      ]
    ) { .integer(value($0)) }
  }

  private static func lines(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (IntakeAnswer) -> Told
  ) -> Member {
    let line: JSON = [
      "type": "object", "required": .array(["line", "detail"]),
      "properties": ["line": ["type": "integer"], "detail": ["type": "string"]],
    ]
    return Member(
      name: name,
      schema: ["type": "array", "items": line, "description": .string(meaning)]
    ) { value($0).json }
  }

  private static let members: [Member] = [
    count("generation", "The commit in which the documents are") {
      Int(clamping: $0.generation)
    },
    count("added", "How many documents were added") { $0.added },
    count("refused", "How many lines were not") { $0.refused.count },
    lines("problems", "The first of these, and why") { $0.refused },
    count(
      "misread", "How many documents were added with a value that its field does not understand"
    ) { $0.misread },
    lines("values", "The first of these values, and what was done with each") { $0.values },
    Member(
      name: "unused",
      schema: [
        "type": "array", "items": ["type": "string"],
        "description": "Members that no field takes",
      ]
    ) { .array($0.unused.sorted().map(JSON.string)) },
  ]

  var json: JSON { .object(Self.members.map { JSON.Member($0.name, $0.value(self)) }) }

  /// What ``json`` is, as OpenAPI has it.
  static var schema: JSON {
    [
      "type": "object", "required": .array(members.map { .string($0.name) }),
      "properties": .object(members.map { JSON.Member($0.name, $0.schema) }),
    ]
  }
}
