extension Snippet {
  /// A stretch of a snippet that is either marked or not.
  public struct Part: Sendable, Hashable, Codable {
    /// The stretch; not empty.
    public var text: String

    /// Whether it is marked.
    public var isMarked: Bool

    /// Makes a part.
    public init(_ text: String, isMarked: Bool) {
      self.text = text
      self.isMarked = isMarked
    }
  }

  /// ``text`` in stretches that are marked or not, in its order; joined they are ``text``.
  ///
  /// - Complexity: O(length of ``text``).
  public var parts: [Part] {
    var parts: [Part] = []
    var text = text
    text.withUTF8 { bytes in
      var end = 0
      func append(to next: Int, isMarked: Bool) {
        guard end < next, next <= bytes.count else { return }
        let piece = unsafe UnsafeBufferPointer(rebasing: bytes[end..<next])
        parts.append(Part(unsafe String(decoding: piece, as: UTF8.self), isMarked: isMarked))
        end = next
      }
      for mark in marks {
        append(to: mark.lowerBound, isMarked: false)
        append(to: mark.upperBound, isMarked: true)
      }
      append(to: bytes.count, isMarked: false)
    }
    return parts
  }

  /// The text as HTML: everything escaped, each marked stretch in `<mark>`.
  ///
  /// It is safe as the content of an element; set the `dir` of that element by ``direction``.
  public var html: String {
    var html = ""
    for part in parts {
      let text = Self.escaped(part.text)
      html += part.isMarked ? "<mark>\(text)</mark>" : text
    }
    return html
  }

  private static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
