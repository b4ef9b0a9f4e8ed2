internal import CFihrist

/// The batches of a stream, which is released when this object ends.
@safe final class ArrowBatches {
  /// The description of a batch.
  let schema: ArrowSchema
  private var stream: ArrowArrayStream
  private var current: ArrowArray?

  /// Takes a stream over.
  ///
  /// - Throws: ``CallError`` for a stream that fails, or is not one of tables.
  init(_ source: UnsafeMutablePointer<ArrowArrayStream>?) throws {
    guard let source = unsafe source, unsafe source.pointee.release != nil else {
      throw CallError("stream", "it is NULL or was released", advice: "pass a stream of Arrow")
    }
    unsafe stream = source.pointee
    unsafe source.pointee.release = nil
    var schema = unsafe ArrowSchema()
    let code = unsafe stream.get_schema?(&stream, &schema) ?? -1
    unsafe self.schema = schema
    guard code == 0 else { throw failure() }
    guard let format = unsafe schema.format, unsafe String(cString: format) == "+s" else {
      throw CallError(
        "stream", "its batches are not structures of columns", advice: "pass a table")
    }
  }

  deinit {
    releaseCurrent()
    if let release = unsafe schema.release {
      var schema = unsafe schema
      unsafe release(&schema)
    }
    unsafe stream.release?(&stream)
  }

  /// The names of the columns.
  var names: [String] {
    unsafe (0..<Int(schema.n_children)).map { index in
      guard let child = unsafe schema.children?[index], let name = unsafe child.pointee.name else {
        return ""
      }
      return unsafe String(cString: name)
    }
  }

  /// The layout of a column.
  func layout(of column: Int, _ name: String) throws -> ArrowLayout {
    guard let child = unsafe schema.children?[column] else { throw failure() }
    return unsafe try ArrowLayout(child.pointee, column: name)
  }

  /// The next batch, valid until this is called again; nil at the end.
  func next() throws -> ArrowArray? {
    releaseCurrent()
    var array = unsafe ArrowArray()
    guard unsafe stream.get_next?(&stream, &array) == 0 else { throw failure() }
    guard unsafe array.release != nil else { return nil }
    unsafe current = array
    guard unsafe array.n_children == schema.n_children else { throw failure() }
    return unsafe array
  }

  private func releaseCurrent() {
    guard var array = unsafe current else { return }
    unsafe array.release?(&array)
    unsafe current = nil
  }

  private func failure() -> CallError {
    let text = unsafe stream.get_last_error?(&stream)
    let reason = unsafe text.map { unsafe String(cString: $0) } ?? "it gives no batches"
    return CallError("stream", reason, advice: "correct what makes the table")
  }
}
