import Testing

/// Each rule on a tree that breaks it, and on one that does not.
@Suite struct RuleTests {
  private func messages(_ findings: [Finding]) -> [String] { findings.map(\.description) }

  @Test func `a folder without a row and a row without a folder are found`() {
    let table = """
      ## Sources
      | folder | question |
      | --- | --- |
      | **FihristText** | *How?* |
      | `Terms/`, `Gone/` | Which? |
      ## Next
      """
    let tree = Tree([
      "ARCHITECTURE.md": table, "Sources/FihristText/Terms/A.swift": "",
      "Sources/FihristText/New/B.swift": "", "Sources/FihristText/T.docc/C.md": "",
      "Sources/FihristOther/D.swift": "",
    ])
    #expect(
      Set(FolderTable.findings(in: tree).map(\.message)) == [
        "there is no folder FihristText/Gone",
        "the table lacks FihristText/New; add its question",
        "the table lacks FihristOther; add its question",
      ])
    var whole = tree
    whole.files["Sources/FihristText/Gone/E.swift"] = ""
    whole.files["Sources/FihristText/New/B.swift"] = nil
    whole.files["Sources/FihristOther/D.swift"] = nil
    #expect(FolderTable.findings(in: whole).isEmpty)
  }

  @Test func `a long line is found, in letters and not in bytes`() {
    let tree = Tree([
      "Sources/A/A.swift": String(repeating: "م", count: 100) + "\n"
        + String(repeating: "x", count: 101),
      "Sources/A/B.swift": "// https://example.org/" + String(repeating: "x", count: 101),
    ])
    #expect(messages(LineLength.findings(in: tree)) == ["Sources/A/A.swift:2: has 101 columns"])
  }

  @Test func `public functions that throw with a type are found`() {
    let source = """
      public struct Known {
        public init(_ name: String) throws(Problem) {
        }
        public func said(
          _ words: [String]
        ) throws(Problem) -> Int {
          try count { () throws(Problem) in 1 }
        }
        public func done() throws {
          try count { () throws(Problem) in 1 }
        }
        package func hidden() throws(Problem) {}
      }
      """
    #expect(
      messages(PublicThrows.findings(in: Tree(["Sources/A/Known.swift": source]))).map {
        String($0.prefix(28))
      } == ["Sources/A/Known.swift:2: ini", "Sources/A/Known.swift:4: sai"])
  }

  @Test func `public names without documentation are found, cases too`() {
    let source = """
      /// Known.
      @frozen
      public struct Known {
        public var bare: Int
        /// Said.
        @inlinable public static func said() {}
        var hidden: Int
      }
      /// An enum.
      public enum Kind {
        /// Said.
        case one
        case two
      }
      enum Inner {
        case three
      }
      public import Foundation
      public extension Known {
        public init() {}
      }
      """
    let tree = Tree(["Sources/A/A.swift": source, "Tests/B.swift": "public func free() {}"])
    #expect(
      messages(PublicDocumentation.findings(in: tree)) == [
        "Sources/A/A.swift:4: bare lacks documentation",
        "Sources/A/A.swift:13: two lacks documentation",
        "Sources/A/A.swift:20: init lacks documentation",
      ])
  }

  @Test func `types in files of other names are found`() {
    let tree = Tree([
      "Sources/A/Known.swift":
        "struct Known {\n  struct Part {}\n}\nprivate enum P {}\nfinal class X {}",
      "Sources/A/Known+More.swift": "extension Known {}\n@safe enum Known {}",
    ])
    #expect(
      messages(FileNames.findings(in: tree)) == ["Sources/A/Known.swift:5: X belongs in X.swift"])
  }

  @Test func `documents that name what is gone are found`() {
    let tree = Tree([
      "README.md": """
      [here](Documentation/Here.md#part), [gone](Documentation/Gone.md), [out](https://a.b/c)
      `make test`, `make rain`, `Sources/A/`, `Sources/B/`, `Here.swift`, `A.swift`
      `SearchPlan`, `LostPlan`, `BBC`, `ArabicAnalyzer`, `SearchPlan.run()`
      ```swift
      `LostPlan`
      ```
      """,
      "Documentation/Here.md": "[up](../README.md)", "Makefile": "test: build\n\techo\n",
      "Sources/A/A.swift": """
      /// See ``SearchPlan/run(_:)``, ``SearchPlan/walk()`` and ``/A/SearchPlan``.
      struct SearchPlan { }
      extension SearchPlan {
        func run(_ x: Int) {}
      }
      """,
    ])
    #expect(
      messages(References(tree).findings()) == [
        "README.md:1: Documentation/Gone.md is not there",
        "README.md:2: make rain is not there", "README.md:2: Sources/B/ is not there",
        "README.md:2: Here.swift is not there", "README.md:3: LostPlan is not there",
        "Sources/A/A.swift:1: SearchPlan/walk() is not there",
      ])
  }

  @Test func `banned words are found in comments, names and pairs`() {
    let tree = Tree([
      "Sources/A/A.swift": "let firstPlace = 1 // This is no good.\nlet replacement = nohelper",
      "README.md": "A place for placement.\ngood README", "CHANGELOG.md": "place",
    ])
    let banned = [
      Words.Banned(words: ["place"], ceiling: 0, instead: "slot"),
      Words.Banned(words: ["is", "no"], ceiling: 0, instead: "is not"),
      Words.Banned(words: ["good"], ceiling: 0, instead: "well", unless: "README"),
      Words.Banned(words: ["helper"], ceiling: 0, instead: "a name"),
    ]
    let found = Words.findings(in: tree, banned)
    #expect(
      found["place"].map(messages) == [
        "README.md:1: place: say slot", "Sources/A/A.swift:1: place: say slot",
      ])
    #expect(found["is no"].map(messages) == ["Sources/A/A.swift:1: is no: say is not"])
    #expect(found["good"]?.count == 1 && found["helper"] == nil)
  }

  @Test func `a limit that is spelled twice is found`() {
    let tree = Tree([
      "Sources/A/A.swift": "// a key of 1_024\nlet keyByteCount = 1_024\nlet keys = 2 * 1_024",
      "Sources/A/B.swift": "guard key.count <= 1_024 else { return }",
    ])
    let limit = Limits.Limit(spelling: "1_024", word: "key", ceiling: 1)
    #expect(
      Limits.findings(in: tree, limit).map(\.path) == ["Sources/A/A.swift", "Sources/A/B.swift"])
  }

  @Test func `paths of one machine are found, others are not`() {
    let home = "/ho" + "me/"
    let tree = Tree([
      "Makefile": "cp \(home)x y\nls docs\(home)\n", "README.md": "https://a.b\(home)c",
    ])
    #expect(MachinePaths.findings(in: tree).map(\.path) == ["Makefile"])
  }
}
