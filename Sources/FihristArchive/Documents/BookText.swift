internal import FihristStorage

/// The text of a book in EPUB, in the order in which it is read.
struct BookText {
  /// What the book says about itself.
  private(set) var facts: [(part: ArticlePart, text: [UInt8])] = []

  /// The text of its chapters, if it is not cut.
  private(set) var text: [UInt8] = []

  /// Its parts, if it is cut: chapters, and what has a heading in them.
  private(set) var sections: [TextSection] = []

  /// Reads the book in `zip`.
  ///
  /// - Parameter splits: Whether it is cut at chapters and headings.
  init(_ zip: inout ZipDirectory, splits: Bool) throws(DocumentProblem) {
    var packagePath = ""
    DocumentElements.forEach(["rootfile"], in: try Self.file("META-INF/container.xml", &zip)) {
      if packagePath.isEmpty { packagePath = $0.attributes["full-path"] }
    }
    let package = try Self.file(packagePath, &zip)
    readFacts(package)
    let encrypted = try Self.encrypted(&zip)
    for path in Self.chapters(package, inFolderOf: packagePath) {
      guard !encrypted.contains(path) else {
        throw DocumentProblem("its chapters are encrypted, to protect them from being copied")
      }
      guard let chapter = try zip.contents(of: path) else { continue }
      let markup = EncodedText.decoded(chapter, nil)
      if splits {
        sections += PartWriter.sections(ofXHTML: markup)
      } else {
        append(PartWriter.text(ofHTML: markup, isXML: true))
      }
    }
  }

  private mutating func append(_ chapter: [UInt8]) {
    if chapter.isEmpty { return }
    if !text.isEmpty { text.append(UInt8(ascii: "\n")) }
    text += chapter
  }

  private static func file(
    _ name: String, _ zip: inout ZipDirectory
  ) throws(DocumentProblem) -> [UInt8] {
    guard let contents = try zip.contents(of: name) else {
      throw DocumentProblem(
        name.isEmpty ? "it does not name its package" : "\(name) is missing in it")
    }
    return contents
  }

  /// The paths of the files that are encrypted; fonts often are.
  private static func encrypted(_ zip: inout ZipDirectory) throws(DocumentProblem) -> Set<String> {
    var paths: Set<String> = []
    guard let list = try zip.contents(of: "META-INF/encryption.xml") else { return paths }
    DocumentElements.forEach(["cipherreference", "enc:cipherreference"], in: list) {
      paths.insert(decoded($0.attributes["uri"]))
    }
    return paths
  }

  private static let parts: [String: ArticlePart] = [
    "dc:title": .title, "dc:creator": .author, "dc:publisher": .source, "dc:date": .date,
    "dc:language": .language, "dc:subject": .tags,
  ]

  private mutating func readFacts(_ package: [UInt8]) {
    var found: [(ArticlePart, [UInt8])] = []
    DocumentElements.forEach(Set(Self.parts.keys), in: package) { element in
      guard let part = Self.parts[element.name] else { return }
      let isList = part == .author || part == .tags
      // Further titles are those of a series, and further dates those of the file.
      if isList || !found.contains(where: { $0.0 == part }) { found.append((part, element.text)) }
    }
    facts = found.map { (part: $0.0, text: $0.1) }
  }

  /// The paths of the chapters, in their order.
  private static func chapters(_ package: [UInt8], inFolderOf path: String) -> [String] {
    var paths: [String: String] = [:]
    DocumentElements.forEach(["item", "opf:item"], in: package) { element in
      let isContents = element.attributes["properties"].split(separator: " ").contains("nav")
      if isContents || !element.attributes["media-type"].has(piece: "html") { return }
      let address = resolved(element.attributes["href"], inFolderOf: path)
      paths[element.attributes["id"]] = address
    }
    var chapters: [String] = []
    DocumentElements.forEach(["itemref", "opf:itemref"], in: package) { element in
      if element.attributes["linear"] == "no" { return }
      if let path = paths.removeValue(forKey: element.attributes["idref"]) { chapters.append(path) }
    }
    return chapters
  }

  /// The path in the archive that `address` leads to from the file at `path`.
  private static func resolved(_ address: String, inFolderOf path: String) -> String {
    var steps = path.split(separator: "/").dropLast().map(String.init)
    for step in decoded(String(address.prefix { $0 != "#" })).split(separator: "/") {
      switch step {
      case ".": continue
      case "..": _ = steps.popLast()
      default: steps.append(String(step))
      }
    }
    return steps.joined(separator: "/")
  }

  /// `address` with a byte for each `%NN`.
  private static func decoded(_ address: String) -> String {
    let bytes = Array(address.utf8)
    var plain: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let high = HexDigit.value(bytes[index + 1]), let low = HexDigit.value(bytes[index + 2])
      {
        plain.append(UInt8(high << 4 | low))
        index += 3
      } else {
        plain.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }
}
