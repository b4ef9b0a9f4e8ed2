import FihristStorage
import FihristTestSupport
import Testing

@testable import FihristStoredDocuments

@Suite struct WordSearchTests {
  private let letters: [Unicode.Scalar] = ["ا", "أ", "إ", "ب", "ت", "ه", "ة", "ي", "ى", "\u{64B}"]

  /// Documents of short words of few letters, some of them frequent.
  private func documents(
    _ count: Int, using random: inout SeededGenerator
  ) -> [StoredDocument] {
    (0..<count).map { _ in
      let words = (0..<Int.random(in: 1...60, using: &random)).map { _ in
        let few = Int.random(in: 2...letters.count, using: &random)
        return word(of: few, using: &random)
      }
      return StoredDocument(fields: [
        StoredDocument.Value(field: 0, text: Array(words.joined(separator: " ").utf8))
      ])
    }
  }

  private func word(of few: Int, using random: inout SeededGenerator) -> String {
    var word = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      word.append(letters[Int.random(in: 0..<few, using: &random)])
    }
    return String(word)
  }

  /// What each letter of a word may be: the letter, and sometimes others.
  private func choices(using random: inout SeededGenerator) -> [[Unicode.Scalar]] {
    word(of: letters.count, using: &random).unicodeScalars.map { letter in
      let others = Int.random(in: 0...3, using: &random)
      return Array(Set([letter] + letters.shuffled(using: &random).prefix(others)))
    }
  }

  /// How many bits the code of each symbol has, in their order, as a section says it.
  private func bits(in section: [UInt8]) -> [Int] {
    var bytes = section.dropFirst(8)
    return (1...24).flatMap { length in
      var (count, shift) = (0, 0)
      while let byte = bytes.popFirst() {
        count |= Int(byte & 127) << shift
        shift += 7
        if byte < 128 { break }
      }
      return repeatElement(length, count: count)
    }
  }

  /// The word of each symbol; nil for what is not text.
  private func words(of vocabulary: WordVocabulary) -> [String?] {
    (0..<vocabulary.count).map { symbol in
      var letters = [UInt8](repeating: 0, count: 256)
      let count = unsafe letters.withUnsafeMutableBufferPointer {
        unsafe vocabulary.read(symbol, into: $0.baseAddress!)
      }
      return count.flatMap { LetterCode.text(Array(letters[..<$0])) }
    }
  }

  @Test(arguments: [1, 20, 400]) func `finds the words that start so, as a scan does`(
    _ count: Int
  ) throws {
    let home = try TemporaryDirectory()
    let directory = IndexDirectory(path: home.path)
    var random = SeededGenerator(seed: UInt64(3_200 + count))
    let documents = documents(count, using: &random)
    let coder = try WordStoreSupport.coder(documents, fields: 1)
    try WordStoreSupport.write(documents, .words(coder), to: directory)
    let reader = try WordStoreSupport.open(count, in: directory)
    let words = words(of: try #require(try reader.vocabulary())).compactMap { $0 }
    for _ in 0..<200 {
      let choices = Array(choices(using: &random).prefix(Int.random(in: 1...4, using: &random)))
      let wanted = words.filter { word in
        let letters = Array(word.unicodeScalars)
        return letters.count >= choices.count
          && zip(letters, choices).allSatisfy { $1.contains($0) }
      }
      #expect(try reader.words(startingWith: choices).sorted() == wanted.sorted(), "\(choices)")
    }
    #expect(try reader.words(startingWith: [["京"]]).isEmpty)
  }

  @Test(arguments: [1, 20, 400]) func `finds the first word that a scan finds`(
    _ count: Int
  ) throws {
    let home = try TemporaryDirectory()
    let directory = IndexDirectory(path: home.path)
    var random = SeededGenerator(seed: UInt64(3_100 + count))
    let documents = documents(count, using: &random)
    let coder = try WordStoreSupport.coder(documents, fields: 1)
    let bits = bits(in: coder.section)
    try WordStoreSupport.write(documents, .words(coder), to: directory)
    let reader = try WordStoreSupport.open(count, in: directory)
    let vocabulary = try #require(try reader.vocabulary())
    let words = words(of: vocabulary)
    #expect(bits.count == words.count)
    for _ in 0..<500 {
      let choices = choices(using: &random)
      let symbol = words.firstIndex { word in
        let letters = Array((word ?? "").unicodeScalars)
        return letters.count == choices.count
          && zip(letters, choices).allSatisfy { $1.contains($0) }
      }
      let found = try reader.mostFrequentWord(choices)
      #expect(found?.word == symbol.flatMap { words[$0] }, "\(choices)")
      #expect(found?.bits == symbol.map { bits[$0] }, "\(choices)")
    }
  }

  @Test func `letters without a code, and no letters, are not found`() throws {
    let home = try TemporaryDirectory()
    let directory = IndexDirectory(path: home.path)
    let documents = [
      StoredDocument(fields: [StoredDocument.Value(field: 0, text: Array("京 باب".utf8))])
    ]
    let coder = try WordStoreSupport.coder(documents, fields: 1)
    try WordStoreSupport.write(documents, .words(coder), to: directory)
    let reader = try WordStoreSupport.open(1, in: directory)
    #expect(try reader.mostFrequentWord([]) == nil)
    #expect(try reader.mostFrequentWord([["京"]]) == nil)
    #expect(try reader.mostFrequentWord([["ب", "京"], ["ا"], ["ب"]])?.word == "باب")
    #expect(try reader.mostFrequentWord([["ب"], [], ["ب"]]) == nil)
    let tooLong = [[Unicode.Scalar]](repeating: ["ب"], count: 65)
    #expect(try reader.mostFrequentWord(tooLong) == nil)
  }
}
