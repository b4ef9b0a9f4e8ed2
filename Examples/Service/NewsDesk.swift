import Fihrist

/// Loads an archive with progress, searches while articles are added, deletes, backs up and closes.
@main
struct NewsDesk {
  static func main() async throws {
    let archive = (1...300).map { number in
      SourceDocument(
        key: "archive-\(number)",
        values: ["title": "خبر \(number)", "body": "نص الخبر رقم \(number) عن الاقتصاد والتجارة."])
    }
    try await load(archive, into: "service.index")
    let service = try ArticleService(path: "service.index")

    // A search does not wait for the writer, and does not see what is not published.
    let news = SourceDocument(
      key: "news-1", values: ["title": "قناة الـBBC", "body": "تقرير عن الانتخابات."])
    async let before = service.titles(for: "BBC")
    try await service.add(news)
    print("before publishing: \(try await before.count)")
    try await service.publish()
    print("after publishing: \(try service.titles(for: "BBC"))")

    try await service.delete(key: "archive-7")
    try await service.publish()
    print("\(service.count) articles")

    try service.backUp(to: "service.backup")
    try await service.close()

    let backup = try Index(path: "service.backup")
    print("the backup has \(backup.documentCount) articles")
  }

  /// Indexes `articles` and says how far it has come.
  static func load(_ articles: [SourceDocument], into path: String) async throws {
    let indexing = BulkIndexer.start(DocumentInput(articles), into: path)
    for await progress in indexing.progress {
      print("\(progress.phase): \(progress.documents) of \(articles.count)")
    }
    print("loaded \(try await indexing.summary.documents)")
  }
}
