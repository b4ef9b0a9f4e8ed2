import Foundation

/// An empty directory for one test, removed with everything in it when the value ends.
package final class TemporaryDirectory: Sendable {
  /// Where it is.
  package let path: String

  /// Makes the directory.
  package init() throws {
    // A folder in memory, not on a disk, if the system has one: tests make thousands of small
    // files.
    let memory = URL(fileURLWithPath: "/dev/shm", isDirectory: true)
    let isUsable = FileManager.default.isWritableFile(atPath: memory.path)
    let url = (isUsable ? memory : FileManager.default.temporaryDirectory)
      .appendingPathComponent("fihrist-test-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of the entry `name`.
  package func path(of name: String) -> String { path + "/" + name }

  /// The bytes of the file `name`.
  package func bytes(of name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(of: name))))
  }

  /// Makes a new file `name` with `bytes`, so that nobody who has it mapped sees a change.
  package func write(_ bytes: [UInt8], to name: String) throws {
    try? FileManager.default.removeItem(atPath: path(of: name))
    try Data(bytes).write(to: URL(fileURLWithPath: path(of: name)), options: .withoutOverwriting)
  }
}
