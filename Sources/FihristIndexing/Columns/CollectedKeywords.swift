import FihristFormat
import FihristStorage

/// The values of a keyword field in the documents of a segment under construction, in the order of
/// arrival.
@safe
final class CollectedKeywords {
  /// Small at first: with the least memory a schema of many columns still has to fit.
  private var strings = TermTable(bits: 6)
  /// The numbers of the strings of all documents, one after the other.
  private var numbers = GrowingBuffer<UInt32>()
  /// For each document where its numbers end.
  private var ends = GrowingBuffer<UInt32>()

  /// The bytes of memory it holds, and those that writing it takes besides.
  var memoryUsed: Int {
    strings.memoryUsed + numbers.byteCount + ends.byteCount + 28 * strings.count
  }

  /// Whether a document with `byteCount` bytes of values still fits.
  func hasSpace(for byteCount: Int) -> Bool {
    strings.hasSpace(for: byteCount) && numbers.count + byteCount < Int(UInt32.max)
  }

  /// Adds a value of the next document. Empty ones and those above
  /// ``/FihristFormat/FormatLimits/valueByteCount`` are left out.
  ///
  /// - Parameter value: 16 bytes behind it can be read.
  func append(_ value: UnsafeBufferPointer<UInt8>) {
    guard let bytes = value.baseAddress, value.count <= FormatLimits.valueByteCount,
      !value.isEmpty
    else { return }
    unsafe numbers.append(strings.number(of: bytes, count: value.count))
  }

  /// Ends the document.
  func endDocument() { ends.append(UInt32(numbers.count)) }

  /// What the column of the documents `order` is written from.
  func source(_ order: borrowing GrowingBuffer<UInt32>) -> some KeywordSource {
    CollectedKeywordSource(self, unsafe Array(order.elements))
  }

  fileprivate func forEachNumber(of document: Int, _ body: (UInt32) -> Void) {
    var index = unsafe document == 0 ? 0 : Int(ends.base[document - 1])
    let end = unsafe Int(ends.base[document])
    while index < end {
      unsafe body(numbers.base[index])
      index += 1
    }
  }

  fileprivate func byteOrder() -> [UInt32] {
    let order = strings.byteOrder()
    // The buffer must live until its elements are copied.
    return withExtendedLifetime(order) { unsafe Array($0.elements) }
  }

  fileprivate func withString<Failure: Error>(
    _ number: UInt32, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    unsafe try body(strings.term(Int(number)))
  }
}

/// Strings in the order of their bytes, without those that only replaced documents have.
private struct CollectedKeywordSource: KeywordSource {
  private let values: CollectedKeywords
  /// The documents, in the order of their keys.
  private let documents: [UInt32]
  /// The numbers of the strings that are left, in the order of the strings.
  private let sorted: [UInt32]
  /// For each number the ordinal of its string.
  private let ordinals: [UInt32]

  init(_ values: CollectedKeywords, _ documents: [UInt32]) {
    self.values = values
    self.documents = documents
    let all = values.byteOrder()
    var isUsed = [Bool](repeating: false, count: all.count)
    for document in documents {
      values.forEachNumber(of: Int(document)) { isUsed[Int($0)] = true }
    }
    sorted = all.filter { isUsed[Int($0)] }
    var ordinals = [UInt32](repeating: 0, count: all.count)
    for (ordinal, number) in sorted.enumerated() { ordinals[Int(number)] = UInt32(ordinal) }
    self.ordinals = ordinals
  }

  var stringCount: Int { sorted.count }

  func forEachString(
    _ body: (UnsafeBufferPointer<UInt8>) throws(IndexError) -> Void
  ) throws(IndexError) {
    for number in sorted { unsafe try values.withString(number, body) }
  }

  func read(_ document: Int, into ordinals: inout [UInt32]) throws(IndexError) {
    ordinals.removeAll(keepingCapacity: true)
    values.forEachNumber(of: Int(documents[document])) { ordinals.append(self.ordinals[Int($0)]) }
    if ordinals.count > 1 { ordinals.sortAndRemoveDuplicates() }
  }
}

extension [UInt32] {
  /// Sorts the numbers and keeps one of each.
  mutating func sortAndRemoveDuplicates() {
    sort()
    var kept = 0
    for index in indices where index == 0 || self[index] != self[kept - 1] {
      self[kept] = self[index]
      kept += 1
    }
    removeSubrange(kept...)
  }
}
