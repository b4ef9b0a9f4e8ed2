/// What JSON-LD says about an article, as schema.org has it.
enum LinkedData {
  /// What the article in `bytes` is; nothing if they are not JSON, or no article is in them.
  static func facts(_ bytes: ByteView) -> [(ArticlePart, String)] {
    guard let value = try? JSONValue(bytes), let article = article(value, depth: 0) else {
      return []
    }
    var facts: [(ArticlePart, String)] = []
    for (name, value) in article {
      guard let part = parts[name] else { continue }
      for text in texts(value) where !text.isEmpty {
        if part == .tags {
          let tags = text.unicodeScalars.split(whereSeparator: { $0 == "," || $0 == "،" })
          facts += tags.map { (part, String($0)) }
        } else {
          facts.append((part, decoded(text)))
        }
      }
    }
    return facts
  }

  private static let parts: [String: ArticlePart] = [
    "headline": .title, "datePublished": .date, "author": .author, "creator": .author,
    "publisher": .source, "articleSection": .section, "keywords": .tags, "inLanguage": .language,
    "url": .url,
  ]

  /// The members of the first object that is an article, in a list or a graph too.
  private static func article(
    _ value: JSONValue, depth: Int
  ) -> [(name: String, value: JSONValue)]? {
    guard depth < 4 else { return nil }
    switch value {
    case .array(let elements):
      for element in elements {
        if let found = article(element, depth: depth + 1) { return found }
      }
      return nil
    case .object(let members):
      let types = members.filter { $0.name == "@type" }.flatMap { texts($0.value) }
      if types.contains(where: { $0.hasSuffix("Article") || $0.hasSuffix("Posting") }) {
        return members
      }
      guard let graph = members.first(where: { $0.name == "@graph" }) else { return nil }
      return article(graph.value, depth: depth + 1)
    default: return nil
    }
  }

  /// The text of a value: itself, its `name`, or those of its elements.
  private static func texts(_ value: JSONValue) -> [String] {
    switch value {
    case .string(let text): return [text]
    case .array(let elements): return elements.prefix(100).flatMap { plain($0) }
    default: return plain(value)
    }
  }

  private static func plain(_ value: JSONValue) -> [String] {
    switch value {
    case .string(let text): return [text]
    case .object(let members):
      guard case .string(let name)? = members.first(where: { $0.name == "name" })?.value else {
        return []
      }
      return [name]
    default: return []
    }
  }

  /// `text` without entities, which many sites leave in.
  private static func decoded(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var plain: [UInt8] = []
    unsafe bytes.withUnsafeBufferPointer {
      let view = unsafe ByteView($0)
      MarkupEntity.append(view, 0..<view.count, to: &plain)
    }
    return String(decoding: plain, as: UTF8.self)
  }
}
