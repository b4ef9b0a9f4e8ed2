public import CFihrist
internal import Fihrist

/// A search that was read once and is asked for many texts.
private final class PreparedSearch {
  let request: SearchRequest

  init(_ request: SearchRequest) {
    var request = request
    request.fields = []
    request.snippets = nil
    self.request = request
  }
}

/// Reads a request that many texts are searched with.
@_cdecl("fihrist_prepare")
public func fihristPrepare(
  _ request: UnsafePointer<CChar>?, _ count: Int, _ search: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<fihrist_text>?
) -> Int32 {
  unsafe Texts.reporting(to: error) {
    let request = try RequestJSON.read(
      SearchRequest.self, from: unsafe try Texts.read(request, count, "request"), "request")
    unsafe try Handles.give(PreparedSearch(request), to: search, "search")
  }
}

/// Frees what `fihrist_prepare` gave.
@_cdecl("fihrist_prepared_close")
public func fihristPreparedClose(_ search: OpaquePointer?) {
  unsafe Handles.close(search, PreparedSearch.self)
}

/// Another handle of the commit that is shown.
@_cdecl("fihrist_pin")
public func fihristPin(
  _ index: OpaquePointer?, _ pinned: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<fihrist_text>?
) -> Int32 {
  unsafe Texts.reporting(to: error) {
    let index = unsafe try Handles.object(index, Index.self, "index")
    unsafe try Handles.give(index.pinned(), to: pinned, "pinned")
  }
}

/// Searches for one text, and writes keys and scores into memory of the caller.
@_cdecl("fihrist_rank")
public func fihristRank(
  _ index: OpaquePointer?, _ search: OpaquePointer?, _ query: UnsafePointer<CChar>?,
  _ count: Int, _ memory: UnsafeMutableRawPointer?, _ capacity: Int,
  _ size: UnsafeMutablePointer<Int>?, _ error: UnsafeMutablePointer<fihrist_text>?
) -> Int32 {
  unsafe Texts.reporting(to: error) {
    let index = unsafe try Handles.object(index, Index.self, "index")
    var request = unsafe try Handles.object(search, PreparedSearch.self, "search").request
    request.query = .text(unsafe try Texts.read(query, count, "query"))
    let block = RankedBlock(try index.search(request))
    unsafe size?.pointee = block.byteCount
    guard let memory = unsafe memory, block.byteCount <= capacity else { return }
    unsafe block.write(to: UnsafeMutableRawBufferPointer(start: memory, count: capacity))
  }
}
