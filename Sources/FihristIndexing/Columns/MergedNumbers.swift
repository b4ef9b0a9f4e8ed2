import FihristFormat
import FihristStorage

/// The column of numbers of a merged segment: what the live documents have.
struct MergedNumbers: NumberSource {
  let sources: [NumberColumn]
  /// Where each document is, in the order of the merged segment.
  let holders: [KeyMerge.Holder]

  func value(of document: Int) throws(IndexError) -> Int64? {
    let holder = holders[document]
    return try sources[holder.segment].value(of: Int(holder.document))
  }
}
