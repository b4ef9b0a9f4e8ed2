internal import Fihrist

/// A part of a sitemap on its way.
actor SitemapPart {
  private let map: Sitemap
  private let dateField: String?
  private let documents: any DocumentPages
  private var rest = Sitemap.partSize
  private var isStarted = false
  private var isEnded = false

  private static let batchSize = 1_000

  /// - Parameter documents: The articles from the first of the part on.
  init(_ map: Sitemap, dateField: String?, _ documents: any DocumentPages) {
    (self.map, self.dateField, self.documents) = (map, dateField, documents)
  }

  /// The next piece; nil at the end.
  func next() async throws -> [UInt8]? {
    guard !isEnded else { return nil }
    var xml = HTML()
    if !isStarted {
      xml = Sitemap.start("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
      isStarted = true
    }
    let page = rest > 0 ? try await documents.next(min(rest, Self.batchSize)) : []
    rest -= page.count
    for document in page { write(document, &xml) }
    if page.isEmpty {
      isEnded = true
      xml.raw("</urlset>\n")
    }
    return xml.bytes
  }

  private func write(_ document: IndexedDocument, _ xml: inout HTML) {
    xml.element("url") { xml in
      xml.element("loc", text: map.address(document.key))
      let date = dateField.flatMap { document[$0] }.flatMap(ArticleDate.init)?.gregorian
      if let date, date.day != nil { xml.element("lastmod", text: date.text) }
    }
    xml.raw("\n")
  }
}
