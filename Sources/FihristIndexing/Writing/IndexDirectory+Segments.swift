import FihristFormat
import FihristStorage

extension IndexDirectory {
  /// Removes the files of a segment that belongs to no commit. What cannot be removed is removed
  /// when the next writer opens the index.
  func removeSegment(_ number: UInt64) {
    for kind in FileKind.ofSegment { try? remove(IndexFileName.segment(number, kind)) }
  }
}
