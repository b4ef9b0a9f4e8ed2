internal import FihristFormat
internal import FihristIndexing
internal import Synchronization

/// Collects which keys came from which file, from all threads.
final class ImportLedger: Sendable {
  private let hashes = Mutex<[Int: [UInt64]]>([:])

  /// Adds the keys of the documents of `batch` from `first` on, which came from the file `root`.
  func add(_ batch: DocumentBatch, from first: Int, root: Int) {
    guard first < batch.count else { return }
    let added = (first..<batch.count).map { StableHash.of(batch.bytes(in: batch.key(of: $0))) }
    hashes.withLock { $0[root, default: []] += added }
  }

  /// All that was added, by the file; nothing is left.
  func take() -> [Int: [UInt64]] {
    hashes.withLock { all in
      defer { all = [:] }
      return all
    }
  }
}
