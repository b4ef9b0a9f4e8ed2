package import FihristStorage
internal import Synchronization

/// Fetches stored documents of a segment.
package final class StoredDocumentReader: Sendable {
  static let trailerByteCount = 24

  private let file: CheckedFile
  private let documentCount: Int
  private let framesEnd: Int
  private let dictionaryByteCount: Int
  private let wordsByteCount: Int
  /// Made when the first document is fetched.
  private let decompressor = Mutex<DocumentDecompressor?>(nil)

  /// Reads the trailer of `file` and checks that the parts fit.
  package init(_ file: CheckedFile, documentCount: Int) throws(IndexError) {
    let end = file.byteCount - Self.trailerByteCount
    let trailer = unsafe try file.bytes(end..<max(end, file.byteCount))
    let count = unsafe Int(trailer.littleEndian(at: 0, as: UInt32.self))
    let dictionary = unsafe Int(trailer.littleEndian(at: 4, as: UInt32.self))
    let words = unsafe Int(trailer.littleEndian(at: 8, as: UInt32.self))
    let reserved = unsafe trailer.littleEndian(at: 12, as: UInt32.self)
    let frames = unsafe trailer.littleEndian(at: 16, as: UInt64.self)
    let groupCount =
      (count + StoredDocumentWriter.groupCount - 1) / StoredDocumentWriter.groupCount
    guard count == documentCount, reserved == 0, frames <= UInt64(end),
      dictionary <= DictionarySample.maximumDictionaryByteCount,
      Int(frames) + dictionary + words + 8 * groupCount == end
    else { throw IndexError.damaged(file.path, "its parts do not fit") }
    self.file = file
    self.documentCount = count
    framesEnd = Int(frames)
    dictionaryByteCount = dictionary
    wordsByteCount = words
  }

  /// Bytes of the trained dictionary, for statistics.
  package var dictionarySize: Int { dictionaryByteCount }

  /// Bytes of the section that defines the words; 0 if there are none.
  package var wordsSize: Int { wordsByteCount }

  /// The stored fields of `document`.
  ///
  /// - Throws: ``IndexError``: `invalid` past the last document; `damaged`.
  package func document(_ document: UInt32) throws(IndexError) -> StoredDocument {
    let frame = unsafe try frame(of: document)
    let decompressor = try sharedDecompressor()
    let stored = unsafe decompressor.withRecord(of: frame) { unsafe StoredDocument(record: $0) }
    guard let stored else { throw damage("document \(document) cannot be decoded") }
    return stored
  }

  /// The first value of `field` in `document`, or nil if it has none.
  ///
  /// - Throws: ``IndexError``: `invalid` past the last document; `damaged`.
  /// - Complexity: If values of the field are words, O(what is stored up to the end of the value).
  package func text(
    ofField field: Int, in document: UInt32
  ) throws(IndexError) -> [UInt8]? {
    let frame = unsafe try frame(of: document)
    let decompressor = try sharedDecompressor()
    guard let stored = unsafe decompressor.document(ofField: field, in: frame) else {
      throw damage("document \(document) cannot be decoded")
    }
    return stored.fields.first?.text
  }

  /// Calls `body` with the record of `document`, valid during the call.
  package func withRecord<Result>(
    of document: UInt32, _ body: (UnsafeRawBufferPointer) -> Result
  ) throws(IndexError) -> Result {
    let frame = unsafe try frame(of: document)
    let decompressor = try sharedDecompressor()
    guard let result = unsafe decompressor.withRecord(of: frame, body) else {
      throw damage("document \(document) cannot be decoded")
    }
    return result
  }

  /// Calls `body` with the values of `document`, valid during the call.
  ///
  /// - Throws: ``IndexError``: `invalid` past the last document; `damaged`.
  package func withValues<Result>(
    of document: UInt32, _ body: ([StoredText]) -> Result
  ) throws(IndexError) -> Result {
    let frame = unsafe try frame(of: document)
    let decompressor = try sharedDecompressor()
    guard let result = unsafe decompressor.withValues(of: frame, body) else {
      throw damage("document \(document) cannot be decoded")
    }
    return result
  }

  /// How many different symbols the texts have; 0 without words.
  package func symbolCount() throws(IndexError) -> Int {
    try sharedDecompressor().words?.count ?? 0
  }

  /// The vocabulary of the codes, or nil without words.
  func vocabulary() throws(IndexError) -> WordVocabulary? { try sharedDecompressor().words }

  /// A bit for each field whose values are words; 0 without words.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  package func wordFields() throws(IndexError) -> UInt64 { try vocabulary()?.fields ?? 0 }

  /// The most frequent word of the segment's prose of whose letters each is one of several; of
  /// equally frequent ones the first in the order of the letter code.
  ///
  /// - Parameter letters: What each letter may be. Letters without a code of their own, which are
  ///   rare, are not looked for, and words of more than 64 letters are not found.
  /// - Returns: The word, and how many bits its code has: a word of one bit more is about half as
  ///   frequent. Nil if none is there, or if the segment has no words.
  /// - Throws: ``IndexError`` of kind `damaged`.
  /// - Complexity: O(letters · log(words)) for each start that words have.
  package func mostFrequentWord(
    _ letters: [[Unicode.Scalar]]
  ) throws(IndexError) -> (word: String, bits: Int)? {
    guard let vocabulary = try vocabulary() else { return nil }
    let codes = letters.map { $0.compactMap { LetterCode.code(of: $0) }.sorted() }
    guard !codes.contains([]), let found = vocabulary.mostFrequentWord(codes) else { return nil }
    return LetterCode.text(found.letters).map { ($0, found.bits) }
  }

  /// The words of the segment's prose whose first letters are each one of several, in no order that
  /// means anything.
  ///
  /// - Parameter letters: What each of the first letters may be. Words without a code of their own,
  ///   which are rare, are left out.
  /// - Throws: ``IndexError`` of kind `damaged`.
  /// - Complexity: O(words that start so) the first time for each start.
  package func words(
    startingWith letters: [[Unicode.Scalar]]
  ) throws(IndexError) -> [String] {
    guard let vocabulary = try vocabulary() else { return [] }
    let codes = letters.map { $0.compactMap { LetterCode.code(of: $0) }.sorted() }
    var words: [String] = []
    unsafe vocabulary.forEachWord(startingWith: codes) { word in
      if let text = unsafe LetterCode.text(Array(word)) { words.append(text) }
    }
    return words
  }

  /// Calls `body` with the record in `frame`, a frame without words, of `document`.
  func withRest<Result>(
    _ frame: UnsafeRawBufferPointer, of document: UInt32,
    _ body: (UnsafeRawBufferPointer) -> Result
  ) throws(IndexError) -> Result {
    let decompressor = try sharedDecompressor()
    guard let result = unsafe decompressor.withRest(of: frame, body) else {
      throw damage("document \(document) cannot be decoded")
    }
    return result
  }

  /// Decodes every document.
  func verify() throws(IndexError) {
    for id in 0..<UInt32(documentCount) { _ = try document(id) }
  }

  func damage(_ reason: String) -> IndexError { .damaged(file.path, reason) }

  private func sharedDecompressor() throws(IndexError) -> DocumentDecompressor {
    if let ready = decompressor.withLock({ $0 }) { return ready }
    let wordsStart = framesEnd + dictionaryByteCount
    let dictionary = unsafe try file.bytes(framesEnd..<wordsStart)
    let section = unsafe try file.bytes(wordsStart..<wordsStart + wordsByteCount)
    let words = unsafe section.isEmpty ? nil : WordVocabulary(section)
    if unsafe !section.isEmpty && words == nil { throw damage("its words cannot be read") }
    guard let made = unsafe DocumentDecompressor(dictionary: dictionary, words: words) else {
      throw damage("its dictionary cannot be loaded")
    }
    return decompressor.withLock { kept in
      if let kept { return kept }
      kept = made
      return made
    }
  }

  /// The frame of `document`: its group's byte counts, read from the end, say how far before them
  /// it starts.
  func frame(of document: UInt32) throws(IndexError) -> UnsafeRawBufferPointer {
    try IndexError.check(document, of: documentCount, in: file)
    let group = Int(document) / StoredDocumentWriter.groupCount
    let first = group * StoredDocumentWriter.groupCount
    let frames = min(StoredDocumentWriter.groupCount, documentCount - first)
    let counts = try countsOffset(ofGroup: group)
    // 64 varints of at most 5 bytes each, for frames are below 2^31 bytes.
    let bytes = unsafe try file.bytes(counts..<min(counts + 5 * frames, framesEnd))
    guard var cursor = unsafe BlockCursor(bytes) else {
      throw damage("the byte counts of a group are damaged")
    }
    var after = 0
    var own = 0
    for index in 0..<frames {
      guard let count = cursor.varint() else { throw damage("a group is cut off") }
      if first + index == Int(document) { own = count }
      if first + index >= Int(document) { after += count }
    }
    // Sums of 64 numbers below 2^56.
    let start = counts - after
    guard start >= 0, start + own <= counts else { throw damage("a group's frames do not fit") }
    return unsafe try file.bytes(start..<start + own)
  }

  private func countsOffset(ofGroup group: Int) throws(IndexError) -> Int {
    let entry = framesEnd + dictionaryByteCount + wordsByteCount + 8 * group
    let offset = unsafe try file.bytes(entry..<entry + 8).littleEndian(at: 0, as: UInt64.self)
    guard offset < UInt64(framesEnd) else { throw damage("its directory is damaged") }
    return Int(offset)
  }
}
