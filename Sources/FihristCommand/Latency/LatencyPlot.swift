#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Distributions of latencies as a picture: to the right the part of requests that is faster, with
/// each step a tenth of what was left, upwards the latency, each step ten times as long.
struct LatencyPlot {
  /// A line of the picture.
  struct Series {
    /// What the legend calls it.
    var name: String
    /// In the order of their shares.
    var points: [Latencies.Point]
  }

  /// What stands above the picture.
  var title: String
  /// At most two.
  var series: [Series]

  private static let left = 70.0
  private static let right = 780.0
  private static let top = 50.0
  private static let bottom = 360.0
  private static let colors = ["#b3261e", "#1a5fb4"]

  /// How many steps of ten the horizontal axis has: to the last request but one.
  private var steps: Double {
    let most = series.flatMap(\.points).filter { $0.share < 1 }.map { -log10(1 - $0.share) }.max()
    return max(2, (most ?? 2).rounded(.up))
  }

  /// The exponents of ten of the vertical axis, in milliseconds.
  private var exponents: ClosedRange<Int> {
    let latencies = series.flatMap(\.points).map(\.latency).filter { $0 > 0 }
    let low = Int(log10(latencies.min() ?? 1).rounded(.down))
    return low...max(low + 1, Int(log10(latencies.max() ?? 1).rounded(.up)))
  }

  /// Where a point of a distribution is drawn.
  func position(of point: Latencies.Point) -> (x: Double, y: Double) {
    let step = point.share < 1 ? min(-log10(1 - point.share), steps) : steps
    let (low, high) = (Double(exponents.lowerBound), Double(exponents.upperBound))
    let height = (log10(max(point.latency, 1e-6)) - low) / (high - low)
    return (
      Self.left + step / steps * (Self.right - Self.left),
      Self.bottom - min(max(height, 0), 1) * (Self.bottom - Self.top)
    )
  }

  /// The picture as a file.
  var svg: String {
    var text = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 420" font-family="sans-serif" \
      font-size="13">
      <rect width="800" height="420" fill="#fff"/>
      <text x="70" y="24" font-size="15">\(Self.escaped(title))</text>\n
      """
    for exponent in exponents {
      let share = Latencies.Point(share: 0, latency: pow(10, Double(exponent)))
      text += axisLine(at: position(of: share).y, name: Self.name(ofExponent: exponent))
    }
    for step in 0...Int(steps) { text += tick(step) }
    text += "<text x=\"425\" y=\"410\" text-anchor=\"middle\">faster requests, per cent</text>\n"
    for (number, series) in series.enumerated() {
      let points = series.points.map { point in
        let (x, y) = position(of: point)
        return "\(Quantity.decimal(x, decimals: 1)),\(Quantity.decimal(y, decimals: 1))"
      }
      let color = Self.colors[number % Self.colors.count]
      text += """
        <polyline fill="none" stroke="\(color)" stroke-width="2" \
        points="\(points.joined(separator: " "))"/>
        <text x="90" y="\(70 + 18 * number)" fill="\(color)">\(Self.escaped(series.name))</text>\n
        """
    }
    return text + "</svg>\n"
  }

  private func axisLine(at y: Double, name: String) -> String {
    let y = Quantity.decimal(y, decimals: 1)
    return """
      <line x1="70" x2="780" y1="\(y)" y2="\(y)" stroke="#ccc"/>
      <text x="62" y="\(y)" dy="4" text-anchor="end">\(name)</text>\n
      """
  }

  private func tick(_ step: Int) -> String {
    let x = Quantity.decimal(
      Self.left + Double(step) / steps * (Self.right - Self.left), decimals: 1)
    return """
      <line x1="\(x)" x2="\(x)" y1="50" y2="360" stroke="#eee"/>
      <text x="\(x)" y="380" text-anchor="middle">\(Self.name(ofStep: step))</text>\n
      """
  }

  /// `0`, `90`, `99`, `99.9`.
  private static func name(ofStep step: Int) -> String {
    switch step {
    case 0: "0"
    case 1: "90"
    case 2: "99"
    default: "99." + String(repeating: "9", count: step - 2)
    }
  }

  /// `10 ms`, `1 s`, `100 µs`.
  private static func name(ofExponent exponent: Int) -> String {
    let (unit, power) =
      exponent >= 3 ? ("s", exponent - 3) : exponent >= 0 ? ("ms", exponent) : ("µs", exponent + 3)
    return power >= 0
      ? "1" + String(repeating: "0", count: power) + " \(unit)"
      : "0." + String(repeating: "0", count: -power - 1) + "1 \(unit)"
  }

  private static func escaped(_ text: String) -> String {
    text.displayed.unicodeScalars.reduce(into: "") { escaped, scalar in
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
  }
}
