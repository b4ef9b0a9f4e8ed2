/// The parameters of each call, with their limits: what reads requests and the description of the
/// API are made of these lists.
struct CallParameters {
  let limits: ServerLimits

  private var query: Parameter {
    Parameter("q", .text, "What to look for, in the query language; everything if it is empty")
  }

  private var reading: [Parameter] {
    [
      Parameter(
        "mode", .choice(["lenient", "strict"]), "Whether a text that is not a query is refused"),
      Parameter("filter", .text, "A query that hits must match as well; it changes no score"),
    ] + days
  }

  /// The days of documents.
  private var days: [Parameter] {
    [
      Parameter("from", .text, "The first day, month or year of either calendar"),
      Parameter("to", .text, "The last day, month or year of either calendar"),
    ]
  }

  private var calendar: Parameter {
    Parameter("calendar", .choice(["gregorian", "hijri"]), "Whose months and years are counted")
  }

  private var fields: Parameter {
    Parameter("fields", .names, "The stored fields that hits have besides title, date and source")
  }

  private func limit(_ preset: Int, _ most: Int) -> Parameter {
    Parameter("limit", .number(0...most), "How many at most; \(preset) without it")
  }

  /// Of a search; the names of fields with columns are parameters too.
  var search: [Parameter] {
    [query] + reading + [
      calendar,
      Parameter(
        "sort", .text, "Fields with columns, such as date:desc, or score; commas between them"),
      limit(20, limits.hits),
      Parameter("offset", .number(0...limits.offset), "How many of the best are left out"),
      Parameter("cursor", .text, "Where the page before ended: its member next; excludes offset"),
      Parameter("facets", .names, "Keyword fields whose most frequent values are counted"),
      Parameter(
        "facet_limit", .number(1...limits.facetValues), "How many values of each; 10 without it"),
      Parameter(
        "timeline", .choice(["year", "month", "week", "day"]), "The span to count matches by"),
      fields,
      Parameter(
        "snippets", .number(0...limits.snippets), "How many passages of each hit; 1 without it"),
      Parameter(
        "snippet_length", .number(20...limits.snippetLength),
        "How many characters each; 200 without it"),
      Parameter("count", .choice(["exact", "seen"]), "Whether all matches are counted"),
      Parameter(
        "collapse", .choice(["copies"]), "Whether copies of a story are folded under the first"),
      Parameter(
        "explain", .flag, "Whether each of the first \(SearchCall.mostExplained) hits says why"),
      Parameter(
        "timeout_ms", .number(1...limits.searchMilliseconds),
        "After how long the answer is what was found until then"),
    ]
  }

  /// Of a page of results: those of a search that a form has, and the language.
  var page: [Parameter] {
    let names = [
      "q", "filter", "from", "to", "calendar", "sort", "offset", "cursor", "collapse",
      "facet_limit", "snippets",
    ]
    return search.filter { names.contains($0.name) } + language
  }

  /// Of the concordance of readers; without a query it is empty.
  var concordancePage: [Parameter] {
    [Parameter("q", .text, "What to look for")]
      + kwic.filter { ["filter", "from", "to", "sort", "offset"].contains($0.name) } + language
  }

  /// Of the page of trends. It compares no more queries than it has colours and boxes for, and has
  /// them empty at first.
  var trendsPage: [Parameter] {
    [Parameter("q", .texts(most: TrendsPage.queryCount), "A query; several are several curves")]
      + trends.filter { $0.name != "q" } + language
  }

  /// What narrows and orders a search, and the advanced form leaves as it is.
  var narrowing: [Parameter] {
    let names = ["filter", "from", "to", "calendar", "sort", "collapse", "snippets"]
    return search.filter { names.contains($0.name) }
  }

  /// The fields of `names` that a page takes values of: the others have names of its parameters.
  func pageFields(_ names: [String]) -> [String] {
    names.filter { name in !page.contains { $0.name == name } }
  }

  /// Of all pages. Who follows an address with a language that there is not, such as one that was
  /// changed by hand, is better served by a page in another than by none.
  var language: [Parameter] {
    [
      Parameter(
        "lang", .choice(["ar", "en"]), "The language of the interface", takesOthers: true),
      Parameter("index", .text, "The name of the index; the first without it"),
    ]
  }

  private var key: Parameter {
    Parameter("key", .text, "The key of the document", isRequired: true)
  }

  /// Of a document.
  ///
  /// - Parameter isKeyed: Whether a parameter has its key, and not the path.
  func document(isKeyed: Bool) -> [Parameter] {
    (isKeyed ? [key] : []) + [Parameter("fields", .names, "The fields to show; all without it")]
  }

  /// Of the call that deletes a document.
  func deletion(isKeyed: Bool) -> [Parameter] { isKeyed ? [key] : [] }

  /// Of an article page.
  func article(isKeyed: Bool) -> [Parameter] {
    (isKeyed ? [key] : []) + [
      Parameter("q", .text, "The query whose words are marked"),
      Parameter("format", .choice(["html", "ris", "bibtex"]), "A page or a citation"),
    ] + language
  }

  var similar: [Parameter] {
    [
      key, limit(10, limits.hits), fields,
      Parameter("filter", .text, "A query that hits must match as well"),
    ]
  }

  var copies: [Parameter] {
    [key, fields]
  }

  var suggest: [Parameter] {
    [
      // A box that was cleared is asked for, too; nothing is suggested for it.
      Parameter(
        "q", .text, "What was typed, as far as it goes", isRequired: true, mayBeEmpty: true),
      Parameter("limit", .number(0...20), "How many of each kind at most; 5 without it"),
      Parameter("format", .choice(["json", "opensearch"]), "The form of the answer"),
    ]
  }

  var facet: [Parameter] {
    [query] + reading + [
      Parameter("prefix", .text, "Only values that start so"),
      Parameter("limit", .number(1...limits.facetValues), "How many values; 10 without it"),
    ]
  }

  var kwic: [Parameter] {
    [
      Parameter("q", .text, "What to look for", isRequired: true),
      Parameter("filter", .text, "A query that documents must match as well"),
    ] + days + [
      Parameter("width", .number(0...50), "How many words on either side; 8 without it"),
      Parameter("sort", .choice(["document", "left", "right"]), "The order of lines"),
      limit(100, limits.lines),
      Parameter("offset", .number(0...limits.offset), "How many of the first are left out"),
      Parameter("fields", .names, "The stored fields of the document on each line"),
    ]
  }

  var trends: [Parameter] {
    [
      Parameter(
        "q", .texts(most: limits.trends), "A query; several are several series", isRequired: true),
      Parameter("filter", .text, "A query that documents must match as well"),
    ] + days + [
      Parameter(
        "unit", .choice(["year", "month", "week", "day"]), "What a period is; month without it"),
      calendar,
    ]
  }

  var export: [Parameter] {
    [query] + reading + [
      Parameter(
        "format", .choice(["jsonl", "csv", "ris", "bibtex", "trec"]),
        "The form of the answer; jsonl without it"),
      Parameter("fields", .names, "The fields to write; all without it"),
      Parameter(
        "raw", .flag,
        "Whether CSV has every value as it is, without a byte order mark and apostrophes"),
    ]
  }

  var analyze: [Parameter] {
    [
      Parameter("text", .text, "The text", isRequired: true),
      Parameter("explain", .flag, "Whether the levels of each word are shown, and why"),
    ]
  }
}
