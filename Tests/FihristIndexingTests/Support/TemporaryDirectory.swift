import FihristFormat
import FihristStorage
import Foundation
@testable import FihristIndexing

/// A directory that goes with the test.
final class TemporaryDirectory: Sendable {
  let path: String

  init() {
    path = NSTemporaryDirectory() + "/fihrist-indexing-" + UUID().uuidString
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var directory: IndexDirectory { IndexDirectory(path: path) }

  func directory(_ disk: Disk) -> IndexDirectory { IndexDirectory(path: path, disk: disk) }

  /// Every file but the lock and the manifests, with its bytes.
  func files(ofKind suffix: String? = nil) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: path) {
      files[name] = try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
    }
    return files
  }

  /// The bytes of the segments' files, by suffix: equal for equal segments whatever their numbers.
  func segmentBytes() throws -> [String: Data] {
    var bytes: [String: Data] = [:]
    for (name, data) in try files() where name.hasPrefix("seg-") {
      bytes[String(name.split(separator: ".")[1]), default: Data()] += data
    }
    return bytes
  }
}
