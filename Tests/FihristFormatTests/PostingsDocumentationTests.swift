import Testing

@testable import FihristFormat

/// The examples of the format's documentation are what the code writes and reads.
@Suite("Posting lists: the documentation's examples")
struct PostingsDocumentationTests {
  @Test(arguments: ["postings.md", "positions.md"])
  func `examples are written and read as documented`(_ page: String) throws {
    let examples = try PostingsExample.all(in: page)
    #expect(examples.count >= 1)
    for example in examples {
      let written = example.sample.encoded()
      #expect(written.postings == example.postings, "\(example.title): \(hex(written.postings))")
      #expect(
        written.positions == example.positions, "\(example.title): \(hex(written.positions))")
      let read = try read(example)
      #expect(read?.documents == example.sample.documents, "\(example.title)")
      #expect(read?.frequencies == example.sample.frequencies, "\(example.title)")
      #expect(read?.excess == example.sample.excess, "\(example.title)")
      #expect(read?.positions == example.sample.positions, "\(example.title)")
    }
  }

  private func read(_ example: PostingsExample) throws -> DecodedList? {
    let padding = [UInt8](repeating: 0, count: 64)
    return unsafe try (example.postings + padding).withUnsafeBytes { postings in
      unsafe try (example.positions + padding).withUnsafeBytes { positions in
        unsafe try DecodedList(
          postings: UnsafeRawBufferPointer(rebasing: postings.dropLast(64)),
          positions: UnsafeRawBufferPointer(rebasing: positions.dropLast(64)),
          count: example.sample.documents.count, shape: example.sample.shape,
          widths: example.sample.widths)
      }
    }
  }

  private func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
  }
}
