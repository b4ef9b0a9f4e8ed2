import Fihrist
import Foundation
import HTTPTypes
import HummingbirdCore
import NIOCore

@testable import FihristServer

/// A small index with a server for it, which answers without a connection.
final class ServedIndex: Sendable {
  let server: ArchiveServer
  let path: String

  static let schema = Result {
    try Schema(fields: [
      .text("title", boost: 2), .text("body"), .keyword("source"), .keyword("tags"),
      .keyword("url"), .date("date"), .integer("pages"),
    ])
  }

  /// Makes an index and a server.
  init(
    _ documents: [SourceDocument] = SmallArchive.documents, schema: Schema? = nil,
    configure: (inout FihristServer.ServerConfiguration) -> Void = { _ in }
  ) async throws {
    path =
      FileManager.default.temporaryDirectory
      .appending(path: "fihrist-server-\(UUID().uuidString)").path + "/news.index"
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try await IndexWriter.with(path: path, schema: try schema ?? Self.schema.get()) { writer in
      for document in documents { try await writer.add(document) }
      try await writer.commit()
    }
    var configuration = FihristServer.ServerConfiguration(indexes: [
      try ServedIndexConfiguration(path: path)
    ])
    // A page has a second otherwise, which other tests may take.
    configuration.limits.pageMilliseconds = 60_000
    configure(&configuration)
    server = try ArchiveServer(configuration, log: RequestLog { _ in })
  }

  /// A server for an index that is elsewhere.
  init(_ server: ArchiveServer) {
    self.server = server
    path =
      FileManager.default.temporaryDirectory
      .appending(path: "fihrist-nowhere-\(UUID().uuidString)/news.index").path
  }

  deinit {
    try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
  }

  /// What a request was answered.
  struct Reply {
    var status: Int
    var headers: HTTPFields
    var bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The body as JSON.
    var json: Any { (try? JSONSerialization.jsonObject(with: Data(bytes))) ?? NSNull() }

    /// A member of the body, at a path with dots.
    subscript(_ path: String) -> Any? {
      path.split(separator: ".").reduce(json as Any?) { value, name in
        if let index = Int(name), let list = value as? [Any] {
          return list.indices.contains(index) ? list[index] : nil
        }
        return (value as? [String: Any])?[String(name)]
      }
    }

    func header(_ name: String) -> String? {
      headers.first { $0.name.canonicalName == name }?.value
    }
  }

  /// Sends a request.
  func send(
    _ method: HTTPRequest.Method = .get, _ target: String, headers: [String: String] = [:],
    body: String = "", peer: String? = nil
  ) async throws -> Reply {
    var fields = HTTPFields()
    for (name, value) in headers {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    let head = HTTPRequest(
      method: method, scheme: "http", authority: "archive.example", path: target,
      headerFields: fields)
    let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body)))
    let response = try await server.respond(to: request, context: ClientContext(peer: peer))
    let collected = CollectedBody()
    try await response.body.write(CollectingWriter(collected: collected))
    return Reply(
      status: response.status.code, headers: response.headers, bytes: collected.bytes)
  }

  /// Sends a GET request with parameters.
  func get(
    _ path: String, _ parameters: [(String, String)], headers: [String: String] = [:]
  ) async throws -> Reply {
    let pairs = parameters.map { Parameters.Pair(name: $0.0, value: $0.1) }
    return try await send(
      .get, path + "?" + Parameters(checked: pairs).query, headers: headers)
  }
}
