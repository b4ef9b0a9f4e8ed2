/// The characters of a query, with the offset in bytes and the column of each.
struct QueryText {
  /// The text.
  let text: String
  /// Its scalars.
  let scalars: [Unicode.Scalar]
  /// The offset in bytes (UTF-8) of each scalar, and behind the last.
  private let offsets: [Int]

  /// Makes the characters of `text`.
  init(_ text: String) {
    var contiguous = text
    contiguous.makeContiguousUTF8()
    self.text = contiguous
    scalars = Array(contiguous.unicodeScalars)
    var offsets: [Int] = []
    offsets.reserveCapacity(scalars.count + 1)
    var offset = 0
    for scalar in scalars {
      offsets.append(offset)
      offset += UTF8.width(scalar)
    }
    offsets.append(offset)
    self.offsets = offsets
  }

  /// How many scalars there are.
  var count: Int { scalars.count }

  /// The scalar at `index`; `nil` behind the last.
  subscript(index: Int) -> Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  /// The bytes of the scalars `range`.
  func bytes(_ range: Range<Int>) -> Range<Int> {
    offsets[range.lowerBound]..<offsets[range.upperBound]
  }

  /// The index of the scalar that starts at byte `offset`.
  func index(ofByte offset: Int) -> Int {
    var (low, high) = (0, scalars.count)
    while low < high {
      let middle = (low + high) / 2
      if offsets[middle] < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The text of the scalars `range`.
  func string(_ range: Range<Int>) -> String {
    let bytes = bytes(range)
    let start = text.utf8.index(text.startIndex, offsetBy: bytes.lowerBound)
    return String(text[start..<text.utf8.index(start, offsetBy: bytes.count)])
  }

  /// The number, from 1, of the character that has the scalar at `index`.
  ///
  /// - Complexity: O(index).
  func column(_ index: Int) -> Int { text.column(ofByte: offsets[index]) }

  /// The first index from `index` on that has something visible.
  func visible(from index: Int) -> Int {
    var index = index
    while index < count, QuerySyntax.isInvisible(scalars[index]) { index += 1 }
    return index
  }
}

extension String {
  /// The number, from 1, of the character that has the byte (UTF-8) at `offset`.
  ///
  /// - Complexity: O(offset).
  func column(ofByte offset: Int) -> Int {
    // Counting what stands before it would count a character twice whose middle it is.
    distance(from: startIndex, to: utf8.index(startIndex, offsetBy: offset)) + 1
  }
}
