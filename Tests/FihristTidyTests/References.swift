/// Documents and doc comments name only files, folders, make targets and symbols that are there.
struct References {
  private let tree: Tree
  private let symbols: Set<String>
  private let targets: Set<String>

  /// Names of other projects that stand like symbols of this one.
  static let foreign: Set<String> = [
    "ArabicAnalyzer", "ArabicNormalizer", "ArabicStemmer", "StandardTokenizer",
    "SmallFloat", "ZDICT_trainFromBuffer",
  ]

  /// Folders at the root: a name that starts with one of these is a path.
  private static let roots = [
    "Sources/", "Tests/", "Documentation/", "Data/", "Benchmarks/", "Fuzzing/", "Examples/",
    "Server/",
    ".ci/",
  ]

  init(_ tree: Tree) {
    self.tree = tree
    var symbols: Set<String> = []
    for path in tree.swiftFiles(in: "Sources", "Tests", "Fuzzing", "Server") {
      let parts = path.split(separator: "/")
      if parts.count > 2 { symbols.insert(String(parts[1])) }
      for line in tree.lines(of: path) {
        let text = line.drop { $0 == " " }
        guard let declaration = Declaration(text) else { continue }
        symbols.insert(declaration.name)
        guard declaration.keyword == "case" else { continue }
        for part in text.dropFirst(5).split(separator: ",") {
          let name = part.drop { $0 == " " }.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
          symbols.insert(String(name))
        }
      }
    }
    for path in tree.files.keys where path.hasPrefix("Python/src/") && path.hasSuffix(".py") {
      for line in tree.lines(of: path) where line.hasPrefix("class ") {
        symbols.insert(String(line.dropFirst(6).prefix { $0.isLetter || $0.isNumber }))
      }
    }
    self.symbols = symbols
    targets = Set(
      tree.lines(of: "Makefile").compactMap { line in
        guard line.first?.isLetter == true, let colon = line.firstIndex(of: ":") else { return nil }
        return String(line[..<colon])
      })
  }

  /// The names that are not there.
  func findings() -> [Finding] {
    tree.documents.flatMap(findings(inDocument:))
      + tree.swiftFiles(in: "Sources").flatMap(findings(inSource:))
  }

  private func findings(inDocument path: String) -> [Finding] {
    var findings: [Finding] = []
    var isCode = false
    for (index, line) in tree.lines(of: path).enumerated() {
      if line.hasPrefix("```") {
        isCode.toggle()
        continue
      }
      guard !isCode else { continue }
      var missing: [String] = []
      missing += links(in: line).filter { !has($0, from: path) }
      missing += symbolLinks(in: line).filter { !isKnown(link: $0) }
      missing += spans(in: line).filter { !isKnown(span: $0) }
      findings += missing.map {
        Finding(path: path, line: index + 1, message: "\($0) is not there")
      }
    }
    return findings
  }

  private func findings(inSource path: String) -> [Finding] {
    tree.lines(of: path).enumerated().flatMap { index, line -> [Finding] in
      let text = line.drop { $0 == " " }
      guard text.hasPrefix("///"), text.contains("``"), !text.contains("```") else { return [] }
      return symbolLinks(in: text).filter { !isKnown(link: $0) }.map {
        Finding(path: path, line: index + 1, message: "\($0) is not there")
      }
    }
  }

  // MARK: - What a line names

  /// The targets of Markdown links to files of the repository.
  private func links(in line: Substring) -> [String] {
    line.split(separator: "](").dropFirst().compactMap { rest in
      let target = rest.prefix { $0 != ")" && $0 != "#" && $0 != " " }
      return target.isEmpty || target.contains(":") ? nil : String(target)
    }
  }

  /// What stands between double backticks.
  private func symbolLinks(in line: Substring) -> [String] {
    guard line.contains("``") else { return [] }
    return line.split(separator: "``", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  /// What stands between single backticks.
  private func spans(in line: Substring) -> [String] {
    guard line.contains("`"), !line.contains("``") else { return [] }
    return line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  // MARK: - What is there

  private func has(_ target: String, from document: String) -> Bool {
    var parts = document.split(separator: "/").dropLast().map(String.init)
    for part in target.split(separator: "/") {
      if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(String(part)) }
    }
    return tree.has(parts.joined(separator: "/"))
  }

  /// Whether each part of a symbol link is declared somewhere.
  private func isKnown(link: String) -> Bool {
    link.split(separator: "/").allSatisfy { part in
      let name = part.prefix { $0 != "(" }
      return symbols.contains(String(name)) || Self.foreign.contains(String(name))
    }
  }

  /// The paths that a shell makes of `A/{B,C}`.
  private func expanded(_ path: String) -> [String] {
    guard let open = path.firstIndex(of: "{"), let close = path.lastIndex(of: "}") else {
      return [path]
    }
    return path[path.index(after: open)..<close].split(separator: ",").map { part in
      String(path[..<open] + part + path[path.index(after: close)...])
    }
  }

  /// Whether a code span names something that is there, if it names anything that can be checked.
  private func isKnown(span: String) -> Bool {
    if span.hasPrefix("make ") {
      let target = span.dropFirst(5).prefix { $0.isLetter || $0 == "-" }
      return targets.contains(String(target))
    }
    if Self.roots.contains(where: span.hasPrefix), !span.contains("*"), !span.contains(" ") {
      return expanded(span).allSatisfy(tree.has)
    }
    if span.hasSuffix(".swift"), !span.contains("/"), !span.contains("*") {
      return tree.files.keys.contains { $0.hasSuffix("/" + span) } || span == "Package.swift"
    }
    guard let first = span.first, first.isUppercase, first.isASCII else { return true }
    let name = span.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    let rest = span.dropFirst(name.count)
    let humps = name.count { $0.isUppercase }
    guard humps > 1, name.contains(where: \.isLowercase), rest.isEmpty || rest.first == "." else {
      return true
    }
    return symbols.contains(String(name)) || Self.foreign.contains(String(name))
      || targets.contains(span) || tree.has(span)
  }
}
