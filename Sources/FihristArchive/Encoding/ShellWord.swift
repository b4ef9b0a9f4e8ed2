internal import FihristStorage

/// Words as a shell reads them.
enum ShellWord {
  /// `path`, in quotes if a shell would change it.
  ///
  /// Bytes that a terminal cannot show go into `$'…'`, which bash, zsh and ksh read.
  static func quoted(_ path: InputPath) -> String {
    let text = String(decoding: path.bytes, as: UTF8.self)
    if path.bytes.allSatisfy(isPlain), path.spelling == text, !text.isEmpty { return text }
    let escaped = text.exchanging("\\", for: "\\\\")
    if path.spelling == escaped { return "'" + text.exchanging("'", for: "'\\''") + "'" }
    return "$'" + path.spelling.exchanging("'", for: "\\'") + "'"
  }

  /// The pipe in which `command` reads the file at `path` and the tool its output.
  static func pipe(_ command: String, _ path: InputPath) -> String {
    "\(command)\(path.isStandardInput ? "" : " " + quoted(path)) | fihrist index … -"
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
      UInt8(ascii: "-"), UInt8(ascii: "_"), 0x80...0xFF:
      true
    default: false
    }
  }
}
