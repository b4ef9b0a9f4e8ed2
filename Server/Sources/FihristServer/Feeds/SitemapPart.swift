internal import Fihrist
internal import Synchronization

/// A part of a sitemap on its way.
final class SitemapPart: Sendable {
  private let map: Sitemap
  private let threads: SearchThreads
  private let dateField: String?
  private let state: Mutex<State>

  private struct State {
    var documents: CommittedDocuments.Iterator
    var skipped: Int
    var rest = Sitemap.partSize
    var isStarted = false
    var isEnded = false
  }

  private static let batchSize = 1_000

  init(_ map: Sitemap, number: Int, on threads: SearchThreads) {
    (self.map, self.threads) = (map, threads)
    let commit = map.archive.current
    dateField = commit.dateField
    let fields = commit.stored([commit.dateField].compactMap(\.self))
    state = Mutex(
      State(
        documents: commit.index.documents(fields: fields).makeAsyncIterator(),
        skipped: (number - 1) * Sitemap.partSize))
  }

  /// The next piece; nil at the end.
  func next() async throws -> [UInt8]? {
    try await Task(executorPreference: threads) { try self.piece() }.value
  }

  private func piece() throws -> [UInt8]? {
    try state.withLock { state in
      guard !state.isEnded else { return nil }
      var xml = HTML()
      if !state.isStarted {
        xml = Sitemap.start("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
        state.isStarted = true
      }
      var count = 0
      while count < Self.batchSize {
        guard state.rest > 0, let document = try state.documents.next() else {
          state.isEnded = true
          xml.raw("</urlset>\n")
          break
        }
        count += 1
        if state.skipped > 0 {
          state.skipped -= 1
          continue
        }
        state.rest -= 1
        write(document, &xml)
      }
      return xml.bytes
    }
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
