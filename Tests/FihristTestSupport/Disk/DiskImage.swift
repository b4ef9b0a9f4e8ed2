package import FihristStorage

/// What lies on a disk after a number of calls, and what of it a power failure cannot take away.
///
/// The model is weaker than any file system that journals its directories, and that is its point:
///
/// - Bytes of a file are safe once the file was synchronised. Of the others any may survive.
/// - A name is safe once its directory was synchronised. Until then each name, by itself, may show
///   any file that it has stood for since: creations, renames and removals survive in any subset.
/// - Synchronising a file does nothing for its name.
package struct DiskImage: Sendable {
  /// A file or a directory, whatever it is called.
  struct Node: Sendable {
    var isDirectory = false
    var bytes: [UInt8] = []
    /// So many bytes at the beginning are durable.
    var durableCount = 0
  }

  /// What a name has stood for since its directory was durable, the present last; nil is nothing.
  typealias Entry = [Int?]

  private(set) var nodes: [Node] = []
  private(set) var entries: [String: Entry] = [:]

  /// Makes an empty disk.
  package init() {}

  /// The names that stand for something now.
  package var names: [String] {
    entries.compactMap { $0.value.last.flatMap { $0 } == nil ? nil : $0.key }.sorted()
  }

  /// How many names could differ after a power failure.
  package var pendingNameCount: Int { entries.values.count { $0.count > 1 } }

  /// Takes note of a call that succeeded; its paths begin at the disk's root, which is "".
  package mutating func apply(_ call: DiskCall) {
    switch call {
    case .makeDirectory(let path): add(Node(isDirectory: true), as: path)
    case .create(let path): add(Node(), as: path)
    case .write(let path, let bytes):
      if let node = node(path) { nodes[node].bytes += bytes }
    case .synchronize(let path):
      if let node = node(path) { nodes[node].durableCount = nodes[node].bytes.count }
    case .rename(let from, let to):
      let node = node(from)
      set(from, to: nil)
      set(to, to: node)
    case .remove(let path): set(path, to: nil)
    case .synchronizeDirectory(let path):
      for (name, states) in entries where Self.parent(of: name) == path {
        entries[name] = states.last.flatMap { $0 }.map { [$0] }
      }
    }
  }

  private func node(_ path: String) -> Int? { entries[path]?.last.flatMap { $0 } }

  private mutating func add(_ node: Node, as path: String) {
    nodes.append(node)
    set(path, to: nodes.count - 1)
  }

  private mutating func set(_ path: String, to node: Int?) {
    entries[path, default: [nil]].append(node)
  }

  private static func parent(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }
}
