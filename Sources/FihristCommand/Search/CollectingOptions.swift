import ArgumentParser
import Fihrist

/// What the tool can show of all documents that match, and other orders than by score.
struct CollectingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Count the values of this field in all matches; author:20 shows twenty.",
      valueName: "field[:n]"),
    transform: Self.facet)
  var facet: [FacetRequest] = []

  @Option(
    help: ArgumentHelp(
      "Count all matches by date or number: date:month, date:hijri-month, length:100.",
      valueName: "field:unit"),
    transform: Self.histogram)
  var histogram: [HistogramRequest] = []

  @Option(
    help: ArgumentHelp(
      "Show least, greatest, sum and mean of this field in all matches.", valueName: "field"))
  var summary: [String] = []

  @Option(
    help: ArgumentHelp(
      "Order hits by these fields instead of by score alone: date:desc, or score,date:desc.",
      valueName: "field[:desc]"),
    transform: { $0.split(separator: ",").map { SortOrder(text: String($0)) } })
  var sort: [[SortOrder]] = []

  @Option(
    help: ArgumentHelp(
      "Go on behind the page that ended with this cursor.", valueName: "cursor"),
    transform: Self.cursor)
  var after: SearchCursor?

  @Option(
    help: ArgumentHelp(
      "Show the best hits of each value of this field; source:3 shows three of each.",
      valueName: "field[:n]"),
    transform: Self.group)
  var group: GroupRequest?

  @Option(
    help: ArgumentHelp(
      "Fold copies of a text, such as agency stories, under the first hit.", valueName: "copies"))
  var collapse: CollapseChoice?

  @Option(
    help: ArgumentHelp(
      "The stored fields that hits have, separated by commas. (default: all)",
      valueName: "fields"))
  var fields: String?

  /// Puts the options into `request`.
  func apply(to request: inout SearchRequest) {
    request.facets = facet
    request.histograms = histogram
    request.summaries = summary
    request.sort = sort.flatMap(\.self)
    request.group = group
    request.collapsesCopies = collapse == .copies
    if let after { request.start = .after(after) }
    request.fields = names
  }

  /// Whether hits come in groups.
  var isGrouped: Bool { group != nil }

  /// The first option that asks for more than hits one after the other; nil if there is none.
  var first: String? {
    if isGrouped { return "--group" }
    if !facet.isEmpty { return "--facet" }
    if !histogram.isEmpty { return "--histogram" }
    return summary.isEmpty ? nil : "--summary"
  }

  /// The names of the fields that were asked for; nil for all.
  var names: [String]? { fields?.split(separator: ",").map { String($0) } }

  /// The name before the last colon, and the number behind it.
  private static func split(_ text: String, preset: Int) throws -> (name: String, number: Int) {
    guard let colon = text.lastIndex(of: ":") else { return (text, preset) }
    guard let number = Int(text[text.index(after: colon)...]), (1...100_000).contains(number) else {
      throw ValidationError("after the colon there must be a whole number from 1 to 100000")
    }
    return (String(text[..<colon]), number)
  }

  @Sendable private static func facet(_ text: String) throws -> FacetRequest {
    let (name, number) = try split(text, preset: 10)
    return FacetRequest(name, limit: number)
  }

  @Sendable private static func group(_ text: String) throws -> GroupRequest {
    let (name, number) = try split(text, preset: 3)
    return GroupRequest(name, size: number)
  }

  @Sendable private static func histogram(_ text: String) throws -> HistogramRequest {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      throw ValidationError("it must be a field and a unit, such as date:month or length:100")
    }
    let field = String(parts[0])
    if let width = Double(parts[1]), width > 0, width.isFinite {
      return HistogramRequest(field, .numbers(width: width))
    }
    let isHijri = parts[1].hasPrefix("hijri-")
    guard let unit = DateUnit(rawValue: String(parts[1].dropFirst(isHijri ? 6 : 0))) else {
      throw ValidationError(
        "the unit must be year, month, week or day, one of these behind hijri-, or a number above 0"
      )
    }
    return HistogramRequest(field, .dates(unit, isHijri ? .hijri : .gregorian))
  }

  @Sendable private static func cursor(_ text: String) throws -> SearchCursor {
    guard let cursor = SearchCursor(text: text) else {
      throw ValidationError("it is not a cursor; take it from \"next\" of a search with --json")
    }
    return cursor
  }
}
