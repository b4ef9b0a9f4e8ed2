import FihristStorage
import FihristTestSupport
import Testing

@testable import FihristStoredDocuments

@Suite struct WordTableTests {
  /// The letters of letter code, each with the bytes that belong to it.
  private static func letters(_ code: [UInt8]) -> [[UInt8]] {
    var found: [[UInt8]] = []
    var rest = code[...]
    while let first = rest.first {
      let lead = rest.dropFirst().first ?? 0
      let count =
        switch first {
        case 1: lead < 0xE0 ? 3 : lead < 0xF0 ? 4 : 5
        case 2: 2
        default: 1
        }
      found.append(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    return found
  }

  private static func isWord(_ piece: [UInt8]) -> Bool {
    piece.first.map { WordLetters.kinds[Int($0)] != 0 } ?? false
  }

  /// Words and separators by their definition: runs of letters of one kind, cut where they get too
  /// long; then the space between two words is dropped, and two pieces of one word are kept apart.
  private static func pieces(_ code: [UInt8]) -> [[UInt8]] {
    var runs: [[UInt8]] = []
    for letter in letters(code) {
      if let last = runs.last, isWord(last) == isWord(letter), last.count + letter.count <= 64 {
        runs[runs.count - 1] += letter
      } else {
        runs.append(letter)
      }
    }
    var found: [[UInt8]] = []
    for (index, run) in runs.enumerated() {
      let isBetween =
        index > 0 && index + 1 < runs.count && isWord(runs[index - 1]) && isWord(runs[index + 1])
      if run == [0x20], isBetween { continue }
      if index > 0, isWord(run), isWord(runs[index - 1]) { found.append([]) }
      found.append(run)
    }
    return found
  }

  @Test func `what separates words is what Unicode says, but for joiners`() {
    for (index, value) in LetterCode.scalars.enumerated() {
      let properties = Unicode.Scalar(value)!.properties
      let makesWords =
        properties.isAlphabetic
        || [.nonspacingMark, .decimalNumber].contains(properties.generalCategory)
        || [0x200C, 0x200D].contains(value)
      let kind = WordLetters.kinds[0x80 + index]
      #expect((kind == 1) == makesWords, "U+\(String(value, radix: 16))")
    }
    for byte in 0..<128 {
      let scalar = Unicode.Scalar(UInt8(byte))
      let makesWords = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      let expected: UInt8 = byte == 1 ? 2 : byte == 2 ? 3 : makesWords ? 1 : 0
      #expect(WordLetters.kinds[byte] == expected, "\(byte)")
    }
  }

  @Test(arguments: UInt64(1)...12)
  func `text is cut into words and separators by their definition`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var table = WordTable()
    for _ in 0..<15 {
      let code = LetterCodeTests.encode(WordStoreSupport.text(using: &random))
      var symbols = GrowingBuffer<UInt32>()
      let padded = code + [UInt8](repeating: 0x61, count: 8)
      unsafe padded.withUnsafeBufferPointer {
        unsafe table.append(UnsafeBufferPointer(rebasing: $0[..<code.count]), to: &symbols)
      }
      let found = (0..<symbols.count).map { unsafe Array(table.letters(of: symbols.base[$0])) }
      #expect(found == Self.pieces(code), "seed \(seed)")
    }
  }

  @Test func `equal strings have equal numbers, others other ones`() {
    var table = WordTable()
    var numbers: [[UInt8]: UInt32] = [:]
    var random = SeededGenerator(seed: 3)
    for _ in 0..<3_000 {
      // Few letters and many lengths: strings that differ late, and only in their length.
      let count = Int.random(in: 1...40, using: &random)
      let string = (0..<count).map { UInt8(0x61 + ($0 * 7 + count) % 3) }.enumerated().map {
        $0.offset == count - 1 ? UInt8.random(in: 0x61...0x7A, using: &random) : $0.element
      }
      let padded = string + [UInt8](repeating: .random(in: 0...255, using: &random), count: 8)
      let number = unsafe padded.withUnsafeBufferPointer {
        unsafe table.number(of: UnsafeBufferPointer(rebasing: $0[..<count]))
      }
      if let known = numbers[string] {
        #expect(number == known)
      } else {
        #expect(Int(number) == table.count - 1)
        numbers[string] = number
      }
      if Array(table.letters(of: number)) != string { Issue.record("\(string)") }
    }
    #expect(table.count == numbers.count + Int(WordTable.firstWord))
  }
}
