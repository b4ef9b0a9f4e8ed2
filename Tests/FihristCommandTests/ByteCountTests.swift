import Testing

@testable import FihristCommand

@Suite struct ByteCountTests {
  @Test(arguments: [
    ("0", 0), ("4096", 4096), ("1k", 1024), ("256MB", 256 << 20), ("256mb", 256 << 20),
    ("256 MiB", 256 << 20), ("1.5G", 3 << 29), ("2TB", 2 << 40), ("7B", 7),
  ])
  func `bytes are read with any usual unit`(text: String, value: Int) {
    #expect(ByteCount(argument: text)?.value == value)
  }

  @Test(arguments: ["", "MB", "-1", "1.2.3", "12XB", "1e9", "9999999999TB", "٢٥٦MB", "1 2"])
  func `anything else is refused`(text: String) {
    #expect(ByteCount(argument: text) == nil)
  }

  @Test(arguments: [
    (0, "0B"), (1000, "1000B"), (1024, "1KB"), (256 << 20, "256MB"), (3 << 29, "1536MB"),
  ])
  func `the default shows in the largest unit that divides it`(value: Int, text: String) {
    #expect(ByteCount(value).defaultValueDescription == text)
    #expect(ByteCount(argument: text) == ByteCount(value))
  }
}
