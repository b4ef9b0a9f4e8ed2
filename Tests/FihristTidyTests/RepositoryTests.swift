import Foundation
import Testing

/// The rules, on this repository. A failing rule names the files, the lines and what to do.
@Suite struct RepositoryTests {
  /// Read once for all rules.
  private static let tree = Result {
    let file = URL(filePath: #filePath).resolvingSymlinksInPath()
    return try Tree(
      readingRepositoryAt: file.deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent())
  }

  private let tree: Tree

  init() throws { tree = try Self.tree.get() }

  /// Fails with what was found if it is more than `ceiling`, which only goes down.
  private func expect(
    _ findings: [Finding], atMost ceiling: Int = 0,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let list = findings.map(\.description).joined(separator: "\n")
    #expect(
      findings.count <= ceiling, "\(findings.count), at most \(ceiling):\n\(list)",
      sourceLocation: sourceLocation)
  }

  @Test func `the tree was read`() {
    #expect(tree.swiftFiles(in: "Sources").count > 100 && tree.documents.count > 10)
  }

  @Test func `the folder table of ARCHITECTURE is the tree`() {
    expect(FolderTable.findings(in: tree))
  }

  @Test func `no line of Swift exceeds 100 columns`() {
    expect(LineLength.findings(in: tree))
  }

  @Test func `every public name has documentation`() {
    expect(PublicDocumentation.findings(in: tree))
  }

  @Test func `public functions throw without a type`() { expect(PublicThrows.findings(in: tree)) }

  @Test func `documents name only what is there`() { expect(References(tree).findings()) }

  @Test func `types lie in files of their names`() {
    expect(FileNames.findings(in: tree))
  }

  @Test func `no path of one machine`() { expect(MachinePaths.findings(in: tree)) }

  @Test func `words that the glossary replaced do not come back`() {
    let found = Words.findings(in: tree, BannedWords.all)
    for entry in BannedWords.all {
      expect(found[entry.text] ?? [], atMost: entry.ceiling)
    }
  }

  @Test(arguments: [
    Limits.Limit(spelling: "1_024", word: "key", ceiling: 1),
    Limits.Limit(spelling: "1e-5", word: "e-5", ceiling: 1),
  ])
  func `each limit stands in one place`(_ limit: Limits.Limit) {
    expect(Limits.findings(in: tree, limit), atMost: limit.ceiling)
  }
}
