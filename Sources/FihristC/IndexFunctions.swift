public import CFihrist
internal import Fihrist

/// Opens the newest commit of an index.
@_cdecl("fihrist_open")
public func fihristOpen(
  _ path: UnsafePointer<CChar>?, _ count: Int,
  _ index: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<fihrist_text>?
) -> Int32 {
  unsafe Texts.reporting(to: error) {
    let path = unsafe try Texts.read(path, count, "path")
    unsafe try Handles.give(try Index(path: path), to: index, "index")
  }
}

/// Closes an index.
@_cdecl("fihrist_close")
public func fihristClose(_ index: OpaquePointer?) { unsafe Handles.close(index, Index.self) }

/// Moves to the newest commit.
@_cdecl("fihrist_refresh")
public func fihristRefresh(
  _ index: OpaquePointer?, _ changed: UnsafeMutablePointer<Int32>?,
  _ error: UnsafeMutablePointer<fihrist_text>?
) -> Int32 {
  unsafe Texts.reporting(to: error) {
    let isChanged = unsafe try Handles.object(index, Index.self, "index").refresh()
    unsafe changed?.pointee = isChanged ? 1 : 0
  }
}

/// The number of the commit that is shown; 0 for a null pointer.
@_cdecl("fihrist_generation")
public func fihristGeneration(_ index: OpaquePointer?) -> UInt64 {
  unsafe (try? Handles.object(index, Index.self, "index").generation) ?? 0
}

/// How many documents the commit has; 0 for a null pointer.
@_cdecl("fihrist_document_count")
public func fihristDocumentCount(_ index: OpaquePointer?) -> UInt64 {
  unsafe UInt64((try? Handles.object(index, Index.self, "index").documentCount) ?? 0)
}

/// Answers a question.
@_cdecl("fihrist_ask")
public func fihristAsk(
  _ index: OpaquePointer?, _ question: Int32, _ request: UnsafePointer<CChar>?, _ count: Int,
  _ answer: UnsafeMutablePointer<fihrist_text>?, _ error: UnsafeMutablePointer<fihrist_text>?
) -> Int32 {
  unsafe Texts.reporting(to: error) {
    let index = unsafe try Handles.object(index, Index.self, "index")
    let request = unsafe try Texts.read(request, count, "request")
    unsafe Texts.write(
      try Questions(index: index, request: request).answer(question), to: answer)
  }
}

/// Puts the answers of several indexes together.
@_cdecl("fihrist_merge")
public func fihristMerge(
  _ question: Int32, _ request: UnsafePointer<CChar>?, _ requestCount: Int,
  _ parts: UnsafePointer<CChar>?,
  _ partsCount: Int, _ answer: UnsafeMutablePointer<fihrist_text>?,
  _ error: UnsafeMutablePointer<fihrist_text>?
) -> Int32 {
  unsafe Texts.reporting(to: error) {
    let request = unsafe try Texts.read(request, requestCount, "request")
    let parts = unsafe try Texts.read(parts, partsCount, "parts")
    unsafe Texts.write(try MergedAnswer(request: request, parts: parts).text(question), to: answer)
  }
}

/// Describes how a text becomes terms.
@_cdecl("fihrist_analyze")
public func fihristAnalyze(
  _ analyzer: UnsafePointer<CChar>?, _ analyzerCount: Int, _ text: UnsafePointer<CChar>?,
  _ count: Int, _ explain: Int32, _ answer: UnsafeMutablePointer<fihrist_text>?,
  _ error: UnsafeMutablePointer<fihrist_text>?
) -> Int32 {
  unsafe Texts.reporting(to: error) {
    let name = unsafe try Texts.read(analyzer, analyzerCount, "analyzer")
    let text = unsafe try Texts.read(text, count, "text")
    unsafe Texts.write(
      try AnalysisAnswer.text(of: text, analyzer: name, explains: explain != 0), to: answer)
  }
}
