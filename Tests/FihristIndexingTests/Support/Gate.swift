import FihristStorage
import Foundation
import Synchronization
import Testing

/// A disk on which one file is not created before it is told to.
final class Gate: Sendable {
  private let name: String
  private let count = Atomic(0)
  private let arrived = DispatchSemaphore(value: 0)
  private let opened = DispatchSemaphore(value: 0)

  init(on name: String) { self.name = name }

  /// How often the file was to be created.
  var arrivals: Int { count.load(ordering: .relaxed) }

  /// Waits in a thread of its own: the threads of tasks are few, and what arrives may need them.
  func waitForArrival() { arrived.wait() }

  /// Waits in a task.
  func arrival() async throws {
    while arrivals == 0 { try await Task.sleep(for: .milliseconds(1)) }
  }

  func open() { opened.signal() }

  var disk: Disk {
    Disk(gate: { [self] call in
      if case .create(let path) = call, path.hasSuffix(name) {
        count.add(1, ordering: .relaxed)
        arrived.signal()
        opened.wait()
      }
      return 0
    })
  }
}

extension Thread {
  /// Runs `body` on a new thread; the result waits for its end.
  static func run(_ body: @escaping @Sendable () throws -> Void) -> DispatchSemaphore {
    let done = DispatchSemaphore(value: 0)
    Thread {
      do { try body() } catch { Issue.record(error) }
      done.signal()
    }.start()
    return done
  }
}
