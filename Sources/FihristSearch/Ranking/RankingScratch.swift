internal import FihristStorage

/// The scratch memory of a query: handles to a ``RankingMemory``.
struct RankingScratch {
  /// Memory for everything other than the columns below.
  let arena: Arena
  /// Bounds of a window.
  let bounds: WindowBounds
  /// The candidates of a window.
  let found: Column<UInt32>
  /// What candidates are sorted with: 256 numbers more than ``found`` has.
  let sorting: Column<UInt32>
  /// The numbers from 0 on, ``Candidates/capacity`` of them.
  let numbers: Column<UInt32>
  /// For each norm, the factor of a frequency.
  let inverse: Column<Float>
  /// Whether to stop.
  let stop: StopSignal
}
