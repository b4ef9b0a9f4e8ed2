package import FihristStorage

/// Names and values that the author of a commit has put into its manifest. The engine does not
/// interpret them.
package enum UserData {
  /// The name under which an import says which files an index was fed with. It is set by the reader
  /// of archives. A repair that loses documents names nothing that is there: they have to be read
  /// again.
  package static let inputsName = "fihrist.inputs"

  /// Bytes of all names and values together.
  package static let byteLimit = 1 << 16

  /// Whether `a` and `b` are the same, byte for byte; `==` on strings would also accept canonically
  /// equivalent spellings.
  package static func isSame(_ a: [String: String], _ b: [String: String]) -> Bool {
    bytes(of: a) == bytes(of: b)
  }

  /// Refuses `data` that does not fit into a manifest.
  ///
  /// - Parameter path: The index, for the message.
  /// - Throws: ``IndexError`` of kind `invalid` beyond ``byteLimit``.
  package static func check(_ data: [String: String], path: String) throws(IndexError) {
    let count = data.reduce(0) { $0 + byteCount(name: $1.key, value: $1.value) }
    guard count > byteLimit else { return }
    throw IndexError.invalid(
      path, "user data of \(count) bytes is more than the \(byteLimit) of a commit",
      advice: "keep the data elsewhere and commit a name for it")
  }

  fileprivate static func byteCount(name: String, value: String) -> Int {
    name.utf8.count + value.utf8.count
  }

  private static func bytes(of data: [String: String]) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(userData: data)
    return writer.bytes
  }
}

extension ByteWriter {
  /// Appends the user data of a manifest.
  mutating func write(userData: [String: String]) {
    varint(UInt64(userData.count))
    let ascending = userData.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    for (name, value) in ascending {
      string(name)
      string(value)
    }
  }
}

extension ByteReader {
  /// Reads the user data of a manifest.
  mutating func userData() throws(TruncatedBytes) -> [String: String] {
    var data: [String: String] = [:]
    var previous: String?
    var byteCount = 0
    // Names differ, so there cannot be many more names than bytes.
    for _ in 0..<(try count(atMost: UserData.byteLimit + 1)) {
      let start = offset
      let (name, value) = (try string(), try string())
      byteCount += UserData.byteCount(name: name, value: value)
      let isAscending = previous?.utf8.lexicographicallyPrecedes(name.utf8) ?? true
      // Two canonically equivalent names would be one key here.
      guard isAscending, byteCount <= UserData.byteLimit,
        data.updateValue(value, forKey: name) == nil
      else { throw TruncatedBytes(offset: start, expected: "user data in order") }
      previous = name
    }
    return data
  }
}
