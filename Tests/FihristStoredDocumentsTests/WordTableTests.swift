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

@Suite struct PrefixCodeTests {
  /// The cost of Huffman's code: the sum of all inner nodes.
  private static func cost(_ frequencies: [UInt64]) -> UInt64 {
    var row = frequencies.sorted()
    var cost: UInt64 = frequencies.count == 1 ? frequencies[0] : 0
    while row.count > 1 {
      let pair = row[0] + row[1]
      cost += pair
      row.removeFirst(2)
      row.insert(pair, at: row.firstIndex { $0 > pair } ?? row.count)
    }
    return cost
  }

  private static func cost(_ code: PrefixCode, _ ascending: [UInt64]) -> UInt64 {
    var rest = ascending[...]
    var cost: UInt64 = 0
    for (length, count) in code.counts.enumerated() {
      cost += rest.suffix(count).reduce(0, +) * UInt64(length)
      rest = rest.dropLast(count)
    }
    #expect(rest.isEmpty)
    return cost
  }

  @Test(arguments: [1, 2, 3, 4, 10, 100, 700])
  func `codes are as short as Huffman's`(count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    for _ in 0..<20 {
      let frequencies = (0..<count).map { _ in
        UInt64(1 + 1_000 / Int.random(in: 1...1_000, using: &random))
      }.sorted()
      let code = PrefixCode(ascending: frequencies)
      #expect(Self.cost(code, frequencies) == Self.cost(frequencies), "\(frequencies)")
      let used = (1...24).reduce(0) { $0 + code.counts[$1] << (24 - $1) }
      #expect(used == (count == 1 ? 1 << 23 : 1 << 24))
    }
  }

  @Test func `codes are kept to 24 bits at little cost`() {
    // Frequencies like Fibonacci's numbers make a tree of one branch.
    var frequencies: [UInt64] = [1, 1]
    while frequencies.count < 60 { frequencies.append(frequencies.suffix(2).reduce(0, +)) }
    let code = PrefixCode(ascending: frequencies)
    #expect(code.counts.count == 25)
    #expect(code.counts.reduce(0, +) == 60)
    #expect((1...24).reduce(0) { $0 + code.counts[$1] << (24 - $1) } <= 1 << 24)
    let (best, own) = (Self.cost(frequencies), Self.cost(code, frequencies))
    #expect(own >= best && own < best + best / 100)
  }
}
