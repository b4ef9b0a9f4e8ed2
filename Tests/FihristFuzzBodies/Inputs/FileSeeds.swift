import Foundation

/// Files that are not text, made by code.
enum FileSeeds {
  /// Archives; the first byte chooses the format.
  static var packed: [[UInt8]] {
    let article = Array("عنوان\nنص".utf8)
    let record = Array(#"{"id":"1","title":"ع"}"#.utf8)
    let inner = StoredZip.archive([("a.txt", article), ("b.jsonl", record)])
    let bzip2 = bytes("QlpoOTFBWSZTWYYwgsAAAAGASgEAAgAAYCAAIZpoM00XPF3JFOFCQhjCCwA=")
    let xz = bytes(
      "/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAAeAAAAABFru+D+O4WCgABGQGlLIHMH7bzfQEAAAAABFla")
    return [
      [0] + inner, [0] + StoredZip.archive([("c.zip", inner), ("د.txt", article)]),
      [0] + tar("a.txt", article) + tar("b.jsonl", record), [1] + bzip2, [1] + xz,
    ]
  }

  /// Messages.
  static var mail: [[UInt8]] {
    let message = """
      From: =?windows-1256?B?5ODP?= <a@b>\r\nSubject: =?utf-8?Q?=D8=B9?=\r\n =?utf-8?Q?=D9=81?=\r
      Date: Sat, 18 May 2024 10:00:00 +0300 (x)\r\nMessage-ID: <1@x>\r
      Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r
      Content-Type: multipart/alternative; boundary=c\r\n\r\n--c\r
      Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n2YbYtQ==\r
      --c\r\nContent-Type: text/html; charset=windows-1256\r
      Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>=E4=D5=\r\n</p>\r\n--c--\r
      --b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\ny\r\n--b--\r\n
      """
    let box = """
      From a@b Mon May 20 08:00:00 2024
      Subject: A

      >From x

      From c@d Mon May 20 09:00:00 2024
      Subject: B

      two
      """
    return [[0] + Array(message.utf8), [0] + Array(box.utf8), [1] + Array(box.utf8)]
  }

  /// A book and a document.
  static var zippedDocuments: [[UInt8]] {
    let container = #"<container><rootfile full-path="a/b.opf"/></container>"#
    let package = """
      <package><dc:title>ع</dc:title><item id="c" href="./d%20e.xhtml#f" media-type="x/html"/>
      <itemref idref="c"/></package>
      """
    let book = StoredZip.archive([
      ("mimetype", Array("application/epub+zip".utf8)),
      ("META-INF/container.xml", Array(container.utf8)), ("a/b.opf", Array(package.utf8)),
      ("a/d e.xhtml", Array("<html><title/><p>نص</p></html>".utf8)),
    ])
    let text = "<w:p><w:r><w:t>نص</w:t></w:r></w:p><mc:Fallback><w:br/></mc:Fallback>"
    let document = StoredZip.archive([
      ("[Content_Types].xml", []), ("word/document.xml", Array(text.utf8)),
      ("docProps/core.xml", Array("<dc:title>ع</dc:title>".utf8)),
    ])
    return [[0] + book, [1] + document, [2] + book, [2] + document]
  }

  /// A database of one table with two rows.
  static let database = bytes(
    "U1FMaXRlIGZvcm1hdCAzAAIAAQEAQCAgAAAAAwAAAAIAAAAAAAAAAAAAAAIAAAAEAAAAAAAAAAAAAAABAAAAAAAA"
      + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAADAC5jAQ0AAAABAWgAAWgAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgRUBBxchIQGBdXRhYmxl2KPYrtio2KfYsdij2K7YqNin2LEC"
      + "Q1JFQVRFIFRBQkxFICLYo9iu2KjYp9ixIiAoaWQgaW50ZWdlciBwcmltYXJ5IGtleSwgdGl0bGUgdGV4dCwgItin"
      + "2YTZhti1IiB0ZXh0LCBkYXRlIHRleHQsIHBpY3R1cmUgYmxvYiwgdmlld3MgcmVhbCkNAAAAAgGSAAGwAZIAAAAA"
      + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAcAgcANwAAAADZ"
      + "hdmI2LPZhSDYp9mE2KrZhdmI2LFOAQcAO0UhEAfYp9mB2KrYqtin2K0g2KfZhNis2LPYsdmC2KfZhCAi2YbYudmF"
      + "Iiwg2KvZhQrZhdi22YkyMDI0LTA1LTE4AAE/+AAAAAAAAA==")

  private static func bytes(_ text: String) -> [UInt8] {
    Array(Data(base64Encoded: text) ?? Data())
  }

  /// A tar of one file, without the blocks at its end.
  private static func tar(_ name: String, _ contents: [UInt8]) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: 512)
    let size = String(contents.count, radix: 8)
    let texts = [
      (0, name), (100, "0000644"), (124, String(repeating: "0", count: 11 - size.count) + size),
      (136, "00000000000"), (148, "        "), (156, "0"), (257, "ustar"), (263, "00"),
    ]
    for (offset, text) in texts {
      header.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
    }
    let sum = String(header.reduce(0) { $0 + Int($1) }, radix: 8)
    let digits = String(repeating: "0", count: 6 - sum.count) + sum
    header.replaceSubrange(148..<154, with: digits.utf8)
    header[154] = 0
    return header + contents + [UInt8](repeating: 0, count: (512 - contents.count % 512) % 512)
  }
}
