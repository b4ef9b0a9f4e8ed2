import FihristFormat
import FihristSearch

/// A document of a snapshot.
struct SegmentDocument: Hashable {
  var segment: Int
  var document: UInt32

  init(segment: Int, document: UInt32) {
    self.segment = segment
    self.document = document
  }

  init(_ hit: RankedHit) { self.init(segment: hit.segment, document: hit.document) }
}
