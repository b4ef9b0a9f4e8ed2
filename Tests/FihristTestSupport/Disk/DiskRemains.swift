import Foundation

/// What a crash has left of a disk.
package struct DiskRemains: Sendable, Hashable {
  enum Content: Sendable, Hashable {
    case directory
    /// The first bytes of a node of the image.
    case beginning(node: Int, count: Int)
    /// Bytes that were never written like this.
    case garbled([UInt8])
  }

  var contents: [String: Content] = [:]
}

extension DiskRemains {
  /// Without files whose directory is gone.
  var withoutOrphans: DiskRemains {
    var rest = self
    rest.contents = contents.filter { name, _ in
      guard let slash = name.lastIndex(of: "/") else { return true }
      return contents[String(name[..<slash])] == .directory
    }
    return rest
  }

  /// The names of files in the directory `path`.
  package func names(in path: String) -> [String] {
    contents.keys.filter { $0.hasPrefix(path + "/") }.map { String($0.dropFirst(path.count + 1)) }
      .sorted()
  }
}
