internal import FihristStorage

extension TermDictionaryReader {
  /// Whether the table of frequent terms has `term`, a term of the blocks.
  ///
  /// - Throws: ``IndexError`` of kind `damaged` if it should and does not, or has something else.
  func verifiesAsFrequent(_ term: [UInt8], _ entry: TermEntry) throws(IndexError) -> Bool {
    guard entry.documentFrequency >= FrequentTerm.minimumFrequency,
      let code = TermCode.code(of: term)
    else { return false }
    let wanted = unsafe code.withUnsafeBufferPointer {
      unsafe FrequentTerm(code: $0.baseAddress!, count: code.count, entry)
    }
    guard let wanted else { return false }
    guard try frequent.find(wanted.code) == entry else { throw frequentTermsDamage }
    return true
  }

  /// Checks that the table of frequent terms has `count` terms and nothing else.
  ///
  /// - Parameter count: The terms that ``verifiesAsFrequent(_:_:)`` is true of.
  /// - Throws: ``IndexError`` of kind `damaged`.
  func verifyFrequent(count: Int) throws(IndexError) {
    guard frequent.count == count, try frequent.countOfTakenSlots() == count else {
      throw frequentTermsDamage
    }
  }

  private var frequentTermsDamage: IndexError {
    damage("its table of frequent terms does not fit its terms")
  }
}
