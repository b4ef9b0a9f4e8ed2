internal import Fihrist

/// The addresses of the articles of an index, in parts of a size that crawlers take.
struct Sitemap {
  /// The name of the index.
  let name: String
  /// How many articles there are.
  let count: Int
  let origin: String
  /// Whether addresses name the index; those of the first do not, here as on pages.
  let namesIndex: Bool

  /// The protocol allows 50,000.
  static let partSize = 50_000

  private var suffix: String { namesIndex ? "index=\(name)" : "" }

  /// The list of the parts of several maps.
  static func list(of maps: [Sitemap]) -> [UInt8] {
    var xml = start("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
    for address in maps.flatMap(\.parts) {
      xml.element("sitemap") { $0.element("loc", text: address) }
      xml.raw("\n")
    }
    xml.raw("</sitemapindex>\n")
    return xml.bytes
  }

  /// The addresses of the parts.
  private var parts: [String] {
    let count = (count + Self.partSize - 1) / Self.partSize
    return (1...max(1, count)).map { part in
      "\(origin)/sitemap.xml?page=\(part)" + (namesIndex ? "&\(suffix)" : "")
    }
  }

  /// The address of an article.
  func address(_ key: String) -> String {
    guard let path = KeyAddress.path(key) else {
      let address = "\(origin)/doc?key=\(Percent.encoded(key))"
      return namesIndex ? "\(address)&\(suffix)" : address
    }
    let address = "\(origin)/doc/\(path)"
    return namesIndex ? "\(address)?\(suffix)" : address
  }

  static func start(_ markup: StaticString) -> HTML {
    var xml = HTML()
    xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    xml.raw(markup)
    return xml
  }
}
