import FihristFormat
import Foundation
import Testing

/// Values of columns in the form that shards on other machines send.
@Suite struct ColumnValueCodingTests {
  @Test(arguments: [
    (ColumnValue.keyword("أفق \"x\""), #"{"keyword":"أفق \"x\""}"#),
    (.integer(-7), #"{"integer":-7}"#),
    (.integer(.max), #"{"integer":9223372036854775807}"#), (.decimal(0.1), #"{"decimal":0.1}"#),
    (.date(secondsSince1970: -1), #"{"date":-1}"#), (.boolean(true), #"{"boolean":true}"#),
  ])
  func `a value is read as it was written`(_ value: ColumnValue, _ text: String) throws {
    let data = try JSONEncoder().encode(value)
    #expect(String(decoding: data, as: UTF8.self) == text)
    #expect(try JSONDecoder().decode(ColumnValue.self, from: data) == value)
  }

  @Test(arguments: ["{}", #"{"text":"x"}"#, #"{"integer":"x"}"#, "7", #"{"boolean":1.5}"#])
  func `what is not a value is refused`(_ text: String) {
    #expect(throws: DecodingError.self) {
      _ = try JSONDecoder().decode(ColumnValue.self, from: Data(text.utf8))
    }
  }
}
