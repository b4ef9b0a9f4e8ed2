/// The texts of the elements of an XML file that have certain names.
struct DocumentElements {
  /// An element without elements in it, or the start of one.
  struct Element {
    var name: String
    var attributes: MarkupAttributes
    var text: [UInt8]
  }

  /// Calls `body` with each element of `xml` whose name is among `names`, with its text. Elements
  /// in an element are not told apart.
  static func forEach(_ names: Set<String>, in xml: [UInt8], _ body: (Element) -> Void) {
    let text = EncodedText.decoded(xml, nil)
    unsafe text.withUnsafeBufferPointer { all in
      let bytes = unsafe ByteView(all)
      var tokens = MarkupTokenizer(bytes, 0..<bytes.count, isHTML: false)
      var open: Element?
      while let token = tokens.next() {
        switch token.kind {
        case .open where open == nil && names.contains(token.name):
          let element = Element(
            name: token.name, attributes: MarkupAttributes(bytes, token), text: [])
          if token.isSelfClosing { body(element) } else { open = element }
        case .close where token.name == open?.name:
          if let element = open { body(element) }
          open = nil
        case .text where open != nil:
          MarkupEntity.append(bytes, token.range, to: &open!.text)
        case .raw where open != nil: unsafe open!.text += bytes.buffer(token.range)
        case .open, .close, .text, .raw: continue
        }
      }
    }
  }
}
