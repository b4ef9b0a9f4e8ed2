extension Duration {
  /// The duration in milliseconds, to the microsecond.
  var milliseconds: Double { ((self / .microseconds(1)).rounded()) / 1_000 }
}
