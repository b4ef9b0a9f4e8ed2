import Fihrist
import FihristAnswers

/// What `fihrist repair` prints, for people and for programs.
enum RepairLines {
  /// One line while it works.
  static func progress(_ stage: IndexRepair.Stage, done: UInt64, of total: UInt64) -> String {
    let part = total == 0 ? 100 : Int(Double(done) / Double(total) * 100)
    return switch stage {
    case .checking: "checked \(Quantity.bytes(done)) of \(Quantity.bytes(total)) · \(part) %"
    case .saving: "saved \(Quantity.count(done)) of \(Quantity.count(total, "document"))"
    }
  }

  /// Lines for each damaged segment, one for each lost key, and one for the whole.
  static func lines(
    _ report: IndexRepair.Report, isPlan: Bool, for terminal: Terminal
  ) -> [String] {
    if report.isWhole {
      return terminal.hanging(
        "",
        "nothing to repair: commit \(report.source) is whole, with "
          + Quantity.count(report.documents, "document"))
    }
    var lines = report.unreadableCommits.flatMap {
      terminal.hanging(
        "", "commit \($0) cannot be read; the repair continues from commit \(report.source)")
    }
    if report.isManifestAltered {
      lines += terminal.hanging(
        "",
        "the manifest of commit \(report.source) is partly damaged; it was read from its good copy")
    }
    for segment in report.segments {
      lines += terminal.hanging(
        "",
        "segment \(segment.number)  \(segment.fate.rawValue)  "
          + "\(Quantity.count(segment.saved)) of "
          + "\(Quantity.count(segment.documents, "document")) kept")
      lines += segment.damage.flatMap { terminal.hanging("  ", "damaged: \($0)".displayed) }
      lines += segment.differences.flatMap {
        terminal.hanging("  ", "differs: \($0)".displayed)
      }
      lines += segment.lostFields.map { "  lost values: \($0)".displayed }
    }
    lines += report.lostKeys.map { "lost  \($0)".displayed }
    if report.lostWithoutKey > 0 {
      lines.append("lost  \(Quantity.count(report.lostWithoutKey, "document")) without a key")
    }
    return lines + terminal.hanging("", sum(report, isPlan: isPlan))
  }

  private static func sum(_ report: IndexRepair.Report, isPlan: Bool) -> String {
    let start =
      isPlan
      ? "a repair would leave" : "repaired as commit \(report.generation ?? report.source):"
    return "\(start) \(Quantity.count(report.documents, "document")), "
      + "\(Quantity.count(report.saved)) of them saved from damaged segments; "
      + "\(Quantity.count(report.lost)) lost"
  }

  /// One object.
  static func json(_ report: IndexRepair.Report, isPlan: Bool) -> JSON {
    [
      "dry_run": .bool(isPlan),
      "source": .integer(Int(clamping: report.source)),
      "generation": report.generation.map { .integer(Int(clamping: $0)) } ?? .null,
      "whole": .bool(report.isWhole),
      "unreadable_commits": .array(
        report.unreadableCommits.map { .integer(Int(clamping: $0)) }),
      "manifest_damaged": .bool(report.isManifestAltered),
      "segments": .array(report.segments.map(object)),
      "documents": .integer(report.documents),
      "saved": .integer(report.saved),
      "lost": .integer(report.lost),
      "lost_keys": .array(report.lostKeys.map(JSON.string)),
      "lost_without_key": .integer(report.lostWithoutKey),
    ]
  }

  private static func object(_ segment: IndexRepair.Segment) -> JSON {
    [
      "number": .integer(Int(clamping: segment.number)),
      "fate": .string(segment.fate.rawValue),
      "documents": .integer(segment.documents),
      "saved": .integer(segment.saved),
      "damage": .array(segment.damage.map(JSON.string)),
      "differences": .array(segment.differences.map(JSON.string)),
      "lost_fields": .array(segment.lostFields.map(JSON.string)),
    ]
  }
}
