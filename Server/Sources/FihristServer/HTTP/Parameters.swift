/// The parameters of one request, checked.
///
/// A name that the call does not take is refused: a filter that is ignored without a word gives
/// wrong answers.
struct Parameters: Sendable, Hashable {
  /// Names and values, in the order of the request.
  private(set) var pairs: [Pair] = []

  /// What the call takes besides fields.
  private var known: Set<String> = []

  /// A name and one of its values.
  struct Pair: Sendable, Hashable {
    var name: String
    var value: String
  }

  /// Makes parameters that were checked.
  init(checked pairs: [Pair]) { self.pairs = pairs }

  /// Reads the query of an address.
  ///
  /// - Parameters:
  ///   - query: What follows the question mark; still with its percent signs.
  ///   - known: What the call takes.
  ///   - fields: Names of fields that the call takes too, with values that are counted.
  /// - Throws: ``Problem``: `unknown-parameter`, `bad-parameter` or `bad-request`.
  init(query: String?, known: [Parameter], fields: [String] = []) throws(Problem) {
    try self.init(Self.pairs(of: query), known: known, fields: fields)
  }

  /// What the query of an address has, not checked yet.
  static func pairs(of query: String?) throws(Problem) -> [Pair] {
    var pairs: [Pair] = []
    for part in (query ?? "").split(separator: "&") {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Percent.decoded(sides[0], isForm: true),
        let value = sides.count < 2 ? "" : Percent.decoded(sides[1], isForm: true)
      else {
        throw Problem(
          .badRequest,
          "the query is not UTF-8 in percent signs; encode each byte as % and two digits")
      }
      pairs.append(Pair(name: name, value: value))
    }
    return pairs
  }

  /// What can be read of the query of an address, whatever a call takes: a page that says what is
  /// wrong keeps it.
  init(legible query: String?) {
    pairs = (query ?? "").split(separator: "&").compactMap { part in
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Percent.decoded(sides[0], isForm: true),
        let value = sides.count < 2 ? "" : Percent.decoded(sides[1], isForm: true)
      else { return nil }
      return Pair(name: name, value: value)
    }
  }

  /// Checks names and values.
  init(_ pairs: [Pair], known: [Parameter], fields: [String]) throws(Problem) {
    for pair in pairs {
      guard let parameter = known.first(where: { $0.name == pair.name }) else {
        if fields.contains(pair.name) { continue }
        let names = (known.map(\.name) + fields).listed(by: "and")
        var problem = Problem(
          .unknownParameter,
          "\"\(pair.name)\" is not a parameter of this call; it takes "
            + (names.isEmpty ? "none" : names))
        (problem.parameter, problem.value) = (pair.name, pair.name)
        throw problem
      }
      try Self.check(pair, parameter)
      try Self.check(pairs.count { $0.name == pair.name }, of: parameter)
    }
    if let missing = known.first(where: { parameter in
      parameter.isRequired
        && !pairs.contains {
          $0.name == parameter.name && (parameter.mayBeEmpty || !$0.value.isEmpty)
        }
    }) {
      throw Problem(
        .badParameter, "the call needs \(missing.name): \(missing.meaning)",
        parameter: missing.name)
    }
    self.pairs = pairs.filter { pair in
      !known.contains { $0.name == pair.name && $0.takesOthers && !$0.isChoice(pair.value) }
    }
    self.known = Set(known.map(\.name))
  }

  /// Checks how often a parameter is given.
  private static func check(_ count: Int, of parameter: Parameter) throws(Problem) {
    switch parameter.kind {
    case .names: return
    case .texts(let most):
      guard count <= most else {
        throw Problem(
          .badParameter, "\(parameter.name) is there \(count) times; give it \(most) times at most",
          parameter: parameter.name)
      }
    default:
      guard count == 1 else {
        throw Problem(
          .badParameter, "\(parameter.name) is there twice; leave one out",
          parameter: parameter.name)
      }
    }
  }

  private static func check(_ pair: Pair, _ parameter: Parameter) throws(Problem) {
    // A form sends every input; an empty one says nothing.
    guard !pair.value.isEmpty else { return }
    switch parameter.kind {
    case .text, .names, .texts: return
    case .number(let range):
      guard let number = Int(pair.value), range.contains(number) else {
        throw Problem(
          .badParameter,
          "\(pair.name) must be a whole number from \(range.lowerBound) to \(range.upperBound)",
          parameter: pair.name)
      }
    case .choice(let words):
      guard parameter.takesOthers || words.contains(pair.value) else {
        throw Problem(
          .badParameter, "\(pair.name) must be \(words.listed())",
          parameter: pair.name)
      }
    case .flag:
      guard ["0", "1", "true", "false"].contains(pair.value) else {
        throw Problem(
          .badParameter, "\(pair.name) must be 1 or 0", parameter: pair.name)
      }
    }
  }

  /// The value of the parameter `name`; nil if it is absent or empty, or the name of a field.
  subscript(_ name: String) -> String? {
    guard !isField(name) else { return nil }
    return pairs.first { $0.name == name && !$0.value.isEmpty }?.value
  }

  /// All values of `name` that are not empty.
  func values(_ name: String) -> [String] {
    pairs.filter { $0.name == name && !$0.value.isEmpty }.map(\.value)
  }

  /// The values that the field `name` is to have: none if the call means something else by it.
  func values(ofField name: String) -> [String] { known.contains(name) ? [] : values(name) }

  /// Whether `name` is a parameter of the call, and not a field whose values are conditions.
  func isParameter(_ name: String) -> Bool { known.contains(name) }

  /// Whether what is given for `name` can only be values of a field: the call does not take it.
  private func isField(_ name: String) -> Bool { !known.isEmpty && !known.contains(name) }

  /// The conditions on fields.
  var fieldPairs: [Pair] { pairs.filter { !$0.value.isEmpty && isField($0.name) } }

  /// What narrows a search: days, a filter and conditions on fields. Nothing of parameters that no
  /// call has checked.
  var narrowing: [Pair] {
    guard !known.isEmpty else { return [] }
    return pairs.filter { pair in
      !pair.value.isEmpty
        && (["filter", "from", "to"].contains(pair.name) || isField(pair.name))
    }
  }

  /// A whole number.
  func number(_ name: String, or preset: Int) -> Int { self[name].flatMap { Int($0) } ?? preset }

  /// Whether a flag is set.
  func flag(_ name: String) -> Bool { self[name] == "1" || self[name] == "true" }

  /// The names in all values of `name`; nil if it is absent or empty: the two are one call, and
  /// have one tag.
  func names(_ name: String) -> [String]? {
    guard !isField(name) else { return nil }
    let values = values(name)
    guard !values.isEmpty else { return nil }
    return values.flatMap { $0.split(separator: ",").map { String($0) } }
  }

  // MARK: Addresses

  /// The query of an address with these parameters, without those that are empty.
  var query: String {
    pairs.filter { !$0.value.isEmpty }
      .map { "\(Percent.encoded($0.name))=\(Percent.encoded($0.value))" }.joined(separator: "&")
  }

  /// The same, in the order of names: equal for equal calls.
  var canonical: String {
    pairs.enumerated().filter { !$0.element.value.isEmpty }.sorted { one, other in
      one.element.name == other.element.name
        ? one.offset < other.offset : one.element.name < other.element.name
    }.map { "\(Percent.encoded($0.element.name))=\(Percent.encoded($0.element.value))" }
      .joined(separator: "&")
  }

  /// The parameters with `value` for `name`, or without it.
  func setting(_ name: String, _ value: String?) -> Parameters {
    var pairs = pairs.filter { $0.name != name }
    if let value { pairs.append(Pair(name: name, value: value)) }
    return with(pairs)
  }

  /// The same call with other names and values.
  private func with(_ pairs: [Pair]) -> Parameters {
    var parameters = self
    parameters.pairs = pairs
    return parameters
  }

  /// The parameters without those of `names`.
  func removing(_ names: String...) -> Parameters { removing(names) }

  /// The parameters without those of `names`.
  func removing(_ names: [String]) -> Parameters {
    with(pairs.filter { !names.contains($0.name) })
  }

  /// The parameters without one value of a name.
  func removing(_ value: String, of name: String) -> Parameters {
    with(pairs.filter { $0.name != name || $0.value != value })
  }

  /// The parameters with one more value of a name.
  func adding(_ name: String, _ value: String) -> Parameters {
    with(pairs + [Pair(name: name, value: value)])
  }
}
