import Fihrist
import FihristAnswers
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Synchronization

@testable import FihristServer

/// A broker over some indexes of this process. It answers as `fihrist.distributed` does, and can be
/// slow, broken, or without some of its shards.
final class StubBroker: Sendable {
  /// What it does instead of answering well.
  struct Behaviour: Sendable {
    var generation: UInt64 = 1
    /// So many of the first shards do not answer.
    var missing = 0
    var delay = Duration.zero
    var status: Int?
    var body: String?
    /// What was asked, by the last parts of addresses.
    var questions: [String] = []
  }

  let shards: [Index]
  let behaviour = Mutex(Behaviour())
  private let folder: URL

  /// Deals the documents out to shards.
  init(_ documents: [SourceDocument], shards count: Int) async throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "fihrist-broker-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var shards: [Index] = []
    for shard in 0..<count {
      let path = folder.appending(path: "\(shard)").path
      try await IndexWriter.with(path: path, schema: try ServedIndex.schema.get()) { writer in
        for (number, document) in documents.enumerated() where number % count == shard {
          try await writer.add(document)
        }
        try await writer.commit()
      }
      shards.append(try Index(path: path))
    }
    self.shards = shards
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func set(_ change: (inout Behaviour) -> Void) { behaviour.withLock { change(&$0) } }

  /// Runs `body` while the broker listens; the argument is its address.
  func listening<Result>(
    port number: Int = 0, _ body: (String) async throws -> Result
  ) async throws -> Result {
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    var logger = Logger(label: "stub")
    logger.logLevel = .critical
    let application = Application(
      responder: CallbackResponder<BasicRequestContext> { request, _ in
        try await self.respond(to: request)
      },
      configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: number)),
      onServerRunning: { port.yield($0.localAddress?.port ?? 0) }, logger: logger)
    let running = Task { try await application.run() }
    defer { running.cancel() }
    var found = ports.makeAsyncIterator()
    guard let number = await found.next() else { throw CancellationError() }
    return try await body("http://127.0.0.1:\(number)")
  }

  // MARK: Answering

  private struct Question: Decodable {
    var search: SearchRequest?
    var question: String?
    var generation: UInt64?
    var key: String?
    var keys: [String]?
    var fields: [String]?
    var text: String?
    var offset: Int?
    var limit: Int?
  }

  /// A question with a request.
  private struct Asked<Request: Decodable>: Decodable {
    var request: Request

    static func read(_ type: Request.Type, _ body: Data) throws -> Request {
      try JSONDecoder().decode(Asked.self, from: body).request
    }
  }

  private struct Parts<Part: Encodable>: Encodable {
    var generation: UInt64
    var parts: [Part]
    var missing_shards: [String]
  }

  private struct Explanations: Encodable {
    var explanations: [HitExplanation]
  }

  private struct Documents: Encodable {
    var documents: [IndexedDocument]
  }

  private struct Found: Encodable {
    var document: IndexedDocument
    var hit: Hit?
  }

  private func respond(to request: Request) async throws -> Response {
    let name = String(request.uri.path.split(separator: "/").last ?? "")
    let now = behaviour.withLock { behaviour in
      behaviour.questions.append(name)
      return behaviour
    }
    try await Task.sleep(for: now.delay)
    if let status = now.status { return Self.response(Data("{}".utf8), .init(code: status)) }
    if let body = now.body { return Self.response(Data(body.utf8)) }
    let bytes = try await request.body.collect(upTo: 1 << 20)
    let body = Data(bytes.readableBytesView)
    let question = try? JSONDecoder().decode(Question.self, from: body)
    if let asked = question?.generation, asked != now.generation {
      return Self.response(Data(#"{"detail":"it is gone"}"#.utf8), .gone)
    }
    guard let data = try answer(name, question, body, now) else {
      return Self.response(Data(), .notFound)
    }
    return Self.response(data)
  }

  private static func response(_ data: Data, _ status: HTTPResponse.Status = .ok) -> Response {
    Response(status: status, body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
  }

  private func answer(
    _ name: String, _ question: Question?, _ body: Data, _ now: Behaviour
  ) throws -> Data? {
    let encoder = JSONEncoder()
    switch (name, question) {
    case ("information", _): return try information(now)
    case ("parts", let question?):
      switch question.question {
      case "kwic":
        let request = try Asked.read(ConcordanceRequest.self, body)
        return try parts(now) { try $0.concordance(request) }
      case "trends":
        let request = try Asked.read(TrendRequest.self, body)
        return try parts(now) { try $0.trends(request) }
      case "copies":
        let asked = try copies(try Asked.read(CopyQuestion.self, body))
        return try parts(now) { try $0.answer(to: asked) }
      default:
        let request = try ranked(try Asked.read(SearchRequest.self, body))
        return try parts(now) { try $0.search(request.part) }
      }
    case ("similar", _):
      let found = try similar(try Asked.read(SimilarRequest.self, body))
      return try found.map { try encoder.encode($0) }
    case ("explain", let question?):
      let search = try ranked(question.search)
      let found = try (question.keys ?? []).flatMap { key in
        try shards.dropFirst(now.missing).compactMap { try $0.explanation(of: key, for: search) }
      }
      return try encoder.encode(Explanations(explanations: found))
    case ("documents", let question?):
      return try encoder.encode(Documents(documents: try documents(question)))
    case ("document", let question?):
      let search = try question.search.map { try ranked($0) }
      for shard in shards {
        let key = question.key ?? ""
        guard let document = try shard.document(key: key, fields: question.fields) else { continue }
        return try encoder.encode(
          Found(document: document, hit: try search.flatMap { try shard.hit(key: key, for: $0) }))
      }
      return nil
    case ("suggest", let question?):
      let found = try shards[0].suggestions(for: question.text ?? "", limit: question.limit ?? 5)
      return Data(JSON(found).text.utf8)
    default: return nil
    }
  }

  private func parts<Part: Encodable>(
    _ now: Behaviour, _ ask: (Index) throws -> Part
  ) throws -> Data {
    try JSONEncoder().encode(
      Parts(
        generation: now.generation, parts: try shards.dropFirst(now.missing).map(ask),
        missing_shards: (0..<now.missing).map { "shard \($0)" }))
  }

  /// The search of a request; its words are chosen by the sums of the statistics of all shards.
  private func similar(_ request: SimilarRequest) throws -> SimilarSearch? {
    guard let request = try ranked(request) else { return nil }
    return try shards.lazy.compactMap { try $0.similarSearch(for: request) }.first
  }

  /// A question about copies with the sums of the statistics of all shards.
  private func copies(_ question: CopyQuestion) throws -> CopyQuestion {
    var question = question
    if let search = question.search { question.search = try ranked(search) }
    if let similar = question.similar { question.similar = try ranked(similar) ?? similar }
    return question
  }

  /// A request with the sums of the statistics of all shards; nil if no shard has its document.
  private func ranked(_ request: SimilarRequest) throws -> SimilarRequest? {
    guard let own = try shards.lazy.compactMap({ try $0.statistics(for: request) }).first else {
      return nil
    }
    var sums = shards.map(\.statistics).reduce(CollectionStatistics(), +)
    for term in own.documentFrequencies.keys {
      let counts = try shards.map {
        try $0.search(.term(term.bytes), limit: 0, counting: .exact).total.value
      }
      sums.documentFrequencies[term] = UInt64(counts.reduce(0, +))
    }
    var request = request
    request.statistics = sums
    return request
  }

  /// The documents of keys, or those of the shard that has the document of a number.
  private func documents(_ question: Question) throws -> [IndexedDocument] {
    if let keys = question.keys {
      return try shards.flatMap { shard in
        try keys.compactMap { try shard.document(key: $0, fields: question.fields) }
      }
    }
    var offset = question.offset ?? 0
    for shard in shards {
      guard offset >= shard.documentCount else {
        var walk = shard.documents(fields: question.fields).starting(at: offset)
          .makeAsyncIterator()
        var page: [IndexedDocument] = []
        while page.count < question.limit ?? 0, let document = try walk.next() {
          page.append(document)
        }
        return page
      }
      offset -= shard.documentCount
    }
    return []
  }

  /// The request with the sums of the statistics of all shards.
  private func ranked(_ request: SearchRequest?) throws -> SearchRequest {
    var request = request ?? SearchRequest("")
    request.statistics = try shards.map { try $0.statistics(for: request) }
      .reduce(CollectionStatistics(), +)
    return request
  }

  private func information(_ now: Behaviour) throws -> Data {
    let json: JSON = [
      "generation": .integer(Int(now.generation)),
      "documents": .integer(shards.reduce(0) { $0 + $1.documentCount }),
      "shards": .integer(shards.count), "statistics": .string("of \(now.generation)"),
      "schema": shards[0].schema.json(),
    ]
    return Data(json.text.utf8)
  }
}
