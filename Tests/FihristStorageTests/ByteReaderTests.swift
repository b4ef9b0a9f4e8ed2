import FihristTestSupport
import Testing

@testable import FihristStorage

@Suite struct ByteReaderTests {
  @Test func `every kind of value comes back as written`() throws {
    var writer = ByteWriter()
    writer.u8(0xFE)
    writer.u16(0xBEEF)
    writer.u32(0xDEAD_BEEF)
    writer.u64(0x0123_4567_89AB_CDEF)
    writer.varint(300)
    writer.varint(.max)
    writer.string("الفهرست")
    writer.raw([1, 2, 3])
    var reader = ByteReader(writer.bytes)
    #expect(try reader.u8() == 0xFE)
    #expect(try reader.u16() == 0xBEEF)
    #expect(try reader.u32() == 0xDEAD_BEEF)
    #expect(try reader.u64() == 0x0123_4567_89AB_CDEF)
    #expect(try reader.varint() == 300)
    #expect(try reader.varint() == .max)
    #expect(try reader.string() == "الفهرست")
    #expect(try reader.raw(3) == [1, 2, 3])
    #expect(reader.remaining == 0)
  }

  @Test func `numbers lie with their lowest byte first`() {
    var writer = ByteWriter()
    writer.u32(0x0102_0304)
    writer.varint(0x80)
    #expect(writer.bytes == [4, 3, 2, 1, 0x80, 0x01])
  }

  @Test func `a value cut off anywhere is an error that says where it began`() throws {
    var writer = ByteWriter()
    writer.u8(7)
    writer.string("كتاب")
    writer.u64(9)
    let bytes = writer.bytes
    for count in 0..<bytes.count {
      var reader = ByteReader(Array(bytes[..<count]))
      let error = #expect(throws: TruncatedBytes.self) {
        _ = try reader.u8()
        _ = try reader.string()
        _ = try reader.u64()
      }
      #expect([0, 1, 10].contains(error?.offset))
    }
  }

  @Test func `numbers of more than 64 bits and counts above their limit are refused`() {
    var long = ByteReader([UInt8](repeating: 0xFF, count: 9) + [0x02])
    #expect(throws: TruncatedBytes.self) { try long.varint() }
    var endless = ByteReader([UInt8](repeating: 0x80, count: 20))
    #expect(throws: TruncatedBytes.self) { try endless.varint() }
    var count = ByteReader([0x05])
    #expect(throws: TruncatedBytes.self) { try count.count(atMost: 4) }
    var string = ByteReader([0x7F, 0x41])
    #expect(throws: TruncatedBytes.self) { try string.string() }
    var foreign = ByteReader([0x01, 0xC3])
    #expect(throws: TruncatedBytes.self) { try foreign.string() }
  }
}
