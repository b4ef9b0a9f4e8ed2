import Fihrist
import FihristAnswers

/// What `fihrist check` prints, for people and for programs.
enum CheckLines {
  /// How many keys or words of a finding are shown.
  private static let shownCount = 5

  /// A line for each segment, lines for each finding, and one for the whole.
  static func lines(_ report: IndexCheck.Report, for terminal: Terminal) -> [String] {
    var lines: [String] = []
    for finding in report.findings where finding.segment == nil {
      lines += Self.lines(finding, in: nil, for: terminal)
    }
    for segment in report.segments {
      lines += terminal.hanging(
        "",
        "segment \(segment.number)  \(Quantity.count(segment.documents, "document"))  "
          + "\(Quantity.bytes(segment.byteCount))  "
          + (segment.isWhole ? "ok" : segment.isDamaged ? "damaged" : "of another version"))
      for finding in report.findings where finding.segment == segment.number {
        lines += Self.lines(finding, in: segment, for: terminal)
      }
    }
    if let reason = report.uncompared {
      lines += terminal.hanging("", "texts are not compared: \(reason.displayed)")
    }
    if report.hasLostNotes { lines += terminal.hanging("", lostNotes) }
    if report.isWhole, let generation = report.generation {
      lines += terminal.hanging(
        "",
        "commit \(generation) is whole: \(Quantity.count(report.documents, "document")), "
          + "\(Quantity.count(report.segments.count, "segment")), "
          + "\(Quantity.bytes(report.byteCount)) read")
    }
    return lines
  }

  private static let lostNotes =
    "warning: what is remembered of the input files is not there, as in a backup or after a "
    + "repair, or damaged; no document is affected, but the next 'fihrist index' reads all files "
    + "again: before that, remove from them what was deleted or purged"

  private static func lines(
    _ finding: IndexCheck.Finding, in segment: IndexCheck.Segment?, for terminal: Terminal
  ) -> [String] {
    let kind = finding.isDamage ? "damaged" : "differs"
    return terminal.hanging("  ", "\(kind): \(finding.file): \(finding.reason)".displayed)
      + terminal.hanging("    ", touched(finding, in: segment).displayed)
      + terminal.hanging("    ", finding.remedy.advice)
  }

  /// Which documents the damage may affect.
  private static func touched(
    _ finding: IndexCheck.Finding, in segment: IndexCheck.Segment?
  ) -> String {
    let count = Quantity.count(finding.documents.count, "document")
    if let segment, finding.documents.count == segment.documents, finding.words.isEmpty {
      return "it may affect all \(count) of the segment"
    }
    if !finding.words.isEmpty {
      let words = "\(Quantity.count(finding.wordCount, "word")): "
      return "it may affect at most \(count), where a search has one of "
        + words + list(finding.words, of: finding.wordCount)
    }
    guard finding.documents.isKnown else { return "it may affect at most \(count)" }
    guard !finding.documents.keys.isEmpty else { return "it affects \(count)" }
    return "it affects \(count): \(list(finding.documents.keys, of: finding.documents.count))"
  }

  private static func list(_ names: [String], of count: Int) -> String {
    let shown = names.prefix(shownCount)
    return shown.joined(separator: ", ") + (count > shown.count ? ", …" : "")
  }

  /// One object.
  static func json(_ report: IndexCheck.Report, path: String) -> JSON {
    [
      "path": .string(path),
      "level": .string(report.level.rawValue),
      "generation": report.generation.map { .integer(Int(clamping: $0)) } ?? .null,
      "whole": .bool(report.isWhole),
      "documents": .integer(report.documents),
      "bytes": .integer(Int(clamping: report.byteCount)),
      "uncompared": JSON(report.uncompared),
      "inputs_lost": .bool(report.hasLostNotes),
      "segments": .array(report.segments.map(object)),
      "findings": .array(report.findings.map(object)),
    ]
  }

  private static func object(_ segment: IndexCheck.Segment) -> JSON {
    [
      "number": .integer(Int(clamping: segment.number)),
      "documents": .integer(segment.documents),
      "bytes": .integer(Int(clamping: segment.byteCount)),
      "whole": .bool(segment.isWhole),
    ]
  }

  private static func object(_ finding: IndexCheck.Finding) -> JSON {
    [
      "file": .string(finding.file),
      "segment": finding.segment.map { .integer(Int(clamping: $0)) } ?? .null,
      "ranges": .array(
        finding.ranges.map {
          ["start": .integer($0.lowerBound), "end": .integer($0.upperBound)]
        }),
      "damage": .bool(finding.isDamage),
      "reason": .string(finding.reason),
      "documents": [
        "count": .integer(finding.documents.count),
        "known": .bool(finding.documents.isKnown),
        "keys": .array(finding.documents.keys.map(JSON.string)),
      ],
      "words": [
        "count": .integer(finding.wordCount),
        "first": .array(finding.words.map(JSON.string)),
      ],
      "remedy": .string(finding.remedy.rawValue),
      "advice": .string(finding.remedy.advice),
    ]
  }
}
