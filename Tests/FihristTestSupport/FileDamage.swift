package import FihristStorage

/// Flips each bit of the file `name` in turn and calls `body`, which must do right or throw an
/// `IndexError` of kind `damaged` or `unsupported`; then restores the file.
///
/// - Parameter step: every how many bits; 1 is all.
/// - Throws: ``TestFailure`` for an error of another kind.
package func forEveryFlippedBit(
  of name: String, in home: TemporaryDirectory, step: Int = 1, _ body: (Int) throws -> Void
) throws {
  let original = try home.bytes(of: name)
  for bit in stride(from: 0, to: original.count * 8, by: step) {
    var bytes = original
    bytes[bit / 8] ^= 1 << UInt8(bit % 8)
    try home.write(bytes, to: name)
    do { try body(bit) } catch let error as IndexError {
      guard [.damaged, .unsupported].contains(error.kind) else {
        throw TestFailure("\(name), bit \(bit): \(error)")
      }
    }
  }
  try home.write(original, to: name)
}

/// Cuts the file `name` at each length in turn and calls `body`, which must throw an `IndexError`
/// of kind `damaged`; then restores the file.
///
/// - Throws: ``TestFailure`` if it does not.
package func forEveryTruncation(
  of name: String, in home: TemporaryDirectory, step: Int = 1, _ body: () throws -> Void
) throws {
  let original = try home.bytes(of: name)
  for count in stride(from: 0, to: original.count, by: step) {
    try home.write(Array(original[..<count]), to: name)
    var kind: IndexError.Kind?
    do { try body() } catch let error as IndexError { kind = error.kind }
    guard kind == .damaged else { throw TestFailure("\(name), \(count) bytes: no damage found") }
  }
  try home.write(original, to: name)
}

/// Writes `body` as a file with right checksums: what a fault in a writer, or malice, would leave.
@discardableResult
package func forge(
  _ body: [UInt8], name: String, kind: FileKind, in home: TemporaryDirectory
) throws -> FileSummary {
  var writer = try IndexDirectory(path: home.path).create(name, kind: kind)
  try writer.append(body)
  return try writer.finish(synchronize: false)
}

/// The body of the file `name`.
package func body(
  of name: String, kind: FileKind, in home: TemporaryDirectory
) throws -> [UInt8] {
  let file = try IndexDirectory(path: home.path).open(name, kind: kind)
  return unsafe [UInt8](try file.bytes(0..<file.byteCount))
}
