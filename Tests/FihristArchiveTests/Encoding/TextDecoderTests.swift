import FihristTestSupport
import Foundation
import Testing

@testable import FihristArchive

@Suite struct TextDecoderTests {
  /// The encodings of the specimens.
  static let encodings = TextEncoding.allCases.filter { !EncodedTexts.bytes($0).isEmpty }

  private func expected(_ encoding: TextEncoding) -> String {
    encoding == .cp720 ? EncodedTexts.text.replacing("؟", with: "?") : EncodedTexts.text
  }

  private func decoded(_ bytes: [UInt8], _ encoding: TextEncoding) -> String {
    String(decoding: withView(bytes) { TextDecoder.text($0, encoding) }, as: UTF8.self)
  }

  @Test(arguments: encodings) func `what another program wrote is read`(_ encoding: TextEncoding) {
    #expect(decoded(EncodedTexts.bytes(encoding), encoding) == expected(encoding))
  }

  @Test(arguments: encodings)
  func `pieces of any length give the same text`(_ encoding: TextEncoding) {
    let bytes = EncodedTexts.bytes(encoding)
    for length in [1, 2, 3, 5, 7] {
      var decoder = TextDecoder(encoding)
      var text: [UInt8] = []
      for start in stride(from: 0, to: bytes.count, by: length) {
        let piece = Array(bytes[start..<min(start + length, bytes.count)])
        let isLast = start + length >= bytes.count
        withView(piece) { decoder.decode($0, isLast: isLast, into: &text) }
      }
      #expect(String(decoding: text, as: UTF8.self) == expected(encoding), "\(length)")
      #expect(decoder.replacements == 0)
    }
  }

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/iconv")),
    arguments: [TextEncoding.windows1256, .iso8859Part6, .windows1252])
  func `every byte means what iconv says`(_ encoding: TextEncoding) throws {
    for byte in UInt8(0x80)...0xFF {
      let ours = decoded([byte], encoding)
      // iconv gives the codes of control characters, which no text has.
      let theirs = try iconv([byte], from: encoding.rawValue)
      let isControl = theirs.unicodeScalars.allSatisfy { $0.properties.generalCategory == .control }
      #expect(ours == (isControl ? "\u{FFFD}" : theirs), "\(byte)")
    }
  }

  /// What iconv makes of `bytes`; nothing if they have no meaning.
  private func iconv(_ bytes: [UInt8], from name: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/iconv")
    process.arguments = ["-f", name.uppercased(), "-t", "UTF-8"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(bytes))
    try input.fileHandleForWriting.close()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: text, as: UTF8.self)
  }

  @Test func `shapes of cp864 become letters, in both orders of a line`() {
    #expect(decoded(EncodedTexts.shaped, .cp864) == EncodedTexts.shapedText)
    #expect(decoded(EncodedTexts.displayed, .cp864) == EncodedTexts.shapedText)
    for (bytes, isTurned) in [(EncodedTexts.shaped, false), (EncodedTexts.displayed, true)] {
      for length in [1, 2, 7, 100] {
        withView(bytes) { all in
          var decoder = TextDecoder(.cp864, sample: all)
          #expect(decoder.isTurned == isTurned)
          var text: [UInt8] = []
          for start in stride(from: 0, to: bytes.count, by: length) {
            let end = min(start + length, bytes.count)
            decoder.decode(all.part(start..<end), isLast: end == bytes.count, into: &text)
          }
          #expect(String(decoding: text, as: UTF8.self) == EncodedTexts.shapedText)
          #expect(decoder.replacements == 0)
        }
      }
    }
  }

  @Test func `every byte of cp864 is a letter whose shape Unicode has, or the sign of Python`() {
    // Letters of every code in their order; `unicodedata` of Python made them of the shapes.
    let letters = "آأاببتث"
    let codes: [UInt8] = [0xC2, 0xC3, 0xC7, 0xA9, 0xC8, 0xCA, 0xCB]
    #expect(codes.map { decoded([$0], .cp864) }.joined() == letters)
    #expect(decoded([0x9D, 0x20, 0xF9, 0x20, 0x99], .cp864) == "لا لآ لأ")
    #expect(decoded([0xF0, 0x80, 0xFF], .cp864) == "\u{651}°\u{FFFD}")
  }

  @Test func `halves of pairs, cut letters and numbers beyond Unicode are replaced and counted`() {
    let cases: [(bytes: [UInt8], encoding: TextEncoding, text: String)] = [
      ([0x00, 0xD8, 0x41, 0x00], .utf16LittleEndian, "\u{FFFD}A"),
      ([0x41, 0x00, 0x00, 0xDC], .utf16LittleEndian, "A\u{FFFD}"),
      ([0xD8, 0x3D, 0xDE, 0x00], .utf16BigEndian, "😀"),
      ([0x41, 0x00, 0x42], .utf16LittleEndian, "A\u{FFFD}"),
      ([0xD8, 0x3D], .utf16BigEndian, "\u{FFFD}"),
      ([0x00, 0x00, 0x11, 0x00], .utf32LittleEndian, "\u{FFFD}"),
      ([0x00, 0x01, 0xF6, 0x00, 0x00], .utf32BigEndian, "😀\u{FFFD}"),
      ([0x81], .windows1252, "\u{FFFD}"),
    ]
    for (bytes, encoding, text) in cases { #expect(decoded(bytes, encoding) == text) }
  }

  @Test func `names that files and users write are understood`() {
    #expect(TextEncoding(label: "WINDOWS-1256") == .windows1256)
    #expect(TextEncoding(label: "cp1256") == .windows1256)
    #expect(TextEncoding(label: "x-mac-arabic") == .macArabic)
    #expect(TextEncoding(label: "utf8") == .utf8)
    #expect(TextEncoding(label: "iso_8859-6:1987") == .iso8859Part6)
    #expect(TextEncoding(label: "klingon") == nil)
    for encoding in TextEncoding.allCases {
      #expect(TextEncoding(label: encoding.rawValue) == encoding)
    }
  }
}
