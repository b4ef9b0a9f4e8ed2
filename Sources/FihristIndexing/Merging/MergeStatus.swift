/// What merging is doing.
public struct MergeStatus: Sendable, Hashable {
  /// How many merges run.
  public var running: Int

  /// How many more merges are worth it now and do not run: because as many run as may, because others
  /// are asked for first, because merges do not start by themselves, or because the last one failed.
  public var pending: Int

  /// Whether merging is so far behind that adding and committing wait.
  public var isCrowded: Bool

  /// Whether nothing runs and nothing is pending.
  public var isIdle: Bool { running == 0 && pending == 0 }
}
