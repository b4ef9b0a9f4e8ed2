internal import Fihrist
internal import FihristAnswers

/// A hit as the API shows it.
struct HitAnswer {
  var hit: Hit
  /// The stored fields that were asked for.
  var fields: [String]
  /// Why it is a hit, if that was asked for.
  var explanation: HitExplanation?

  var json: JSON {
    var members = [
      JSON.Member("rank", .integer(hit.rank)), JSON.Member("key", .string(hit.key)),
    ]
    if let score = hit.score { members.append(JSON.Member("score", .single(score))) }
    if hit.isRelated { members.append(JSON.Member("related", .bool(true))) }
    if !hit.copies.isEmpty {
      members.append(JSON.Member("copies", .array(hit.copies.map(JSON.string))))
    }
    members += [
      JSON.Member("title", title), JSON.Member("date", Self.date(hit.date)),
      JSON.Member("source", JSON(hit.source)),
      JSON.Member("snippets", .array(hit.snippets.map(\.json))),
      JSON.Member("fields", JSON(fields: hit.fields.filter { fields.contains($0.name) })),
    ]
    if let explanation { members.append(JSON.Member("explanation", explanation.json)) }
    return .object(members)
  }

  private var title: JSON {
    if let whole = hit.wholes.first(where: { $0.field == "title" }) {
      return [
        "dir": .string(whole.direction.rawValue),
        "parts": .array(
          whole.parts.map { .array([.string($0.text), .integer($0.isMarked ? 1 : 0)]) }),
      ]
    }
    guard let text = hit.title else { return .null }
    return [
      "dir": .string(TextDirection(of: text).rawValue),
      "parts": .array([.array([.string(text), .integer(0)])]),
    ]
  }

  /// A date as it is stored, and in both calendars as far as it is understood.
  static func date(_ text: String?) -> JSON {
    guard let text else { return .null }
    let date = ArticleDate(text)
    return [
      "iso": JSON(date?.gregorian?.text), "written": .string(text),
      "hijri": JSON(date?.hijri?.text), "approximate": .bool(date?.isApproximate ?? false),
    ]
  }
}
