import FihristStorage
import FihristTestSupport
import Testing

@testable import FihristFormat

@Suite struct KeyTests {
  private let home: TemporaryDirectory
  private let directory: IndexDirectory
  private let name = "seg-0000000001.keys"

  init() throws {
    home = try TemporaryDirectory()
    directory = IndexDirectory(path: home.path)
  }

  private func write(_ keys: [[UInt8]]) throws {
    var writer = try KeyWriter(directory, segment: 1)
    for key in keys { unsafe try key.withUnsafeBufferPointer { unsafe try writer.append($0) } }
    _ = try writer.finish(synchronize: false)
  }

  private func open(_ count: Int) throws -> KeyReader {
    try KeyReader(directory.open(name, kind: .keys), documentCount: count)
  }

  private func all(_ reader: KeyReader) throws -> [[UInt8]] {
    var cursor = reader.makeCursor()
    var found: [[UInt8]] = []
    while try cursor.next() {
      #expect(Int(cursor.document) == found.count)
      found.append(cursor.key)
    }
    return found
  }

  @Test(arguments: [0, 1, 15, 16, 17, 32, 500])
  func `keys are found by document and documents by key`(count: Int) throws {
    var random = SeededGenerator(seed: UInt64(count))
    let keys = SampleTerms.sorted(count, using: &random)
    try write(keys)
    let reader = try open(count)
    for (document, key) in keys.enumerated() {
      #expect(try reader.key(of: UInt32(document)) == key)
      #expect(try reader.document(withKey: key) == UInt32(document))
      #expect(
        try reader.document(withKey: key + [0]) == keys.firstIndex(of: key + [0]).map { UInt32($0) }
      )
    }
    #expect(try all(reader) == keys)
    try reader.verify()
    let present = Set(keys)
    for key in SampleTerms.sorted(200, using: &random) where !present.contains(key) {
      #expect(try reader.document(withKey: key) == nil)
    }
    #expect(try reader.document(withKey: []) == nil)
    let error = #expect(throws: IndexError.self) { _ = try reader.key(of: UInt32(count)) }
    #expect(error?.kind == .invalid)
  }

  @Test func `any bytes make a key, up to the limit`() throws {
    let keys: [[UInt8]] = [[0], [0, 0], [0x80], [0xFF], [UInt8](repeating: 0xFF, count: 1_024)]
    try write(keys)
    #expect(try all(open(5)) == keys)
    for refused: [[UInt8]] in [
      [[]], [[2], [1]], [[1], [1]], [[1, 2], [1]], [[UInt8](repeating: 1, count: 1_025)],
    ] {
      let error = #expect(throws: IndexError.self) { try write(refused) }
      #expect(error?.kind == .invalid)
    }
  }

  @Test func `flipped bits, truncations and forged bytes are noticed or harmless`() throws {
    var random = SeededGenerator(seed: 3)
    let keys = SampleTerms.sorted(20, using: &random)
    try write(keys)
    try forEveryFlippedBit(of: name, in: home, step: 5) { bit in
      let found = try all(open(20))
      #expect(found == keys, "bit \(bit)")
    }
    try forEveryTruncation(of: name, in: home, step: 3) { _ = try open(20) }
    let original = try body(of: name, kind: .keys, in: home)
    for round in 0..<500 {
      var bytes = original
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
        in: 0...255, using: &random)
      if round % 7 == 0 { bytes.removeLast(Int.random(in: 0...bytes.count, using: &random)) }
      try forge(bytes, name: name, kind: .keys, in: home)
      do {
        let reader = try open(20)
        _ = try reader.document(withKey: keys[round % 20])
        _ = try all(reader)
      } catch let error as IndexError { #expect(error.kind == .damaged) }
    }
  }
}
