import FihristTestSupport
import Foundation
import Testing
@testable import FihristCommand

@Suite struct DisplayTextTests {
  @Test func `marks take no column and wide letters two`() {
    #expect("كِتَاب".columnCount == 4)
    #expect("漢字a".columnCount == 5)
    #expect("\u{2068}ab\u{2069}".columnCount == 2)
  }

  @Test func `controls and overrides become blanks and letters stay`() {
    #expect("a\u{1B}[2J\nb\u{202E}c".displayed == "a [2J b c")
    #expect("كِتَاب 1".displayed == "كِتَاب 1")
  }
}
