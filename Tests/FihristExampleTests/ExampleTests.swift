import FihristTestSupport
import Foundation
import Testing

/// The programs under `Examples`, as they were built with this test.
@Suite struct ExampleTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Runs the built program `name` in `directory` to its end.
  private func run(_ name: String, in directory: TemporaryDirectory) throws -> (Int32, String) {
    #if os(macOS)
      let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? .main
      let built = bundle.bundleURL.deletingLastPathComponent()
    #else
      let built = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    #endif
    let process = Process()
    process.executableURL = built.appending(path: name)
    process.currentDirectoryURL = URL(filePath: directory.path)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
  }

  /// The Swift blocks of the document at `path`.
  private func blocks(of path: String) throws -> [String] {
    let text = try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
    return text.components(separatedBy: "```swift\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
  }

  @Test func `the example of the README is the program that is tested`() throws {
    let program = try String(
      contentsOf: Self.root.appending(path: "Examples/Articles/main.swift"), encoding: .utf8)
    #expect(try blocks(of: "README.md").contains(program))
  }

  @Test func `the dependency of the README is the one that the consumer check resolves`() throws {
    let check = try String(
      contentsOf: Self.root.appending(path: "Examples/check-consumer"), encoding: .utf8)
    let lines = try blocks(of: "README.md").joined().split(separator: "\n").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    let dependency = try #require(lines.first { $0.contains(".package(path:") })
    let product = try #require(lines.first { $0.contains(".product(name: \"Fihrist\"") })
    #expect(check.contains(dependency.trimmingComma))
    #expect(check.contains(product.trimmingComma))
  }

  @Test func `the example of the README finds its article`() throws {
    let directory = try TemporaryDirectory()
    let (status, output) = try run("ArticlesExample", in: directory)
    #expect(status == 0)
    #expect(output.contains("1 محادثات في مسقط"))
  }

  @Test func `the service loads, searches while it writes, deletes, backs up and closes`() throws {
    let directory = try TemporaryDirectory()
    let (status, output) = try run("ServiceExample", in: directory)
    #expect(status == 0)
    let lines = output.split(separator: "\n")
    let start = try #require(lines.firstIndex(of: "loaded 300"))
    // How often it reports depends on the machine.
    #expect(start > 0 && lines[..<start].allSatisfy { $0.hasSuffix(" of 300") })
    #expect(
      lines[(start + 1)...] == [
        "before publishing: 0", "after publishing: [\"قناة الـBBC\"]", "300 articles",
        "the backup has 300 articles",
      ])
  }
}

extension String {
  /// The text without a comma at its end.
  fileprivate var trimmingComma: String { hasSuffix(",") ? String(dropLast()) : self }
}
