package import FihristStorage
import Synchronization

/// A directory whose changes are numbered and remembered, and can be refused.
///
/// Calls reach the real file system under ``root``, so that what is written can be mapped; the
/// memory of them is what crashes are made from (``DiskImage``). It is safe to use from several
/// threads.
package final class SimulatedDisk: Sendable {
  /// A call, in the order in which they were made.
  package struct Point: Sendable {
    /// The call, with paths relative to the root.
    package var call: DiskCall
    /// Whether it was refused; then it changed nothing.
    package var isRefused: Bool
  }

  /// Which calls fail.
  package struct Refusal: Sendable, CustomStringConvertible {
    /// The number of the first call that fails, from 0.
    package var first: Int
    /// Whether those behind it fail, too, until ``SimulatedDisk/relent()``.
    package var lasts: Bool
    /// The value of `errno` they fail with.
    package var code: CInt
    /// Whether only calls that take space fail: a full disk still renames and removes.
    package var sparesSmallCalls: Bool

    /// Makes a refusal.
    package init(first: Int, lasts: Bool, code: CInt, sparesSmallCalls: Bool = false) {
      self.first = first
      self.lasts = lasts
      self.code = code
      self.sparesSmallCalls = sparesSmallCalls
    }

    package var description: String {
      "error \(code) \(lasts ? "from" : "at") call \(first)\(sparesSmallCalls ? ", full disk" : "")"
    }
  }

  private struct State {
    var points: [Point] = []
    var refusal: Refusal?
    var refusedCount = 0
    var freeSpace: UInt64?
  }

  /// The directory that plays the disk, without a slash at its end.
  package let root: String

  private let state: Mutex<State>

  /// Makes a disk of the directory at `root`, which exists.
  package init(root: String, refusal: Refusal? = nil) {
    self.root = root
    state = Mutex(State(refusal: refusal))
  }

  /// What is to be given to an index.
  package var disk: Disk {
    Disk(gate: { [self] in admit($0) }, freeSpace: { [self] _ in freeSpace })
  }

  /// What the disk says of its free bytes; it refuses nothing by itself for want of them.
  package var freeSpace: UInt64? {
    get { state.withLock { $0.freeSpace } }
    set { state.withLock { $0.freeSpace = newValue } }
  }

  /// All calls so far.
  package var points: [Point] { state.withLock { $0.points } }

  /// How many calls there were so far.
  package var count: Int { state.withLock { $0.points.count } }

  /// How many calls were refused so far.
  package var refusedCount: Int { state.withLock { $0.refusedCount } }

  /// Refuses as `refusal` says from now on.
  package func refuse(_ refusal: Refusal) { state.withLock { $0.refusal = refusal } }

  /// Lets all further calls through.
  package func relent() { state.withLock { $0.refusal = nil } }

  private func admit(_ call: DiskCall) -> CInt {
    let call = call.relative(to: root)
    return state.withLock { state in
      let isRefused = state.refusal?.applies(to: call, number: state.points.count) ?? false
      state.points.append(Point(call: call, isRefused: isRefused))
      guard isRefused, let refusal = state.refusal else { return 0 }
      state.refusedCount += 1
      return refusal.code
    }
  }
}

extension SimulatedDisk.Refusal {
  fileprivate func applies(to call: DiskCall, number: Int) -> Bool {
    guard lasts ? number >= first : number == first else { return false }
    return !sparesSmallCalls || call.takesSpace
  }
}

extension DiskCall {
  fileprivate var takesSpace: Bool {
    switch self {
    case .makeDirectory, .create, .write, .synchronize: true
    case .rename, .remove, .synchronizeDirectory: false
    }
  }

  fileprivate func relative(to root: String) -> DiskCall {
    func cut(_ path: String) -> String {
      path == root ? "" : path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
    }
    return switch self {
    case .makeDirectory(let path): .makeDirectory(path: cut(path))
    case .create(let path): .create(path: cut(path))
    case .write(let path, let bytes): .write(path: cut(path), bytes: bytes)
    case .synchronize(let path): .synchronize(path: cut(path))
    case .rename(let from, let to): .rename(from: cut(from), to: cut(to))
    case .remove(let path): .remove(path: cut(path))
    case .synchronizeDirectory(let path): .synchronizeDirectory(path: cut(path))
    }
  }

  /// Whether it changes which names there are.
  package var changesNames: Bool {
    switch self {
    case .makeDirectory, .create, .rename, .remove: true
    case .write, .synchronize, .synchronizeDirectory: false
    }
  }

  /// The call without the bytes, for a message.
  package var summary: String {
    switch self {
    case .makeDirectory(let path): "mkdir \(path)"
    case .create(let path): "create \(path)"
    case .write(let path, let bytes): "write \(bytes.count) to \(path)"
    case .synchronize(let path): "fsync \(path)"
    case .rename(let from, let to): "rename \(from) to \(to)"
    case .remove(let path): "unlink \(path)"
    case .synchronizeDirectory(let path): "fsync directory \(path)"
    }
  }
}
