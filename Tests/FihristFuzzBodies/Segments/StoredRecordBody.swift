import FihristFormat
import FihristStorage
import FihristStoredDocuments

/// A compressed record on the heap, with a trained dictionary and without: the first byte chooses.
final class StoredRecordBody: FuzzBody {
  private let frames: [[UInt8]]
  private let decompressors: [DocumentDecompressor]

  init() throws {
    var encoder = RecordEncoder()
    var frames: [[UInt8]] = []
    for number in 0..<400 {
      let record = Self.document(number).record
      unsafe try record.withUnsafeBufferPointer { (record) throws(IndexError) in
        unsafe try encoder.append(record) { frame in unsafe frames.append([UInt8](frame)) }
      }
    }
    unsafe try encoder.finish { frame in unsafe frames.append([UInt8](frame)) }
    decompressors = [[], encoder.dictionary].compactMap { dictionary in
      unsafe dictionary.withUnsafeBytes { unsafe DocumentDecompressor(dictionary: $0) }
    }
    self.frames = frames
    precondition(decompressors.count == 2)
  }

  private static func document(_ number: Int) -> StoredDocument {
    StoredDocument(fields: [
      StoredDocument.Value(field: 0, text: Array("العنوان \(number)".utf8)),
      StoredDocument.Value(
        field: number % 3, text: Array("نص المقال رقم \(number) \u{1}\u{2} text €".utf8)),
    ])
  }

  var seeds: [[UInt8]] {
    (0..<4).map { number in [UInt8(number & 1)] + frames[number * 90] }
  }

  func run(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let frame = Padded(bytes.dropFirst(), filler: 0xFF)
    let found = unsafe decompressors[Int(first) & 1].withRecord(of: frame.bytes) {
      unsafe StoredDocument(record: $0)
    }
    guard let found, let again = Self.decoded(found.record) else { return }
    precondition(again == found, "another document comes back")
  }

  private static func decoded(_ record: [UInt8]) -> StoredDocument? {
    unsafe record.withUnsafeBytes { unsafe StoredDocument(record: $0) }
  }
}
