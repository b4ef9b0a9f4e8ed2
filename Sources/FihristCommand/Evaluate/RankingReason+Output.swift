import Fihrist
import FihristAnswers

extension RankingReason {
  /// A line for each index.
  func lines(for terminal: Terminal) -> [String] {
    sides.map { side in
      let isMore = side.difference >= 0
      let parts = side.parts.map { part in
        "\(part.description.displayed) \(Self.figure(part.value.sum)) : "
          + Self.figure(part.other.sum)
      }
      return "  \(side.path.displayed): \(document.displayed) scores "
        + "\(Self.figure(abs(side.difference))) \(isMore ? "more" : "less") than \(other.displayed)"
        + note(side) + ": " + terminal.isolated(parts.joined(separator: ", "))
    }
  }

  private func note(_ side: Side) -> String {
    if side.isOtherRelated { return ", which is only related" }
    return side.isDocumentRelated ? ", but is only related" : ""
  }

  /// One object.
  var json: JSON {
    [
      "document": .string(document), "instead_of": .string(other),
      "indexes": .array(
        sides.map { side in
          [
            "path": .string(side.path), "difference": .number(side.difference),
            "document_related": .bool(side.isDocumentRelated),
            "instead_of_related": .bool(side.isOtherRelated),
            "parts": .array(side.parts.map(Self.json)),
          ]
        }),
    ]
  }

  private static func json(_ part: Part) -> JSON {
    [
      "description": .string(part.description), "document": json(part.value),
      "instead_of": json(part.other),
    ]
  }

  private static func json(_ points: Points) -> JSON {
    .object(
      [JSON.Member("value", .number(points.sum))]
        + points.factors.map { JSON.Member($0.name, .number($0.value)) })
  }

  private static func figure(_ value: Double) -> String { Quantity.decimal(value, decimals: 4) }
}
