internal import Fihrist

/// Some terms with their postings.
struct TermBlock {
  private(set) var termOffsets: [Int64] = [0]
  private(set) var terms: [UInt8] = []
  private(set) var documentCounts: [Int64] = []
  private(set) var postingOffsets: [Int64] = [0]
  private(set) var documents: [UInt32] = []
  private(set) var frequencies: [UInt32] = []

  /// Starts a term.
  mutating func append(_ term: [UInt8], documentCount: Int) {
    terms.append(contentsOf: term)
    termOffsets.append(Int64(terms.count))
    documentCounts.append(Int64(documentCount))
  }

  /// Adds postings of the term that was started.
  mutating func append(_ postings: [IndexVocabulary.Posting]) {
    for posting in postings {
      documents.append(posting.document)
      frequencies.append(posting.frequency)
    }
  }

  /// Ends the term.
  mutating func end() { postingOffsets.append(Int64(documents.count)) }
}
