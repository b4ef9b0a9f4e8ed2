import Foundation
import FihristIndexing
import Testing

@testable import FihristArchive

@Suite struct ScannedTextTests {
  private func cleaned(_ text: String) -> String {
    String(decoding: TextCleaning.cleaned(Array(text.utf8)), as: UTF8.self)
  }

  @Test func `words that a sign cuts at the end of a line are joined, and others are not`() {
    #expect(cleaned("الكتا\u{AD}\nب و\u{AD}القلم") == "الكتاب والقلم")
    #expect(cleaned("devel¬\r\nopment الكتا¬\nب") == "development الكتاب")
    for text in ["well-\nknown", "a ¬\nb", "a¬\n b", "a¬b", "¬\nb", "a¬\n", "a¬"] {
      #expect(cleaned(text) == text)
    }
  }

  private func rest(_ pages: [String]) -> (pages: [String], count: Int) {
    let (text, count) = RunningHeads.removed(from: Array(pages.joined(separator: "\u{C}").utf8))
    return (String(decoding: text, as: UTF8.self).components(separatedBy: "\u{C}"), count)
  }

  @Test func `heads and numbers of pages are left out, the first head stays`() {
    let pages = (1...5).map { "\nكتاب الرحلة \($0)\nنص الصفحة رقم \($0) هنا\n  \($0 + 10)\n" }
    let (rest, count) = rest(pages)
    #expect(count == 9)
    #expect(rest[0] == "\nكتاب الرحلة 1\nنص الصفحة رقم 1 هنا\n\n")
    #expect(rest[4] == "\n\nنص الصفحة رقم 5 هنا\n\n")
  }

  @Test func `lines that differ, few pages, and texts without pages stay`() {
    let three = (1...3).map { "عنوان\nنص \($0)" }
    #expect(rest(three).count == 0)
    let different = ["أول\nن", "ثان\nم", "ثالث\nه", "رابع\nو", "خامس\nي"]
    #expect(rest(different).count == 0)
    #expect(rest([String(repeating: "سطر\n", count: 50)]).count == 0)
    // Three in four pages must have it.
    let some = ["عنوان\nا", "عنوان\nب", "عنوان\nج", "عنوان\nد", "x\nه", "y\nو", "z\nز"]
    #expect(rest(some).count == 0)
    #expect(rest(["", "", "", "", ""]).count == 0)
  }

  @Test func `what is left out is reported`() throws {
    let pages = (1...4).map { "جريدة الوادي\nخبر \(["أ", "ب", "ج", "د"][$0 - 1])\n" }
    let folder = try TemporaryFolder()
    let path = try folder.write("a.txt", pages.joined(separator: "\u{C}"))
    let (documents, report) = try ReadDocument.read([path])
    #expect(documents[0].values["title"] == "جريدة الوادي")
    #expect(documents[0].values["body"] == "خبر أ\n\n\nخبر ب\n\n\nخبر ج\n\n\nخبر د")
    #expect(report.counts == [.skipped: 1])
    #expect(report.samples[0].message == "lines that repeat at the ends of its pages: 3")
  }
}
