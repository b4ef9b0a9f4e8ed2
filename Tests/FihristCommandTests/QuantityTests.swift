import FihristTestSupport
import Foundation
import Testing

@testable import FihristCommand

@Suite struct QuantityTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (31_030, "31,030"), (-1_234_567, "-1,234,567"),
  ])
  func `thousands are grouped`(value: Int, text: String) {
    #expect(Quantity.count(value) == text)
  }

  @Test(arguments: [
    (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (999_949, "999.9 kB"), (999_950, "1.0 MB"),
    (34_211_000, "34.2 MB"),
  ])
  func `bytes have a unit that fits`(value: Int, text: String) {
    #expect(Quantity.bytes(value) == text)
  }

  @Test(arguments: [
    (0.04, "0.0 s"), (8.44, "8.4 s"), (59.4, "59 s"), (200, "3 min 20 s"), (7500, "2 h 5 min"),
    (.infinity, "?"),
  ])
  func `a duration has two units at most`(seconds: Double, text: String) {
    #expect(Quantity.duration(seconds: seconds) == text)
  }

  @Test(arguments: [
    (0.0, 2, "0.00"), (1.005, 1, "1.0"), (9.999, 2, "10.00"), (-0.04, 1, "0.0"), (-2.5, 0, "-3"),
    (123_456.7, 1, "123456.7"),
  ])
  func `decimals are rounded, not cut`(value: Double, decimals: Int, text: String) {
    #expect(Quantity.decimal(value, decimals: decimals) == text)
  }
}
