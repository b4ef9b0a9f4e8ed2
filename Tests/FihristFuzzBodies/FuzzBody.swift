/// One target, ready to run on one thread: it traps if a promise is broken, and else does nothing.
public protocol FuzzBody: AnyObject {
  /// Inputs to begin with, made by code.
  var seeds: [[UInt8]] { get throws }

  /// Feeds `bytes`.
  func run(_ bytes: [UInt8])
}
