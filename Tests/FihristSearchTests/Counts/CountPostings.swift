import FihristFormat

/// The postings of a made-up archive of two fields, sorted by term.
struct CountPostings {
  private(set) var documentFrequencies: [Int]
  private(set) var lengths: [UInt32] = []
  private(set) var lastPositions: [UInt32] = []
  var positionCount: Int { positions.count }

  /// For each term where its occurrences begin; one more at the end.
  private var starts: [Int]
  /// For each occurrence, in the order of terms, then documents, then positions.
  private var documents: [UInt32]
  private var positions: [UInt32]

  /// Words of titles count twice.
  private static let titleUnits: UInt32 = 2

  /// Sorts the words of all documents by counting them.
  init(_ titles: [[Int]], _ bodies: [[Int]], termCount: Int) {
    starts = [Int](repeating: 0, count: termCount + 1)
    for text in titles { for word in text { starts[word + 1] += 1 } }
    for text in bodies { for word in text { starts[word + 1] += 1 } }
    for term in 0..<termCount { starts[term + 1] += starts[term] }
    var next = starts
    documents = [UInt32](repeating: 0, count: starts[termCount])
    positions = documents
    documentFrequencies = [Int](repeating: 0, count: termCount)
    var lastDocument = [Int](repeating: -1, count: termCount)
    for document in titles.indices {
      var position: UInt32 = 0
      for text in [titles[document], bodies[document]] {
        for word in text {
          documents[next[word]] = UInt32(document)
          positions[next[word]] = position
          next[word] += 1
          position += 1
          if lastDocument[word] != document {
            lastDocument[word] = document
            documentFrequencies[word] += 1
          }
        }
        position += 1
      }
      lastPositions.append(position - 2)
      lengths.append(
        UInt32(titles[document].count) * Self.titleUnits + UInt32(bodies[document].count))
    }
    titleCount = UInt32(titles.first?.count ?? 0)
  }

  /// Words of each title: positions below are the title's.
  private let titleCount: UInt32

  /// One more than the last position of title and body; a hole stands between them.
  func fieldEnds(of document: Int) -> [UInt32] { [titleCount, lastPositions[document] + 1] }

  /// Appends the term `term`, which has postings, as `word`.
  func append(_ term: Int, _ word: [UInt8], to writer: inout SegmentWriter) throws {
    var columns: (documents: [UInt32], frequencies: [UInt32], excess: [UInt32]) = ([], [], [])
    let range = starts[term]..<starts[term + 1]
    for ordinal in range {
      if columns.documents.last != documents[ordinal] {
        columns.documents.append(documents[ordinal])
        columns.frequencies.append(0)
        columns.excess.append(0)
      }
      let posting = columns.documents.count - 1
      let units = positions[ordinal] < titleCount ? Self.titleUnits : 1
      columns.frequencies[posting] += units
      columns.excess[posting] += units - 1
    }
    unsafe try word.withUnsafeBufferPointer { word in
      unsafe try columns.documents.withUnsafeBufferPointer { documents in
        unsafe try columns.frequencies.withUnsafeBufferPointer { frequencies in
          unsafe try columns.excess.withUnsafeBufferPointer { excess in
            unsafe try positions[range].withUnsafeBufferPointer { positions in
              let postings = unsafe PostingColumns(
                documents: documents.baseAddress!, frequencies: frequencies.baseAddress!,
                excess: excess.baseAddress!, positions: positions.baseAddress!,
                count: documents.count, positionCount: positions.count)
              unsafe try writer.appendTerm(word, inSpace: 0, postings)
            }
          }
        }
      }
    }
  }
}
