import Foundation
import Testing

@Suite struct ServeCommandTests {
  @Test func `without the server it is said where to get it`() async throws {
    let run = try await Tool.run(["serve", "--index", "i"], environment: ["PATH": "/nowhere"])
    #expect(run.status == 2 && run.hasOneSentence)
    #expect(run.errors.contains("fihrist-server") && run.errors.contains("make server"))
  }

  @Test func `the server gets what the tool was told`() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("fihrist-server", "#!/bin/sh\nprintf '%s|' \"$@\"; exit 7\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    let run = try await Tool.run(
      [
        "serve", "--index", "a.index", "--index", "أرشيف", "--remote", "n=http://a:1", "--port",
        "0", "--address", "::1",
        "--config", "c.json", "--title", "two words", "--log-queries", "--trusted-proxy", "::1",
        "--client-rate", "5",
      ], environment: ["PATH": folder.url.path(percentEncoded: false)])
    #expect(run.status == 7, "\(run.errors)")
    let passed = [
      "--index", "a.index", "--index", "أرشيف", "--remote", "n=http://a:1", "--address", "::1",
      "--port", "0", "--config", "c.json", "--title", "two words", "--client-rate", "5",
      "--trusted-proxy", "::1",
      "--log-queries",
    ]
    #expect(run.output == passed.map { $0 + "|" }.joined())
  }

  @Test func `shards on other machines are enough`() async throws {
    let run = try await Tool.run(
      ["serve", "--remote", "news=http://10.0.0.7:8000"], environment: ["PATH": "/nowhere"])
    #expect(run.status == 2 && run.errors.contains("make server"), "\(run.errors)")
  }

  @Test func `there must be something to serve`() async throws {
    for arguments in [["serve"], ["serve", "--index", ""], ["serve", "--port", "8080"]] {
      #expect(try await Tool.run(arguments).status == 2)
    }
  }
}
