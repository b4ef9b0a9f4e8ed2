/// The axis of a chart, from 0 to a round number.
struct TrendScale {
  /// The number at the upper end: 1, 2 or 5 times a power of ten.
  let top: Double

  /// Takes the least round number that is not below `most`.
  init(most: Double) {
    var power = 0.01
    while power * 10 < most { power *= 10 }
    top = [1.0, 2, 5, 10].map { $0 * power }.first { $0 >= most } ?? max(most, 1)
  }

  /// The numbers that are written beside the chart, from above.
  var marks: [Double] { [top, top / 2, 0] }
}
