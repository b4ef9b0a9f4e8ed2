@testable import FihristArchive
import Testing

/// Rules that read fields from the paths of files.
@Suite struct PathRuleTests {
  private static let cases: [(rule: String, path: String, texts: [String: String])] = [
    (
      "{source}/{year}/{month}/*.html", "archive/okaz/2004/12/a.html",
      ["source": "okaz", "date": "2004-12"]
    ),
    (
      "{source}/{year}/{month}/*.html", "okaz/2004/1/a.html", ["source": "okaz", "date": "2004-01"]
    ),
    ("{source}/{year}/{month}/*.html", "okaz/2004/12/a.txt", [:]),
    ("{source}/{year}/{month}/*.html", "2004/12/a.html", [:]),
    ("{source}/{year}/{month}/*.html", "okaz/04/12/a.html", [:]),
    ("{year}-{month}-{day}*", "x/2015-07-09_77.txt", ["date": "2015-07-09"]),
    ("{year}{month}{day}*", "20150709.txt", ["date": "2015-07-09"]),
    ("{section}_{source}.*", "رياضة_عكاظ.txt", ["section": "رياضة", "source": "عكاظ"]),
    ("{section}_*", "a_b_c", ["section": "a"]),
    ("news-{date}.csv.gz", "d/news-9 يوليو 2015.csv.gz", ["date": "9 يوليو 2015"]),
    ("{source}/*", "a.zip/okaz/1.txt", ["source": "okaz"]),
  ]

  @Test(arguments: cases.indices)
  func `a rule reads the end of a path`(row: Int) throws {
    let (rule, path, texts) = Self.cases[row]
    #expect(try PathRule(rule).texts(in: path) == texts, "\(rule) \(path)")
  }

  @Test(arguments: [
    "", "*", "a/b", "{source", "{}", "{source}/{source}", "{month}/*", "{year}/{day}",
    "{year}/{date}",
  ])
  func `a mistake is named`(rule: String) {
    #expect(throws: PathRule.Mistake.self) { try PathRule(rule) }
  }

  @Test func `the fields are known`() throws {
    #expect(try PathRule("{source}/{year}/{month}/{day}/*").fields == ["source", "date"])
  }

  @Test func `a path to a member may lead through lists`() {
    #expect(MemberPath.steps("meta.published[0]") == ["meta", "published", "[0]"])
    #expect(MemberPath.steps("a[0][12].b") == ["a", "[0]", "[12]", "b"])
    for name in ["a[x]", "a[]", "[0]", "a]", "a[-1]", "a[0]b", "a[99999999999999999999]"] {
      #expect(MemberPath.steps(name) == [name[...]], "\(name)")
    }
  }
}
