import FihristStoredDocuments
import FihristTestSupport
import Foundation
@testable import Fihrist

/// The files of a directory.
enum Files {
  static func all(_ path: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: path)
    where name != "write.lock" {
      files[name] = try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
    }
    return files
  }

  static func names(_ suffix: String, in path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(suffix) }
      .sorted()
  }

  /// Changes the bytes of a file, in a new file of its name.
  static func change(_ name: String, in path: String, _ body: (inout Data) -> Void) throws {
    let url = URL(fileURLWithPath: path + "/" + name)
    var data = try Data(contentsOf: url)
    body(&data)
    try FileManager.default.removeItem(at: url)
    try data.write(to: url)
  }

  static func flip(_ name: String, in path: String, at offset: Int? = nil) throws {
    try change(name, in: path) { $0[offset ?? $0.count / 2] ^= 0x10 }
  }
}
