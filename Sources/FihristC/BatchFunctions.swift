public import CFihrist
internal import Fihrist

/// Searches for many texts.
@_cdecl("fihrist_search_many")
public func fihristSearchMany(
  _ index: OpaquePointer?, _ queries: UnsafePointer<CChar>?, _ ends: UnsafePointer<Int64>?,
  _ queryCount: Int64, _ request: UnsafePointer<CChar>?, _ count: Int, _ threads: Int32,
  _ hits: UnsafeMutablePointer<UnsafeMutablePointer<fihrist_hits>?>?,
  _ error: UnsafeMutablePointer<fihrist_text>?
) -> Int32 {
  unsafe Texts.reporting(to: error) {
    let index = unsafe try Handles.object(index, Index.self, "index")
    let request = try RequestJSON.read(
      SearchRequest.self, from: unsafe try Texts.read(request, count, "request"), "request")
    let queries = unsafe try PackedTexts.read(queries, ends, queryCount)
    guard let hits = unsafe hits else {
      throw CallError("hits", "it is NULL", advice: "pass the address of a pointer")
    }
    let found = try QueryBatch(index, request, queries: queries).hits(threads: Int(threads))
    unsafe hits.pointee = found.copy()
  }
}

/// Frees the hits of many queries.
@_cdecl("fihrist_hits_free")
public func fihristHitsFree(_ hits: UnsafeMutablePointer<fihrist_hits>?) {
  guard let hits = unsafe hits else { return }
  unsafe hits.pointee.hit_offsets?.deallocate()
  unsafe hits.pointee.totals?.deallocate()
  unsafe hits.pointee.scores?.deallocate()
  unsafe hits.pointee.key_offsets?.deallocate()
  unsafe hits.pointee.keys?.deallocate()
  unsafe hits.deallocate()
}

extension HitBlock {
  /// A copy that the caller of the interface frees.
  fileprivate func copy() -> UnsafeMutablePointer<fihrist_hits> {
    let hits = UnsafeMutablePointer<fihrist_hits>.allocate(capacity: 1)
    unsafe hits.initialize(
      to: fihrist_hits(
        query_count: Int64(totals.count), hit_count: Int64(scores.count),
        hit_offsets: CallerArrays.copy(hitOffsets), totals: CallerArrays.copy(totals),
        scores: CallerArrays.copy(scores), key_offsets: CallerArrays.copy(keyOffsets),
        keys: CallerArrays.copy(text: keys)))
    return unsafe hits
  }
}
