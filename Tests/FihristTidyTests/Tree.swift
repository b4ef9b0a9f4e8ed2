import Foundation

/// The text files of a repository by their paths: the real one, or one made up to test a rule.
struct Tree {
  /// The texts, by path from the root.
  var files: [String: String] {
    didSet { lines = files.mapValues(Self.lines) }
  }

  /// The lines of the texts, which every rule looks at.
  private var lines: [String: [Substring]]

  /// Makes a tree of `files`.
  init(_ files: [String: String]) {
    self.files = files
    lines = files.mapValues(Self.lines)
  }

  /// By bytes: without optimisation, splitting by characters takes most of the suite's time.
  private static func lines(of text: String) -> [Substring] {
    text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { Substring($0) }
  }

  /// The folders at the root whose files the rules read.
  private static let folders = [
    "Sources", "Tests", "Documentation", "Examples", "Benchmarks", "Fuzzing", "Server", "Data",
    "Python", ".ci",
  ]
  private static let readExtensions: Set<String> = ["swift", "md", "c", "h", "sh", "py", ""]

  /// Reads the repository at `root`: its paths, and the texts that people write by hand.
  init(readingRepositoryAt root: URL) throws {
    var files: [String: String] = [:]
    let manager = FileManager.default
    for name in try manager.contentsOfDirectory(atPath: root.path)
    where name.hasSuffix(".md") || name == "Makefile" || name == "Package.swift" {
      files[name] = try String(contentsOf: root.appending(path: name), encoding: .utf8)
    }
    for folder in Self.folders {
      let start = root.appending(path: folder).path
      let paths = manager.enumerator(atPath: start) ?? .init()
      for case let path as String in paths {
        if path.contains(".build") {
          paths.skipDescendants()
          continue
        }
        let full = folder + "/" + path
        let isRead = Self.readExtensions.contains((path as NSString).pathExtension)
        // Other files count by their paths alone.
        let text =
          isRead ? try? String(contentsOfFile: root.path + "/" + full, encoding: .utf8) : nil
        files[full] = text ?? ""
      }
    }
    self.init(files)
  }

  /// The paths of Swift files below `folders`, in order.
  func swiftFiles(in folders: String...) -> [String] {
    files.keys.filter { path in
      path.hasSuffix(".swift") && folders.contains { path.hasPrefix($0 + "/") }
    }.sorted()
  }

  /// The paths of documents that people read: at the root, under `Documentation`, and in catalogs.
  var documents: [String] {
    files.keys.filter { path in
      path.hasSuffix(".md") && path != "CHANGELOG.md"
        && (!path.contains("/") || path.hasPrefix("Documentation/") || path.contains(".docc/"))
    }.sorted()
  }

  /// The lines of the file at `path`, without their ends.
  func lines(of path: String) -> [Substring] { lines[path] ?? [] }

  /// Whether `path` is a file or a folder.
  func has(_ path: String) -> Bool {
    let path = path.hasSuffix("/") ? String(path.dropLast()) : path
    return files[path] != nil || files.keys.contains { $0.hasPrefix(path + "/") }
  }
}
