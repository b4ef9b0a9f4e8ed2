#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The path of an input, byte by byte as the system has it.
///
/// File names are bytes and need not be UTF-8. Swift's strings are always UTF-8, so a path
/// converted to a string would name another file, or none.
public struct InputPath: Sendable, Hashable {
  /// The bytes.
  let bytes: [UInt8]

  /// Standard input, which users write as `-`.
  static let standardInput = InputPath(bytes: [UInt8(ascii: "-")])

  /// Makes a path of `bytes`.
  init(bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  /// Makes a path of an argument: its UTF-8, in which ``argument(_:)`` may have hidden bytes that
  /// are not UTF-8.
  public init(_ argument: String) {
    var bytes: [UInt8] = []
    for scalar in argument.unicodeScalars {
      if let byte = Self.hiddenByte(scalar) {
        bytes.append(byte)
      } else {
        bytes.append(contentsOf: String(scalar).utf8)
      }
    }
    self.bytes = bytes
  }

  /// Whether this is standard input.
  var isStandardInput: Bool { self == .standardInput }

  /// The last part of the path.
  var lastComponent: InputPath {
    InputPath(bytes: bytes.split(separator: UInt8(ascii: "/")).last ?? [])
  }

  /// The path of `name` in this folder.
  func appending(_ name: InputPath) -> InputPath {
    let separator = bytes.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]
    return InputPath(bytes: bytes + separator + name.bytes)
  }

  /// The path from the root of the file system, without links; nil if the system does not say.
  var fromRoot: InputPath? {
    guard !bytes.contains(0),
      let path = unsafe withCString({ unsafe realpath($0, nil) })
    else { return nil }
    defer { unsafe free(path) }
    let count = unsafe strlen(path)
    return InputPath(
      bytes: unsafe UnsafeBufferPointer(start: path, count: count).map { UInt8(bitPattern: $0) })
  }

  /// Refuses a NUL byte, at which the system would end the path and so read another file.
  func check() throws(ArchiveError) {
    guard bytes.contains(0) else { return }
    throw ArchiveError(
      .notFound, path: spelling, reason: "the path contains a NUL byte",
      advice: "choose a path without one")
  }

  /// Calls `body` with the path as C functions want it; ``check()`` comes before.
  @unsafe func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    unsafe (bytes + [0]).withUnsafeBufferPointer { all in
      unsafe all.withMemoryRebound(to: CChar.self) { chars in
        // The buffer is never empty: it ends with a zero.
        unsafe body(chars.baseAddress!)
      }
    }
  }
}

// MARK: Spelling

extension InputPath {
  /// The path as text from which the bytes can be restored: what is not UTF-8, and control
  /// characters, as `\xNN` with two hexadecimal digits, a backslash as `\\`.
  ///
  /// It is the key of a text article, and what messages show.
  public var spelling: String {
    var text = ""
    unsafe bytes.withUnsafeBufferPointer { all in
      let view = unsafe ByteView(all)
      var index = 0
      while index < view.count {
        let length = UTF8Sequence.length(view, at: index, end: view.count)
        let range = index..<index + (length ?? 1)
        let isPlain = length != nil && !Self.isControl(view, range)
        if view[index] == UInt8(ascii: "\\") {
          text += "\\\\"
        } else if isPlain {
          text += view.string(range)
        } else {
          for byte in range { text += Self.escape(view[byte]) }
        }
        index = range.upperBound
      }
    }
    return text
  }

  /// `\xC7` for the byte 0xC7.
  public static func escape(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.count == 1 ? "\\x0\(digits)" : "\\x\(digits)"
  }

  /// Whether the character at `range` is a control character of ASCII or of U+0080…9F.
  private static func isControl(_ bytes: ByteView, _ range: Range<Int>) -> Bool {
    switch range.count {
    case 1: bytes[range.lowerBound] < 0x20 || bytes[range.lowerBound] == 0x7F
    case 2: bytes[range.lowerBound] == 0xC2 && bytes[range.lowerBound + 1] < 0xA0
    default: false
    }
  }
}

// MARK: Arguments

extension InputPath {
  /// `bytes`, an argument of a program, as a string that ``init(_:)`` reads back byte by byte.
  ///
  /// Bytes that are not UTF-8 are hidden in the last 128 private-use characters, U+10FF80…10FFFF.
  /// The bytes of those characters themselves are hidden too, so no two arguments become the same
  /// string.
  public static func argument(_ bytes: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    unsafe bytes.withUnsafeBufferPointer { all in
      let view = unsafe ByteView(all)
      var index = 0
      while index < view.count {
        let length = UTF8Sequence.length(view, at: index, end: view.count)
        let range = index..<index + (length ?? 1)
        let scalar = length == nil ? nil : view.string(range).unicodeScalars.first
        if let scalar, hiddenByte(scalar) == nil {
          text.append(scalar)
        } else {
          for byte in range { text.append(hidden(view[byte])) }
        }
        index = range.upperBound
      }
    }
    return String(text)
  }

  /// The byte hidden in `scalar`, or nil if it does not hide one.
  public static func hiddenByte(_ scalar: Unicode.Scalar) -> UInt8? {
    (0x10FF80...0x10FFFF).contains(scalar.value) ? UInt8(scalar.value & 0xFF) : nil
  }

  /// The character that hides `byte`; bytes below 0x80 are always UTF-8 and need no hiding.
  private static func hidden(_ byte: UInt8) -> Unicode.Scalar {
    Unicode.Scalar(0x10FF00 + UInt32(byte)) ?? "\u{FFFD}"
  }
}
