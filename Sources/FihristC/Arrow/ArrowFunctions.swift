public import CFihrist
internal import Fihrist
internal import FihristAnswers

/// Adds the rows of a stream as documents.
@_cdecl("fihrist_writer_add_arrow")
public func fihristWriterAddArrow(
  _ writer: OpaquePointer?, _ stream: UnsafeMutablePointer<ArrowArrayStream>?, _ skip: Int32,
  _ answer: UnsafeMutablePointer<fihrist_text>?, _ error: UnsafeMutablePointer<fihrist_text>?
) -> Int32 {
  unsafe Texts.reporting(to: error) {
    // First, so that the stream is released whatever happens.
    let batches = unsafe try ArrowBatches(stream)
    let open = unsafe try Handles.object(writer, OpenWriter.self, "writer")
    var documents = try ArrowDocuments(batches, into: open, skips: skip != 0)
    unsafe Texts.write(try documents.add().text, to: answer)
  }
}

/// Copies hits into an array of Arrow.
@_cdecl("fihrist_hits_arrow")
public func fihristHitsArrow(
  _ hits: UnsafePointer<fihrist_hits>?, _ schema: UnsafeMutablePointer<ArrowSchema>?,
  _ array: UnsafeMutablePointer<ArrowArray>?, _ error: UnsafeMutablePointer<fihrist_text>?
) -> Int32 {
  unsafe Texts.reporting(to: error) {
    guard let hits = unsafe hits, let schema = unsafe schema, let array = unsafe array else {
      throw CallError(
        "hits, schema or array", "it is NULL", advice: "pass the address of each")
    }
    unsafe ArrowHits.describe(into: schema)
    unsafe ArrowHits.copy(hits.pointee, into: array)
  }
}
