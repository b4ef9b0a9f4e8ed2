import FihristStorage
import FihristTestSupport
import Testing

@testable import FihristFormat

@Suite struct FieldEndsTests {
  private let home: TemporaryDirectory
  private let directory: IndexDirectory

  init() throws {
    home = try TemporaryDirectory()
    directory = IndexDirectory(path: home.path)
  }

  /// For each document one more than the last position of each field.
  private static func ends(
    _ count: Int, fields: Int, using random: inout SeededGenerator
  ) -> [[UInt32]] {
    (0..<count).map { document in
      var end: UInt32 = 0
      return (0..<fields).map { _ in
        let widest = document % 50 == 7 ? 24 : 7
        end +=
          UInt32.random(in: 0..<1 << 26, using: &random)
          >> UInt32.random(in: UInt32(26 - widest)...26, using: &random)
        return end
      }
    }
  }

  private func open(_ section: [UInt8], _ count: Int, fields: Int) throws -> FieldEnds {
    try forge(section, name: "f", kind: .norms, in: home)
    let file = try directory.open("f", kind: .norms)
    return try FieldEnds(
      file, in: 0..<file.byteCount, documentCount: count, fieldCount: fields)
  }

  private func section(_ ends: [[UInt32]], fields: Int) -> [UInt8] {
    var writer = FieldEndsWriter(fieldCount: fields)
    for row in ends { unsafe row.withUnsafeBufferPointer { unsafe writer.append($0) } }
    return writer.finish()
  }

  @Test(arguments: [0, 1, 127, 128, 129, 700], [1, 2, 5, 64])
  func `positions and fields agree with a list of ends`(count: Int, fields: Int) throws {
    var random = SeededGenerator(seed: UInt64(count) * 64 + UInt64(fields))
    let ends = Self.ends(count, fields: fields, using: &random)
    let found = try open(section(ends, fields: fields), count, fields: fields)
    var read: [UInt32] = []
    for (document, row) in ends.enumerated() {
      let id = UInt32(document)
      try found.read(id, into: &read)
      #expect(read == row)
      for field in 0..<fields {
        let range = (field == 0 ? 0 : row[field - 1])..<row[field]
        #expect(try found.positions(ofField: field, in: id) == range)
        for position in [range.lowerBound, range.upperBound, range.upperBound &- 1] {
          #expect(try found.field(at: position, in: id) == row.firstIndex { position < $0 })
        }
      }
    }
    #expect(throws: IndexError.self) { try found.read(UInt32(count), into: &read) }
    #expect(throws: IndexError.self) { _ = try found.positions(ofField: fields, in: 0) }
    #expect(throws: IndexError.self) {
      _ = try open(section(ends, fields: fields), count + 1, fields: fields)
    }
    #expect(throws: IndexError.self) {
      _ = try open(section(ends, fields: fields), count, fields: fields + 1)
    }
  }

  @Test func `a title and a text take about two bytes`() throws {
    var random = SeededGenerator(seed: 5)
    let ends = (0..<1_000).map { _ -> [UInt32] in
      let title = UInt32.random(in: 3...15, using: &random)
      return [title, title + 1 + UInt32.random(in: 100...900, using: &random)]
    }
    #expect(section(ends, fields: 2).count <= 1_850)
  }

  @Test func `flipped bits and forged bytes are noticed or harmless`() throws {
    var random = SeededGenerator(seed: 8)
    let ends = Self.ends(140, fields: 2, using: &random)
    let original = section(ends, fields: 2)
    var read: [UInt32] = []
    for index in original.indices {
      for value in [original[index] ^ 1, 0xFF, 33] as [UInt8] {
        var bytes = original
        bytes[index] = value
        do {
          let found = try open(bytes, 140, fields: 2)
          for document in 0..<UInt32(140) {
            try found.read(document, into: &read)
            #expect(read.count == 2 && read[0] <= read[1])
          }
        } catch let error as IndexError { #expect(error.kind == .damaged) }
      }
    }
    for count in 0..<original.count {
      #expect(throws: IndexError.self) {
        let found = try open(Array(original[..<count]), 140, fields: 2)
        for document in 0..<UInt32(140) { try found.read(document, into: &read) }
      }
    }
  }
}
