import FihristIndexing
import FihristTestSupport
import Testing

@testable import FihristArchive

@Suite struct MailTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(
    _ name: String, _ bytes: [UInt8], format: InputFormat = .auto
  ) throws -> (documents: [ReadDocument], report: InputReport) {
    try ReadDocument.read([try folder.write(name, bytes)], format: format)
  }

  private func read(_ text: String) throws -> ReadDocument? {
    try read("a.eml", Array(text.utf8)).documents.first
  }

  @Test func `a message gives its text, and not its page or its files`() throws {
    for name in ["a.eml", "message"] {
      let (documents, report) = try read(name, MailSpecimens.message)
      #expect(documents.map(\.key) == ["a1@example.org"])
      var values = documents[0].values
      #expect(values.removeValue(forKey: "date")?.hasPrefix("2024-05-18") == true)
      #expect(
        values == [
          "title": "افتتاح الجسر الجديد أمام السيارات والمشاة في الوادي الأخضر",
          "author": "هند السالمي", "tags": "نقل, محليات",
          "body": "فتحت البلدية الجسر أمام السيارات.\n\nوسيكون العبور مجانيا للجميع.",
        ])
      #expect(report.isEmpty)
    }
  }

  @Test func `each part and each header has an encoding of its own`() throws {
    let (documents, report) = try read("b.eml", MailSpecimens.page)
    #expect(documents.map(\.key) == ["b.eml:1"])
    #expect(documents[0].values["title"] == "موسم التمور هذا العام")
    #expect(documents[0].values["author"] == "سالم")
    #expect(documents[0].values["body"] == "موسم التمور\nبدأ موسم التمور في الأحساء.")
    #expect(documents[0].values["date"]?.hasPrefix("2024-05-19") == true)
    #expect(report.isEmpty)
  }

  @Test func `a mailbox gives its messages`() throws {
    let (documents, report) = try read("box", MailSpecimens.mailbox)
    #expect(documents.map(\.key) == ["m1@x", "m2@x"])
    #expect(
      documents[0].values["body"] == "السطر الأول\n\nFrom here the text goes on\nالسطر الأخير")
    #expect(documents[0].values["author"] == "news@example.org")
    #expect(documents[1].values["author"] == "نشرة الأخبار")
    #expect(
      documents[1].values["body"] == "نص الرسالة الثانية\nرسالة معاد توجيهها\nنص الأصل")
    #expect(report.isEmpty)
  }

  @Test func `a line that starts with From is text unless a header follows it`() throws {
    let box = """
      From a@b Mon May 20 08:00:00 2024
      Subject: A

      one

      From the start: it was so
      and it stayed so.

      From c@d Mon May 20 09:00:00 2024
      Subject: B

      two
      """
    let (documents, _) = try read("a.mbox", Array(box.utf8))
    #expect(documents.map { $0.values["title"] } == ["A", "B"])
    #expect(documents[0].values["body"]?.hasSuffix("stayed so.") == true)
  }

  @Test func `words of headers are joined where a letter is cut`() {
    func text(_ value: String) -> String { EncodedWords.text(Array(value.utf8)) }
    #expect(text("=?UTF-8?B?2KfZ?=\n =?utf-8?b?hA==?= =?utf-8*ar?Q?_=D9=85?=") == "ال م")
    #expect(text("Re: =?iso-8859-6?Q?=E3?= [x] =?utf-8?Q?=D9=85?=") == "Re: ك [x] م")
    #expect(text("=?utf-8?X?abc?= =?utf-8?B") == "=?utf-8?X?abc?= =?utf-8?B")
    #expect(text("=?unknown?Q?a=20b?=") == "a b")
    #expect(EncodedWords.text([0xE3, 0xE6, 0xD3, 0xE3, 0x20, 0xC7, 0xE1, 0xCA]) == "موسم الت")
  }

  @Test func `broken messages lose as little as possible`() throws {
    let cut = """
      Subject: cut
      From: x@y
      Content-Type: multipart/mixed; boundary="b"

      before
      --b
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: quoted-printable

      a=3Db=
      c =ZZ =
      """
    #expect(try read(cut)?.values["body"] == "a=bc =ZZ")
    #expect(try read("Subject: t\nFrom: x\n\n")?.values["title"] == "t")
    let unknown = "Subject: t\nFrom: x\nContent-Transfer-Encoding: x-uuencode\n\nM1234\n"
    #expect(try read(unknown)?.values["body"] == nil)
    let inner = "Content-Type: multipart/mixed; boundary=b\n\n--b\n"
    let deep = "Subject: d\nFrom: x\n" + String(repeating: inner, count: 100)
    let (documents, report) = try read("d.eml", Array((deep + "\nنص").utf8))
    #expect(documents.count == 1)
    #expect(report.counts[.value] ?? 0 <= 1)
  }

  @Test func `parts beyond the limits are left out, and reported`() throws {
    let part = "--b\n\nx\n"
    let many =
      "Subject: m\nFrom: x\nContent-Type: multipart/mixed; boundary=b\n\n"
      + String(repeating: part, count: MailBody.partLimit + 5)
    let (documents, report) = try read("m.eml", Array(many.utf8))
    #expect(documents.count == 1)
    #expect(report.counts == [.value: 1])
  }

  @Test func `a message beyond the limit is left out, and the next one is read`() throws {
    let long =
      "From a@b Mon May 20 08:00:00 2024\nSubject: A\n\n"
      + String(repeating: "x y\n", count: 40_000) + "\n"
    let box = long + "From c@d Mon May 20 09:00:00 2024\nSubject: B\n\ntwo\n"
    let path = try folder.write("l.mbox", Array(box.utf8))
    let (documents, report) = try ReadDocument.read([path], lineLimit: 100_000)
    #expect(documents.map { $0.values["title"] } == ["B"])
    #expect(report.counts == [.tooLarge: 1])
  }

  @Test func `a text is not taken for a message`() throws {
    for text in [
      "From: here\nto there", "Date: اليوم\nSubject: لا شيء\n\nنص", "عنوان\nFrom: x\nSubject: y\n",
      "From the start\nSubject was clear", "<p>\nFrom: a\nSubject: b",
    ] {
      let (documents, _) = try read("a.txt", Array(text.utf8))
      #expect(documents[0].values["title"]?.isEmpty == false)
      #expect(!MailHeaders.startsMessage(bytes: text))
    }
  }

  @Test func `random mailboxes give the messages that a search for lines gives`() throws {
    var random = SeededGenerator(seed: 11)
    let lines = [
      "From x@y Mon May 20 08:00:00 2024", "Subject: t", "", "text", "From me", "a: b", ">From x",
      "x:y", "From", " continued",
    ]
    for _ in 0..<500 {
      let count = Int.random(in: 1..<30, using: &random)
      let rest = (0..<count).map { _ in lines[Int.random(in: 0..<lines.count, using: &random)] }
      let all = ["From x@y Mon May 20 08:00:00 2024", "Subject: t"] + rest
      // A separator follows a blank line, has a colon, and a header comes after it.
      let starts = all.indices.filter { index in
        all[index].hasPrefix("From ") && all[index].contains(":")
          && (index == 0 || all[index - 1].isEmpty) && index + 1 < all.count
          && all[index + 1].firstIndex(of: ":").map {
            let name = all[index + 1][..<$0]
            return !name.isEmpty && !name.contains(" ")
          } == true
      }
      let path = try folder.write("r.mbox", all.joined(separator: "\n"))
      let bytes = Array(all.joined(separator: "\n").utf8)
      let found = withView(bytes) { view in
        var scanner = MailScanner(view)
        var count = 0
        while case .record = scanner.next(view, isWhole: true) { count += 1 }
        return count
      }
      #expect(found == starts.count, "\(all)")
      _ = try ReadDocument.read([path])
    }
  }
}

extension MailHeaders {
  /// Whether `text` starts like a message.
  fileprivate static func startsMessage(bytes text: String) -> Bool {
    withView(Array(text.utf8)) { startsMessage($0) }
  }
}
