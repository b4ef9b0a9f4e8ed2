import Fihrist
import Foundation
import Testing

@testable import FihristServer

/// Why a server does not start.
@Suite struct StartTests {
  @Test func `a port that is in use is named, with what to do`() async throws {
    try await LiveServer.with(documents: []) { live in
      let second = try await ServedIndex(configure: { $0.port = live.port })
      let error = await #expect(throws: ServerError.self) { try await second.server.run() }
      #expect(error?.location == "127.0.0.1:\(live.port)")
      #expect(error?.reason == "another program listens on the port")
      #expect(error?.advice == "stop it, or choose another port with --port or \"port\"")
    }
  }

  @Test func `an address of another machine is named`() async throws {
    let served = try await ServedIndex(configure: {
      ($0.address, $0.port) = ("192.0.2.1", 0)
    })
    let error = await #expect(throws: ServerError.self) { try await served.server.run() }
    #expect(error?.location == "192.0.2.1:0")
    #expect(error?.reason == "this machine has no such address")
  }

  @Test func `an index that is missing is made with the tool`() throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "fihrist-none-\(UUID().uuidString)/news.index").path
    func start() throws {
      let index = try ServedIndexConfiguration(path: path)
      _ = try ArchiveServer(ServerConfiguration(indexes: [index]), log: RequestLog { _ in })
    }
    let missing = #expect(throws: ServerError.self) { try start() }
    #expect(
      missing?.description
        == "\(path): no index exists here; check the path, or make an index with "
        + "'fihrist index --index \(path) FILES'")
    // A folder that is something else is not an index either, and damage is told with its remedy.
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer {
      try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
    }
    let empty = #expect(throws: ServerError.self) { try start() }
    #expect(empty?.description == missing?.description)
    try Data("x".utf8).write(to: URL(fileURLWithPath: "\(path)/manifest-0000000001"))
    let damaged = #expect(throws: ServerError.self) { try start() }
    #expect(damaged?.advice.hasPrefix("see with 'fihrist check' what is damaged") == true)
  }

  @Test(arguments: [
    (
      #"{"keys":[{"sha256":"SHA"},{"sha256":"SHA","scopes":["search","read"]}]}"#,
      "keys[1].scopes: \"read\" is not a scope; use search, write or admin"
    ),
    (
      #"{"keys":[{"sha256":"SHA","scopes":"search"}]}"#,
      "the value of \"keys[0].scopes\" cannot be used; see Documentation/Server.md for what "
        + "belongs there"
    ),
    (
      #"{"keys":[{"name":"desk","sha256":"12"}]}"#,
      "keys[0]: the key \"desk\" has no SHA-256 of 64 digits; write what 'fihrist-server hash-key' "
        + "prints"
    ),
    (
      #"{"indexes":[{"path":"a.index"},{"path":"b.index","colour":"red"}]}"#,
      "indexes[1]: it has no member \"colour\"; use path, remote, name, title or facets"
    ),
    (
      #"{"indexes":[],"timeline":"left"}"#,
      "timeline: \"left\" is not a direction; use rtl or ltr"
    ),
  ]) func `a wrong configuration is told as the file has it`(json: String, text: String) throws {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "fihrist-configuration-\(UUID().uuidString).json").path
    let digest = String(repeating: "0", count: 64)
    try Data(json.replacing("SHA", with: digest).utf8).write(to: URL(fileURLWithPath: file))
    defer { try? FileManager.default.removeItem(atPath: file) }
    let error = #expect(throws: ServerError.self) { try ServerConfiguration(file: file) }
    #expect(error?.description == "\(file): \(text)")
  }

  @Test func `facets that no page would show are refused`() async throws {
    for (facets, reason) in [
      (["source", "body"], "\"body\" is not a keyword field with a column"),
      (["date"], "\"date\" is not a keyword field with a column"),
    ] {
      let error = await #expect(throws: ServerError.self) {
        try await ServedIndex(configure: { $0.indexes[0].facets = facets })
      }
      #expect(error?.location == "facets of news" && error?.reason == reason)
      #expect(error?.advice == "use source, tags or url")
    }
    let many = await #expect(throws: ServerError.self) {
      try await ServedIndex(configure: {
        $0.indexes[0].facets = ["source", "tags"]
        $0.limits.facets = 1
      })
    }
    #expect(many?.reason == "there are more than 1")
    _ = try await ServedIndex(configure: { $0.indexes[0].facets = ["tags", "source"] })
  }
}
