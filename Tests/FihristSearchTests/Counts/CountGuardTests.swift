import FihristSearch
import Foundation
import Testing

/// Guards size and work by counts that are the same on every machine, which seconds are not.
///
/// Documentation/Decisions/counts.md says how to record them again.
@Suite struct CountGuardTests {
  /// By how many hundredths a count may rise above the one recorded.
  static let tolerance = 3.0

  /// Taken once, by the first test that asks.
  private static let measured = Result { try MeasuredCounts().counts }

  /// Whether the counts are to be written down instead of compared.
  private static let isRecording =
    ProcessInfo.processInfo.environment["FIHRIST_RECORD_COUNTS"] == "1"

  @Test(.disabled(if: isRecording), arguments: RecordedCounts.all)
  func `no count has risen`(_ recorded: MeasuredCounts.Count) throws {
    let measured = try #require(
      Self.measured.get().first { $0.name == recorded.name }, "\(recorded.name) is not counted")
    let rise = (measured.average / recorded.average - 1) * 100
    #expect(
      rise <= Self.tolerance,
      """
      \(recorded.name) rose by \(Self.text(rise)) %, from \(Self.text(recorded.average)) to \
      \(Self.text(measured.average)). If that is worth what it brings, record the counts again: \
      Documentation/Decisions/counts.md says how.
      """)
  }

  @Test func `all that is counted is recorded`() throws {
    let counts = try Self.measured.get()
    if Self.isRecording { return try RecordedCounts.write(counts) }
    #expect(counts.map(\.name) == RecordedCounts.all.map(\.name))
  }

  /// A number to three decimals.
  private static func text(_ value: Double) -> String {
    "\((value * 1000).rounded() / 1000)"
  }
}
