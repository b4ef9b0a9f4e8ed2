internal import FihristStorage

/// The table of frequent terms in one section of a dictionary.
@safe struct FrequentTermsReader: Sendable {
  private let file: CheckedFile
  /// Where the table starts in the body of `file`.
  private let start: Int
  private let slotCount: Int
  /// How many terms the dictionary says there are.
  let count: Int

  /// - Parameter start: Where the table of `count` terms starts in the body of `file`, which holds
  ///   all of it.
  init(_ file: CheckedFile, start: Int, count: Int) {
    self.file = file
    self.start = start
    self.count = count
    slotCount = FrequentTerm.slotCount(terms: count)
  }

  /// The entry of the term with the number `code`, or nil if the table does not have it.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  @inline(__always)
  func find(_ code: UInt64) throws(IndexError) -> TermEntry? {
    guard slotCount > 0 else { return nil }
    var slot = FrequentTerm.firstSlot(of: code, slotCount: slotCount)
    // A damaged table may be full, so no search is longer than the table.
    for _ in 0..<slotCount {
      guard let term = unsafe FrequentTerm(try bytes(ofSlot: slot)) else { return nil }
      if term.code == code { return term.entry }
      slot = slot &+ 1 == slotCount ? 0 : slot &+ 1
    }
    return nil
  }

  /// Fetches the slot where the search for the number `code` starts.
  @inline(__always)
  func prefetch(_ code: UInt64) {
    guard slotCount > 0 else { return }
    let slot = FrequentTerm.firstSlot(of: code, slotCount: slotCount)
    file.prefetch(start &+ FrequentTerm.byteCount &* slot)
  }

  /// How many slots have a term; nil if one that counts as empty has other bytes than zeros.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  func countOfTakenSlots() throws(IndexError) -> Int? {
    var count = 0
    for slot in 0..<slotCount {
      let bytes = unsafe try bytes(ofSlot: slot)
      if unsafe FrequentTerm(bytes) != nil {
        count += 1
      } else if unsafe !bytes.allSatisfy({ $0 == 0 }) {
        return nil
      }
    }
    return count
  }

  @inline(__always)
  private func bytes(ofSlot slot: Int) throws(IndexError) -> UnsafeRawBufferPointer {
    let offset = start &+ FrequentTerm.byteCount &* slot
    return unsafe try file.bytes(offset..<offset &+ FrequentTerm.byteCount)
  }
}
