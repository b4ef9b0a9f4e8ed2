import Foundation

/// The sample archive of the repository, and one index of it for all tests that only read.
enum SampleArchive {
  /// The folder `Data` of the repository.
  static let data = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Data")

  /// The path of `name` under `Data`.
  static func path(_ name: String) -> String {
    data.appending(path: name).path(percentEncoded: false)
  }

  private static let shared = Task { () throws -> TemporaryFolder in
    let folder = try TemporaryFolder()
    let run = try await Tool.run("index", "--index", folder.path("index"), path("archive"))
    guard run.status == 0 else { throw UnexpectedShape(text: run.errors) }
    return folder
  }

  /// The path of the shared index, built by the first test that asks.
  static func index() async throws -> String { try await shared.value.path("index") }

  /// A copy of the shared index to do harm to.
  static func copy(into folder: TemporaryFolder) async throws -> String {
    let copy = folder.path("copy")
    try FileManager.default.copyItem(atPath: try await index(), toPath: copy)
    return copy
  }
}
