internal import AsyncHTTPClient
internal import Fihrist
internal import Foundation
internal import NIOCore
internal import NIOHTTP1

/// A broker of `fihrist.distributed`: shards, perhaps on many machines, that rank as one index.
struct Broker: Sendable {
  /// Where it listens, without a slash at the end.
  let address: String

  init(_ address: String) {
    self.address = address.hasSuffix("/") ? String(address.dropLast()) : address
  }

  /// The largest answer; parts of a search have all values of the facets that were asked for.
  private static let mostBytes = 64 << 20

  /// One for the process. It lives as long, so it is never shut down.
  private static let client = HTTPClient(
    eventLoopGroupProvider: .singleton, configuration: configuration)

  private static var configuration: HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow, timeout: .init(connect: .seconds(2)))
    configuration.httpVersion = .http1Only
    // A broker that is down is told at once, and not when the time of the request is over.
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
    // The servers of brokers close connections that were idle for five seconds.
    configuration.connectionPool.idleTimeout = .seconds(4)
    return configuration
  }

  // MARK: Questions

  /// The newest generation.
  func information() async throws -> BrokerInformation {
    let data = try await send(.GET, "information", nil, for: .seconds(5))
    do { return try BrokerInformation(data) } catch { throw BrokerError.fault("\(error)") }
  }

  private struct PartsQuestion<Request: Encodable>: Encodable {
    var question: String
    var request: Request
    var generation: UInt64
    var budget: Double
  }

  /// How long a shard works: one that stops for want of time must still reach the broker.
  static func shardTime(of time: Duration) -> Duration { time * 4 / 5 }

  /// What the shards of a generation answer to a question.
  ///
  /// - Parameter name: The name of the question.
  func parts<Part: Decodable & Sendable>(
    _ name: String, _ request: some Encodable, generation: UInt64, time: Duration
  ) async throws -> BrokerParts<Part> {
    let question = PartsQuestion(
      question: name, request: request, generation: generation, budget: time / .seconds(1))
    let parts: BrokerParts<Part> = try await ask("parts", question, for: time)
    guard parts.generation == generation else {
      throw BrokerError.fault("it answered from generation \(parts.generation)")
    }
    guard !parts.parts.isEmpty || parts.missingShards.isEmpty else {
      throw BrokerError.unavailable("no shard of \(address) answered in time")
    }
    return parts
  }

  private struct DocumentQuestion: Encodable {
    var key: String
    var fields: [String]?
    var search: SearchRequest?
    var generation: UInt64
    var budget: Double
  }

  /// A document, and what it is as a hit of a search.
  ///
  /// - Throws: ``Problem`` of code `not-found` if no shard has it.
  func document(
    key: String, fields: [String]?, search: SearchRequest? = nil, generation: UInt64,
    time: Duration
  ) async throws -> BrokerDocument {
    let question = DocumentQuestion(
      key: key, fields: fields, search: search, generation: generation,
      budget: time / .seconds(1))
    return try await ask("document", question, for: time)
  }

  private struct SuggestQuestion: Encodable {
    var text: String
    var limit: Int
    var generation: UInt64
    var budget: Double
  }

  /// What a person who types may want.
  func suggestions(
    for text: String, limit: Int, generation: UInt64, time: Duration
  ) async throws -> [Suggestion] {
    let question = SuggestQuestion(
      text: text, limit: limit, generation: generation, budget: time / .seconds(1))
    let answer: BrokerSuggestions = try await ask("suggest", question, for: time)
    return answer.suggestions
  }

  // MARK: Sending

  func ask<Answer: Decodable & Sendable>(
    _ name: String, _ question: some Encodable, for time: Duration
  ) async throws -> Answer {
    // The broker's own time is over first, so that it says what is missing.
    let data = try await send(
      .POST, name, try JSONEncoder().encode(question), for: time * 5 / 4 + .milliseconds(250))
    do {
      return try JSONDecoder().decode(Answer.self, from: data)
    } catch {
      throw BrokerError.fault("\(address)/\(name): \(error)")
    }
  }

  private func send(
    _ method: HTTPMethod, _ name: String, _ body: Data?, for time: Duration
  ) async throws -> Data {
    var request = HTTPClientRequest(url: "\(address)/\(name)")
    request.method = method
    request.headers.add(name: "Content-Type", value: "application/json")
    if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
    let (status, data) = try await Self.exchange(request, for: time)
    switch status {
    case 200: return data
    case 400: throw Problem(.badParameter, Self.detail(data) ?? "the broker refused the request")
    case 404 where method == .POST:
      throw Problem(.notFound, "the archive has no document of that key")
    case 410:
      throw Problem(
        .cursorExpired, "the commit that was asked for is closed; ask again, and without a cursor")
    case 500...: throw BrokerError.unavailable("\(request.url): status \(status)")
    default: throw BrokerError.fault("\(request.url): status \(status)")
    }
  }

  private static func detail(_ data: Data) -> String? {
    (try? JSONDecoder().decode(BrokerProblem.self, from: data))?.detail
  }

  private struct Late: Error {}

  /// The status and the body, in time.
  private static func exchange(
    _ request: HTTPClientRequest, for time: Duration
  ) async throws -> (UInt, Data) {
    do {
      return try await withThrowingTaskGroup(of: (UInt, Data).self) { group in
        defer { group.cancelAll() }
        group.addTask { try await exchange(request) }
        group.addTask {
          try await Task.sleep(for: time)
          throw Late()
        }
        guard let first = try await group.next() else { throw Late() }
        return first
      }
    } catch is Late {
      throw BrokerError.late(request.url)
    } catch let error as CancellationError {
      throw error
    } catch is NIOTooManyBytesError {
      throw BrokerError.fault("\(request.url): the answer has more than \(mostBytes) bytes")
    } catch {
      if Task.isCancelled { throw CancellationError() }
      throw BrokerError.unavailable("\(request.url): \(error)")
    }
  }

  private static func exchange(_ request: HTTPClientRequest) async throws -> (UInt, Data) {
    do {
      return try await once(request)
    } catch let error as HTTPClientError where error == .remoteConnectionClosed {
      // It was idle, and closed at this moment. Questions change nothing, so they may be repeated.
      return try await once(request)
    }
  }

  private static func once(_ request: HTTPClientRequest) async throws -> (UInt, Data) {
    let response = try await client.execute(request, deadline: .distantFuture)
    let body = try await response.body.collect(upTo: mostBytes)
    return (UInt(response.status.code), Data(body.readableBytesView))
  }
}
