public import CFihrist
internal import Fihrist
internal import FihristAnswers

/// Opens an index for writing, or makes one.
@_cdecl("fihrist_writer_open")
public func fihristWriterOpen(
  _ path: UnsafePointer<CChar>?, _ count: Int, _ options: UnsafePointer<CChar>?,
  _ optionsCount: Int, _ writer: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<fihrist_text>?
) -> Int32 {
  unsafe Texts.reporting(to: error) {
    let path = unsafe try Texts.read(path, count, "path")
    let options = unsafe try Texts.read(options, optionsCount, "options")
    let request = try RequestJSON.read(
      Requests.Writer.self, from: options.isEmpty ? "{}" : options, "options")
    unsafe try Handles.give(try OpenWriter(path: path, request), to: writer, "writer")
  }
}

/// Describes the index that a writer has open.
@_cdecl("fihrist_writer_info")
public func fihristWriterInfo(
  _ writer: OpaquePointer?, _ answer: UnsafeMutablePointer<fihrist_text>?,
  _ error: UnsafeMutablePointer<fihrist_text>?
) -> Int32 {
  unsafe Texts.reporting(to: error) {
    let open = unsafe try Handles.object(writer, OpenWriter.self, "writer")
    unsafe Texts.write(open.information.text, to: answer)
  }
}

/// Adds documents, all or none of them.
@_cdecl("fihrist_writer_add")
public func fihristWriterAdd(
  _ writer: OpaquePointer?, _ texts: UnsafePointer<CChar>?, _ ends: UnsafePointer<Int64>?,
  _ fields: UnsafePointer<Int32>?, _ count: Int64, _ error: UnsafeMutablePointer<fihrist_text>?
) -> Int32 {
  unsafe Texts.reporting(to: error) {
    let open = unsafe try Handles.object(writer, OpenWriter.self, "writer")
    try open.writer.add(unsafe try PackedDocuments(texts, ends, fields, count).batch())
  }
}

/// Deletes the document of a key.
@_cdecl("fihrist_writer_delete_key")
public func fihristWriterDeleteKey(
  _ writer: OpaquePointer?, _ key: UnsafePointer<CChar>?, _ count: Int,
  _ error: UnsafeMutablePointer<fihrist_text>?
) -> Int32 {
  unsafe Texts.reporting(to: error) {
    let open = unsafe try Handles.object(writer, OpenWriter.self, "writer")
    try open.writer.delete(key: unsafe try Texts.read(key, count, "key"))
  }
}

/// Deletes the documents that a query finds.
@_cdecl("fihrist_writer_delete_matching")
public func fihristWriterDeleteMatching(
  _ writer: OpaquePointer?, _ query: UnsafePointer<CChar>?, _ count: Int,
  _ deleted: UnsafeMutablePointer<Int64>?, _ error: UnsafeMutablePointer<fihrist_text>?
) -> Int32 {
  unsafe Texts.reporting(to: error) {
    let open = unsafe try Handles.object(writer, OpenWriter.self, "writer")
    let number = try open.writer.delete(
      matching: unsafe try Texts.read(query, count, "query"))
    unsafe deleted?.pointee = Int64(number)
  }
}

/// Makes all changes durable and visible.
@_cdecl("fihrist_writer_commit")
public func fihristWriterCommit(
  _ writer: OpaquePointer?, _ userData: UnsafePointer<CChar>?, _ count: Int,
  _ generation: UnsafeMutablePointer<UInt64>?, _ error: UnsafeMutablePointer<fihrist_text>?
) -> Int32 {
  unsafe Texts.reporting(to: error) {
    let open = unsafe try Handles.object(writer, OpenWriter.self, "writer")
    let text = unsafe try Texts.read(userData, count, "user_data")
    let data =
      text.isEmpty ? nil : try RequestJSON.read([String: String].self, from: text, "user_data")
    let number = try open.writer.commit(replacingUserData: data)
    unsafe generation?.pointee = number
  }
}

/// Commits and merges.
@_cdecl("fihrist_writer_merge")
public func fihristWriterMerge(
  _ writer: OpaquePointer?, _ segments: Int32, _ error: UnsafeMutablePointer<fihrist_text>?
) -> Int32 {
  unsafe Texts.reporting(to: error) {
    let open = unsafe try Handles.object(writer, OpenWriter.self, "writer")
    try open.writer.merge(toSegments: max(1, Int(segments)))
  }
}

/// Discards all changes since the last commit.
@_cdecl("fihrist_writer_rollback")
public func fihristWriterRollback(_ writer: OpaquePointer?) {
  unsafe (try? Handles.object(writer, OpenWriter.self, "writer"))?.writer.rollback()
}

/// Frees the lock of the index and the handle.
@_cdecl("fihrist_writer_close")
public func fihristWriterClose(_ writer: OpaquePointer?) {
  unsafe (try? Handles.object(writer, OpenWriter.self, "writer"))?.writer.closeWithoutCommit()
  unsafe Handles.close(writer, OpenWriter.self)
}
