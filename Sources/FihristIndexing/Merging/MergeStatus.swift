/// What merging is doing.
public struct MergeStatus: Sendable, Hashable {
  /// How many merges are running.
  public var running: Int

  /// How many more merges are worthwhile now and not running: because the maximum is running,
  /// because others were requested first, because merges do not start by themselves, or because the
  /// last one failed.
  public var pending: Int

  /// Whether merging is so far behind that adding and committing wait.
  public var isCrowded: Bool

  /// Whether nothing is running and nothing is pending.
  public var isIdle: Bool { running == 0 && pending == 0 }
}
