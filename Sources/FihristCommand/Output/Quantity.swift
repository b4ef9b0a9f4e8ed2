/// Numbers as people read them.
enum Quantity {
  /// `31,030`.
  static func count(_ value: some BinaryInteger) -> String {
    let digits = String(value.magnitude)
    var text = value < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// `31,030 documents`, `1 document`; `plural` if adding an s is not enough.
  static func count(
    _ value: some BinaryInteger, _ noun: String, _ plural: String? = nil
  ) -> String {
    "\(count(value)) \(value == 1 ? noun : plural ?? noun + "s")"
  }

  /// `812 B`, `34.2 MB`: steps of a thousand, as disks are sold.
  static func bytes(_ count: some BinaryInteger) -> String {
    var value = Double(count)
    guard value >= 1000 else { return "\(count) B" }
    var unit = 0
    let units = ["kB", "MB", "GB", "TB", "PB", "EB"]
    value /= 1000
    while value >= 999.95, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    return "\(decimal(value, decimals: 1)) \(units[unit])"
  }

  /// `8.4 s`, `3 min 20 s`, `2 h 5 min`.
  static func duration(seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e9 else { return "?" }
    if seconds < 60 { return "\(decimal(max(0, seconds), decimals: seconds < 10 ? 1 : 0)) s" }
    let whole = Int(seconds.rounded())
    return whole < 3600
      ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3600) h \(whole % 3600 / 60) min"
  }

  /// `value` with `decimals` decimal digits; thousands are not grouped.
  static func decimal(_ value: Double, decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    var power = 1
    for _ in 0..<decimals { power *= 10 }
    let scaled = (abs(value) * Double(power)).rounded()
    guard scaled < 9e18 else { return "\(value)" }
    let whole = Int(scaled)
    let sign = value < 0 && whole > 0 ? "-" : ""
    guard decimals > 0 else { return "\(sign)\(whole)" }
    let fraction = String(whole % power)
    let zeros = String(repeating: "0", count: decimals - fraction.count)
    return "\(sign)\(whole / power).\(zeros)\(fraction)"
  }
}
