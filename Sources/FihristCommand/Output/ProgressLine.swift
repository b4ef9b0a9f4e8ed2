import Synchronization

/// One line on standard error that is overwritten repeatedly; not shown unless standard error is a
/// terminal.
final class ProgressLine: Sendable {
  private struct State {
    var lastShown: UInt64 = 0
    var isVisible = false
  }

  private let isShown: Bool
  private let columnCount: Int
  private let state = Mutex(State())

  /// Nanoseconds between two updates of the line: a tenth of a second.
  private static let interval: UInt64 = 100_000_000

  /// Makes a line that is shown on a terminal, unless `isQuiet`.
  init(isQuiet: Bool) {
    isShown = !isQuiet && Terminal.errors.isInteractive
    columnCount = Terminal.errors.columnCount
  }

  /// Shows `text` if the last update is old enough; may be called from any thread.
  func update(_ text: @autoclosure () -> String) {
    guard isShown else { return }
    state.withLock { state in
      let now = Clock.wall
      guard now &- state.lastShown >= Self.interval else { return }
      state.lastShown = now
      state.isVisible = true
      TextOutput.overwrite(String(text().prefix(max(1, columnCount - 1))))
    }
  }

  /// Clears the line, before other output and at the end.
  func clear() {
    state.withLock { state in
      if state.isVisible { TextOutput.overwrite("") }
      state.isVisible = false
    }
  }
}
