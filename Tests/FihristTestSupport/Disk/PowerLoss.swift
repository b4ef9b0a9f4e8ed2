import Foundation

/// What a crash takes away.
package enum PowerLoss: Sendable, Hashable {
  /// Nothing: the process was killed and the system lives on.
  case nothing
  /// Everything that was not made durable.
  case everything
  /// The bytes that were not made durable; names are as they were: the classic of delayed
  /// allocation.
  case bytes
  /// The same, but files have their lengths, and zeros in them.
  case bytesNotLengths
  /// What chance takes, of names and of bytes.
  case random(seed: UInt64)
}

extension DiskImage {
  /// What `loss` leaves.
  package func remains(after loss: PowerLoss) -> DiskRemains {
    var remains = DiskRemains()
    var generator = SeededGenerator(seed: 0)
    if case .random(let seed) = loss { generator = SeededGenerator(seed: seed) }
    // Two names of one file must agree about its bytes.
    var contents: [Int: DiskRemains.Content] = [:]
    for (name, states) in entries.sorted(by: { $0.key < $1.key }) {
      guard let node = choose(states, loss, &generator) else { continue }
      let content = contents[node] ?? content(node, loss, &generator)
      contents[node] = content
      remains.contents[name] = content
    }
    return remains.withoutOrphans
  }

  private func choose(
    _ states: Entry, _ loss: PowerLoss, _ generator: inout SeededGenerator
  ) -> Int? {
    switch loss {
    case .nothing, .bytes, .bytesNotLengths: states[states.count - 1]
    case .everything: states[0]
    case .random: states[Int.random(in: 0..<states.count, using: &generator)]
    }
  }

  private func content(
    _ index: Int, _ loss: PowerLoss, _ generator: inout SeededGenerator
  ) -> DiskRemains.Content {
    let node = nodes[index]
    if node.isDirectory { return .directory }
    let durable = node.durableCount
    switch loss {
    case .nothing: return .beginning(node: index, count: node.bytes.count)
    case .everything, .bytes: return .beginning(node: index, count: durable)
    case .bytesNotLengths:
      let lost = node.bytes.count - durable
      return lost == 0
        ? .beginning(node: index, count: durable)
        : .garbled(node.bytes[..<durable] + [UInt8](repeating: 0, count: lost))
    case .random: return garbled(index, &generator)
    }
  }

  /// A length between what is durable and what was written, and holes of a sector's size.
  private func garbled(_ index: Int, _ generator: inout SeededGenerator) -> DiskRemains.Content {
    let node = nodes[index]
    let count = Int.random(in: node.durableCount...node.bytes.count, using: &generator)
    guard count > node.durableCount, Bool.random(using: &generator) else {
      return .beginning(node: index, count: count)
    }
    var bytes = Array(node.bytes[..<count])
    for sector in stride(from: node.durableCount, to: count, by: 512)
    where Bool.random(using: &generator) {
      for index in sector..<min(sector + 512, count) { bytes[index] = 0 }
    }
    return .garbled(bytes)
  }

  /// Makes the files of `remains` under `root`.
  package func write(_ remains: DiskRemains, to root: String) throws {
    for (name, content) in remains.contents.sorted(by: { $0.key < $1.key }) {
      let path = root + "/" + name
      switch content {
      case .directory:
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      case .beginning(let node, let count):
        try Data(nodes[node].bytes[..<count]).write(to: URL(fileURLWithPath: path))
      case .garbled(let bytes): try Data(bytes).write(to: URL(fileURLWithPath: path))
      }
    }
  }
}
