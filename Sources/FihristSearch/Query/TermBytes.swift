/// The bytes of a term as text where they are text, else as numbers.
struct TermBytes: Codable {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let text = try? value.decode(String.self) {
      bytes = Array(text.utf8)
    } else {
      bytes = try value.decode([UInt8].self)
    }
  }

  func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    if let text = String(validating: bytes, as: UTF8.self) {
      try value.encode(text)
    } else {
      try value.encode(bytes)
    }
  }
}
