internal import FihristStorage

/// Where a query works: handles to a ``RankingMemory``.
struct RankingScratch {
  /// What a query needs besides the columns below.
  let arena: Arena
  /// Bounds of a window.
  let bounds: WindowBounds
  /// The candidates of a window.
  let found: Column<UInt32>
  /// What candidates are sorted with: 256 numbers more than ``found`` has.
  let sorting: Column<UInt32>
  /// The numbers from 0 on, ``Candidates/capacity`` of them.
  let numbers: Column<UInt32>
  /// For each norm, by what a frequency is multiplied.
  let inverse: Column<Float>
  /// Whether to stop.
  let stop: StopSignal
}
