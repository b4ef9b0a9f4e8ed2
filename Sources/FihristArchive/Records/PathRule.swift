public import FihristStorage

/// A rule that reads fields from the path of a file: `{source}/{year}/{month}/*.html`.
///
/// The rule is compared with the end of the path, folder by folder. `{name}` stands for the text of
/// the field `name`, at least one character of the name of one file or folder; `*` for any text
/// there. `{year}` is four digits, `{month}` and `{day}` one or two; together they are the text of
/// the field `date`.
public struct PathRule: Sendable, Hashable {
  /// The rule as it was written.
  public let text: String

  /// The fields that it reads, `date` for parts of a date.
  public var fields: [String] {
    var fields: [String] = []
    for name in names {
      let field = Self.dateParts.contains(name) ? "date" : name
      if !fields.contains(field) { fields.append(field) }
    }
    return fields
  }

  private enum Piece: Hashable {
    case literal([Unicode.Scalar])
    case anything
    case field(String)
  }

  /// The pieces of the names of folders, and of the file at the end.
  private var folders: [[Piece]] = []
  private static let dateParts = ["year", "month", "day"]

  private var names: [String] {
    folders.joined().compactMap { if case .field(let name) = $0 { name } else { nil } }
  }

  /// Why a text is not a rule.
  public struct Mistake: FihristError, Sendable, Hashable {
    /// The text.
    public var location: String
    /// What is wrong with it.
    public var reason: String
    /// What to write.
    public var advice: String { "write a rule such as '{source}/{year}/{month}/*.html'" }
  }

  /// Reads a rule.
  ///
  /// - Throws: ``Mistake`` if a brace is not closed, a name is empty or occurs twice, nothing is
  ///   read, or a month has no year.
  public init(_ text: String) throws {
    self.text = text
    for folder in text.split(separator: "/", omittingEmptySubsequences: true) {
      folders.append(try Self.pieces(folder, of: text))
    }
    let names = names
    func mistake(_ reason: String) -> Mistake { Mistake(location: text, reason: reason) }
    if names.isEmpty { throw mistake("it names no field") }
    if Set(names).count < names.count { throw mistake("it names a field twice") }
    let dates = Self.dateParts.map(names.contains)
    if (dates[1] && !dates[0]) || (dates[2] && !dates[1]) {
      throw mistake("a month needs a year, and a day both")
    }
    if dates[0], names.contains("date") { throw mistake("it names the date and parts of it") }
  }

  private static func pieces(_ folder: Substring, of text: String) throws(Mistake) -> [Piece] {
    var pieces: [Piece] = []
    var literal: [Unicode.Scalar] = []
    var rest = folder.unicodeScalars[...]
    func end(_ piece: Piece?) {
      if !literal.isEmpty { pieces.append(.literal(literal)) }
      literal = []
      if let piece { pieces.append(piece) }
    }
    while let scalar = rest.popFirst() {
      switch scalar {
      case "*": end(.anything)
      case "{":
        guard let close = rest.firstIndex(of: "}"), close > rest.startIndex else {
          throw Mistake(location: text, reason: "a brace is not closed, or has no name in it")
        }
        end(.field(String(rest[..<close])))
        rest = rest[rest.index(after: close)...]
      default: literal.append(scalar)
      }
    }
    end(nil)
    return pieces
  }
}

// MARK: Matching

extension PathRule {
  /// The texts of fields that `path` gives, by their names; nothing if the rule does not fit.
  func texts(in path: String) -> [String: String] {
    let names = path.unicodeScalars.split(separator: "/", omittingEmptySubsequences: true)
    guard names.count >= folders.count else { return [:] }
    var found: [String: String] = [:]
    for (folder, name) in zip(folders, names.suffix(folders.count)) {
      guard Self.match(folder[...], Array(name)[...], &found) else { return [:] }
    }
    if let year = found.removeValue(forKey: "year") {
      let rest = ["month", "day"].compactMap { found.removeValue(forKey: $0) }
      found["date"] = ([year] + rest.map { $0.count == 1 ? "0" + $0 : $0 }).joined(separator: "-")
    }
    return found
  }

  /// Whether `name` is what `pieces` stand for; what they read is in `found` then.
  private static func match(
    _ pieces: ArraySlice<Piece>, _ name: ArraySlice<Unicode.Scalar>,
    _ found: inout [String: String]
  ) -> Bool {
    guard let piece = pieces.first else { return name.isEmpty }
    let rest = pieces.dropFirst()
    switch piece {
    case .literal(let text):
      return name.starts(with: text) && match(rest, name.dropFirst(text.count), &found)
    case .anything:
      return (0...name.count).contains { match(rest, name.dropFirst($0), &found) }
    case .field(let field):
      for count in counts(of: field) where count <= name.count {
        let text = name.prefix(count)
        if dateParts.contains(field), !text.allSatisfy({ ("0"..."9").contains($0) }) { break }
        guard match(rest, name.dropFirst(count), &found) else { continue }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text)
        found[field] = String(scalars)
        return true
      }
      return false
    }
  }

  /// How many characters a field may have, in the order in which they are tried. A name of a file
  /// has at most 255 bytes, escaped to four characters each.
  private static func counts(of field: String) -> [Int] {
    switch field {
    case "year": [4]
    case "month", "day": [2, 1]
    default: Array(1...1_020)
    }
  }
}
