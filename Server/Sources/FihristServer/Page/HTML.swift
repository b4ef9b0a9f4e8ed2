internal import Fihrist

/// HTML in the making. Text from outside comes in by ``text(_:)`` and values of attributes alone,
/// and both are escaped: markup is a `StaticString`, which the source must have.
struct HTML: Sendable {
  private(set) var bytes: [UInt8] = []

  /// An attribute of an element.
  enum Attribute: Sendable {
    /// A name and any value.
    case value(StaticString, String)
    /// A name that needs no value.
    case flag(StaticString)

    static func `class`(_ name: StaticString) -> Attribute { .value("class", "\(name)") }
    static func id(_ name: StaticString) -> Attribute { .value("id", "\(name)") }
    static func href(_ address: String) -> Attribute { .value("href", address) }
    static func type(_ name: StaticString) -> Attribute { .value("type", "\(name)") }
    static func name(_ name: String) -> Attribute { .value("name", name) }
    static func dir(_ direction: TextDirection) -> Attribute { .value("dir", direction.rawValue) }
  }

  init() { bytes.reserveCapacity(48 << 10) }

  /// Markup that stands in the source.
  mutating func raw(_ markup: StaticString) {
    markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Any text.
  mutating func text(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): raw("&amp;")
      case UInt8(ascii: "<"): raw("&lt;")
      case UInt8(ascii: ">"): raw("&gt;")
      case UInt8(ascii: "\""): raw("&quot;")
      case UInt8(ascii: "'"): raw("&#39;")
      case 0..<0x09, 0x0B, 0x0C, 0x0E..<0x20, 0x7F: bytes += [0xEF, 0xBF, 0xBD]
      default: bytes.append(byte)
      }
    }
  }

  /// An element with what `content` writes.
  mutating func element(
    _ name: StaticString, _ attributes: Attribute..., content: (inout HTML) -> Void
  ) {
    open(name, attributes)
    content(&self)
    raw("</")
    raw(name)
    raw(">")
  }

  /// An element with a text.
  mutating func element(_ name: StaticString, _ attributes: Attribute..., text: String) {
    open(name, attributes)
    self.text(text)
    raw("</")
    raw(name)
    raw(">")
  }

  /// An element that has no content.
  mutating func void(_ name: StaticString, _ attributes: Attribute...) { open(name, attributes) }

  private mutating func open(_ name: StaticString, _ attributes: [Attribute]) {
    raw("<")
    raw(name)
    for attribute in attributes {
      raw(" ")
      switch attribute {
      case .flag(let name): raw(name)
      case .value(let name, let value):
        raw(name)
        raw("=\"")
        text(value)
        raw("\"")
      }
    }
    raw(">")
  }
}
