internal import Fihrist

/// A value of a field as the page shows it beside a box: most are names, and some are whole texts.
struct ShortName {
  /// What is shown.
  let text: String
  /// Everything, if that is more.
  let whole: String?

  /// So many characters are shown at most.
  static let most = 80

  init(_ value: String) {
    let start = value.prefix(Self.most + 1)
    guard start.count > Self.most else {
      (text, whole) = (value, nil)
      return
    }
    // Behind a word, unless the words are so long that little would be left.
    let cut = start.dropLast()
    let end = cut.lastIndex(where: \.isWhitespace)
    let words = end.map { cut[..<$0] } ?? cut
    text = (words.count > Self.most / 2 ? words : cut) + "…"
    whole = value
  }

  /// Writes the name in an element of its own.
  func write(direction: TextDirection? = nil, _ html: inout HTML) {
    switch (direction, whole) {
    case (let direction?, let whole?):
      html.element("bdi", .dir(direction), .value("title", whole), text: text)
    case (let direction?, nil): html.element("bdi", .dir(direction), text: text)
    case (nil, let whole?): html.element("bdi", .value("title", whole), text: text)
    case (nil, nil): html.element("bdi", text: text)
    }
  }
}
