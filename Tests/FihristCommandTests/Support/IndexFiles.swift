import Foundation

/// The files of an index by the ends of their names.
enum IndexFiles {
  /// The paths of the files in `index` whose names contain `part`, sorted.
  static func paths(_ part: String, in index: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: index)
      .filter { part.isEmpty || $0.contains(part) }.sorted().map { index + "/" + $0 }
  }

  /// Flips one bit of the file at `path`, at `offset` or in the middle.
  static func flipBit(of path: String, at offset: Int? = nil) throws {
    var data = try Data(contentsOf: URL(filePath: path))
    data[offset ?? data.count / 2] ^= 0x10
    try data.write(to: URL(filePath: path))
  }

  /// Leaves of the manifest at `path` less than one of the two copies in it.
  static func ruinManifest(_ path: String) throws {
    let data = try Data(contentsOf: URL(filePath: path))
    try data.prefix(100).write(to: URL(filePath: path))
  }

  /// Replaces the manifest at `path` by a file of version 9: nobody knows what is behind
  /// its header.
  static func makeNewer(_ path: String) throws {
    var data = try Data(contentsOf: URL(filePath: path)).prefix(16)
    data[8] = 9
    try (data + Data(count: 500)).write(to: URL(filePath: path))
  }

  /// Cuts the file at `path` in half.
  static func truncate(_ path: String) throws {
    let data = try Data(contentsOf: URL(filePath: path))
    try data.prefix(data.count / 2).write(to: URL(filePath: path))
  }
}
