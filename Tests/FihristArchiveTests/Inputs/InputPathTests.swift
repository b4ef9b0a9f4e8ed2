import FihristIndexing
import FihristTestSupport
import Foundation
import Testing

@testable import FihristArchive

@Suite struct InputPathTests {
  private func randomBytes(_ generator: inout SeededGenerator) -> [UInt8] {
    let pieces: [[UInt8]] = [
      Array("a".utf8), Array("خ".utf8), Array("\u{10FFC7}".utf8), Array("\u{85}".utf8), [0xC7],
      [0xE1, 0x80], [0xF4, 0x8F], Array("\\".utf8), Array("\\xC7".utf8), [0x0A], [0x7F], [0x20],
    ]
    return (0..<Int.random(in: 0..<8, using: &generator)).flatMap { _ in
      pieces.randomElement(using: &generator)!
    }
  }

  /// Reads a spelling back: the reverse that `CommandLine.md` promises.
  private func bytes(ofSpelling text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      if rest.popFirst() == UInt8(ascii: "x") {
        bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(UInt8(ascii: "\\"))
      }
    }
    return bytes
  }

  @Test func `any bytes survive as argument and as spelling`() {
    var generator = SeededGenerator(seed: 21)
    for round in 0..<5_000 {
      let bytes = randomBytes(&generator)
      let path = InputPath(InputPath.argument(bytes))
      #expect(path.bytes == bytes, "seed 21, round \(round)")
      #expect(self.bytes(ofSpelling: path.spelling) == bytes, "seed 21, round \(round)")
      let hasControl = path.spelling.unicodeScalars.contains {
        $0.properties.generalCategory == .control
      }
      #expect(!hasControl, "seed 21, round \(round)")
    }
    #expect(InputPath("مجلد/a.txt").spelling == "مجلد/a.txt")
    #expect(InputPath(bytes: [0x61, 0xC7, 0x5C]).spelling == "a\\xC7\\\\")
  }

  #if os(Linux)
    @Test func `files and folders whose names are not UTF-8 are read`() throws {
      let folder = try TemporaryFolder()
      let base = InputPath(folder.path)
      let inner = base.appending(InputPath(bytes: Array("dir".utf8) + [0xC7]))
      #expect(unsafe inner.withCString { unsafe mkdir($0, 0o777) } == 0)
      for name in [[0x61, 0xC7] + Array(".txt".utf8), [0x61, 0xC8] + Array(".txt".utf8)] {
        let path = inner.appending(InputPath(bytes: name))
        let descriptor = unsafe path.withCString { unsafe open($0, O_WRONLY | O_CREAT, 0o666) }
        try FileHandle(fileDescriptor: descriptor, closeOnDealloc: true).write(
          contentsOf: Data("عنوان".utf8))
      }
      let (documents, report) = try ReadDocument.read([folder.path])
      #expect(documents.map(\.key) == [#"dir\xC7/a\xC7.txt"#, #"dir\xC7/a\xC8.txt"#])
      #expect(report.isEmpty)
      let named = try ReadDocument.read([InputPath.argument(inner.bytes)])
      #expect(named.documents.map(\.key) == [#"a\xC7.txt"#, #"a\xC8.txt"#])
    }
  #endif

  @Test func `a shell reads the quoted path as the path itself`() throws {
    let names: [[UInt8]] = [
      Array("a.txt".utf8), Array("خبر.txt".utf8), Array("it's $HOME `x` \\ \"".utf8),
      [0x61, 0xC7, 0x27],
      [0x0A, 0x5C, 0xE1, 0x80, 0x20],
    ]
    for name in names {
      let process = Process()
      process.executableURL = URL(filePath: "/bin/bash")
      process.arguments = ["-c", "printf %s \(ShellWord.quoted(InputPath(bytes: name)))"]
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      #expect(Array(data) == name)
    }
  }
}
