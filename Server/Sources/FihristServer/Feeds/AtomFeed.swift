internal import Fihrist
internal import Foundation

/// Hits as a feed (RFC 4287).
struct AtomFeed {
  let frame: PageFrame
  let text: String
  let hits: [Hit]

  /// An entry without a date is as old as can be: it must not come up as new again and again.
  private static let noDate = "1970-01-01T00:00:00Z"

  var bytes: [UInt8] {
    var xml = HTML()
    xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    xml.element(
      "feed", .value("xmlns", "http://www.w3.org/2005/Atom"),
      .value("xml:lang", frame.style.language.rawValue)
    ) { xml in
      let address = frame.base + frame.address("/search", frame.parameters)
      xml.element(
        "title", text: text.isEmpty ? frame.archive.title : "\(text) · \(frame.archive.title)")
      xml.element(
        "id",
        text: "urn:fihrist:\(frame.archive.name):\(SHA256(Array(address.utf8)).text.prefix(32))")
      xml.element("updated", text: Self.time(hits.first))
      link("alternate", address, &xml)
      link("self", frame.base + frame.address("/search.atom", frame.parameters), &xml)
      for hit in hits { write(hit, &xml) }
    }
    return xml.bytes
  }

  private func write(_ hit: Hit, _ xml: inout HTML) {
    xml.element("entry") { xml in
      xml.element("title", text: hit.title ?? frame.texts.untitled)
      xml.element("id", text: "urn:fihrist:\(frame.archive.name):\(Percent.encoded(hit.key))")
      xml.element("updated", text: Self.time(hit))
      xml.element("author") { xml in
        xml.element("name", text: hit.source ?? frame.archive.title)
      }
      link("alternate", frame.base + frame.article(hit.key, query: nil), &xml)
      if let snippet = hit.snippet { xml.element("summary", text: snippet.text) }
    }
  }

  private func link(_ relation: String, _ address: String, _ xml: inout HTML) {
    xml.void("link", .value("rel", relation), .href(address))
    xml.raw("</link>")
  }

  /// The first second of the article's time, day, month or year, whatever is known.
  private static func time(_ hit: Hit?) -> String {
    guard let date = hit?.date.flatMap(ArticleDate.init) else { return noDate }
    return Date(timeIntervalSince1970: Double(date.seconds.lowerBound)).ISO8601Format()
  }
}
