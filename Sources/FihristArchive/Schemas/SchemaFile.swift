/// Schemas as JSON files.
///
///     {"key": "id", "fields": [
///       {"name": "title", "type": "text", "boost": 2},
///       {"name": "date", "type": "date", "from": ["date", "published"]}]}
///
/// Members of a field: `name`; `type` (`text`, `keyword`, `integer`, `decimal`, `date` or
/// `boolean`); `from`, the member of the records that feeds it, or several, where the first one
/// present counts (default: its own name); `stored` (true); of other fields than text `column`
/// (true); of dates `order` (`day-month`); and of text fields `indexed` (true), `analyzer`
/// (`arabic`), `positions` (true), `boost` (1), `lead` (0: how many words at its start count twice)
/// and `alone` (false: whether the field has a dictionary of its own). `levels` of the file,
/// `{"form":0.4,"stem":0.5,"root":1}`, says what the levels of a word weigh, and
/// `signatures` (false) whether documents keep signatures, by which copies are found. `key` and
/// `from` may name a member of a member: `content.rendered`.
public enum SchemaFile {
  /// The longest file, in bytes.
  private static let byteLimit = 1 << 20

  /// Reads the file that `argument` names, `-` for standard input.
  ///
  /// - Throws: ``ArchiveError``: of kind `schema` with the location in the file for anything wrong
  ///   in it, or the error of opening it.
  public static func load(
    _ argument: String, interruption: InputInterruption = InputInterruption()
  ) throws -> ArchiveSchema {
    let stream = try InputStream(path: InputPath(argument), interruption: interruption)
    let path = stream.path.spelling
    var bytes: [UInt8] = []
    guard try stream.append(byteLimit, to: &bytes) else {
      throw ArchiveError(
        .schema, path: path, reason: "a schema file cannot exceed 1 MiB",
        advice: "name the schema file")
    }
    return try parse(bytes, path: path)
  }

  /// Reads `text`, the content of a schema file.
  ///
  /// - Parameters:
  ///   - text: The JSON.
  ///   - name: What errors call it.
  /// - Throws: ``ArchiveError`` of kind `schema`.
  public static func read(_ text: String, name: String = "schema") throws -> ArchiveSchema {
    try parse(Array(text.utf8), path: name)
  }

  /// Reads `bytes`, the content of the file at `path`.
  ///
  /// - Throws: ``ArchiveError`` of kind `schema`.
  package static func parse(
    _ bytes: [UInt8], path: String
  ) throws(ArchiveError) -> ArchiveSchema {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(3)) : bytes
    let value = try unsafe bytes.withUnsafeBufferPointer { (all) throws(ArchiveError) in
      do throws(JSONProblem) {
        return try JSONValue(unsafe ByteView(all))
      } catch {
        throw syntaxError(error, in: bytes, path: path)
      }
    }
    return try SchemaMembers(path: path).schema(value)
  }

  private static func syntaxError(
    _ problem: JSONProblem, in bytes: [UInt8], path: String
  ) -> ArchiveError {
    let before = bytes.prefix(problem.index)
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let column = problem.index - (before.lastIndex(of: UInt8(ascii: "\n")) ?? -1)
    return ArchiveError(
      .schema, path: path, line: line, reason: "column \(column): \(problem.message)",
      advice: "correct the JSON")
  }
}
