/// Entities: `&laquo;`, `&#1593;`, `&#x639;`.
enum MarkupEntity {
  /// The longest entity that is looked for, in bytes.
  private static let limit = 12

  /// Adds the text of `range`, with a character for each entity that is known, to `target`.
  static func append(_ bytes: ByteView, _ range: Range<Int>, to target: inout [UInt8]) {
    var index = range.lowerBound
    while index < range.upperBound {
      let start = index
      index = bytes.firstIndex(of: UInt8(ascii: "&"), in: index..<range.upperBound)
      unsafe target.append(contentsOf: bytes.buffer(start..<index))
      guard index < range.upperBound else { return }
      if let entity = entity(bytes, index, range.upperBound) {
        // A soft hyphen is nothing that is read, and would cut a word.
        if entity.character != "\u{AD}" {
          target.append(contentsOf: String(entity.character).utf8)
        }
        index = entity.end
      } else {
        target.append(UInt8(ascii: "&"))
        index += 1
      }
    }
  }

  /// The entity at `index`, and the index after it. Old pages leave its semicolon out.
  private static func entity(
    _ bytes: ByteView, _ index: Int, _ end: Int
  ) -> (character: Unicode.Scalar, end: Int)? {
    var next = index + 1
    let isNumber = next < end && bytes[next] == UInt8(ascii: "#")
    if isNumber { next += 1 }
    let start = next
    while next < end, next - start < limit, isPart(bytes[next]) { next += 1 }
    guard next > start else { return nil }
    let hasSemicolon = next < end && bytes[next] == UInt8(ascii: ";")
    let name = bytes.string(start..<next)
    let character = isNumber ? numbered(name) : hasSemicolon ? named[name] : nil
    return character.map { ($0, hasSemicolon ? next + 1 : next) }
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  /// The character of a number; pages mean windows-1252 by the numbers 128…159.
  private static func numbered(_ digits: String) -> Unicode.Scalar? {
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    let number =
      isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
    guard let number, number > 0 else { return nil }
    if (0x80...0x9F).contains(number) {
      return Unicode.Scalar(CodePageTable.windows1252[Int(number) - 0x80])
    }
    return Unicode.Scalar(number)
  }

  private static let named: [String: Unicode.Scalar] = {
    var named: [String: Unicode.Scalar] = [
      "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "lsquo": "‘", "rsquo": "’",
      "sbquo": "‚", "ldquo": "“", "rdquo": "”", "bdquo": "„", "lsaquo": "‹", "rsaquo": "›",
      "ndash": "–", "mdash": "—", "hellip": "…", "bull": "•", "trade": "™", "euro": "€",
      "zwnj": "\u{200C}", "zwj": "\u{200D}", "lrm": "\u{200E}", "rlm": "\u{200F}",
      "ensp": " ", "emsp": " ", "thinsp": " ", "dagger": "†", "permil": "‰", "prime": "′",
      "minus": "−", "larr": "←", "rarr": "→", "uarr": "↑", "darr": "↓", "OElig": "Œ",
      "oelig": "œ", "Scaron": "Š", "scaron": "š", "fnof": "ƒ", "circ": "ˆ", "tilde": "˜",
    ]
    // The names of U+00A0…FF, in their order.
    let latin = """
      nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn \
      sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave \
      Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc \
      Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute \
      THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml \
      igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave \
      uacute ucirc uuml yacute thorn yuml
      """
    for (offset, name) in latin.split(separator: " ").enumerated() {
      // A space that does not break is a space.
      named[String(name)] = offset == 0 ? " " : Unicode.Scalar(UInt32(0xA0 + offset))
    }
    return named
  }()
}
