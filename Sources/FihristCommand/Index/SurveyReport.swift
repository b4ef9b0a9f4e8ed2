import Fihrist
import FihristAnswers
import FihristArchive

/// What `fihrist index --dry-run` prints.
enum SurveyReport {
  /// The survey in lines for people.
  static func lines(_ survey: ArchiveSurvey) -> [String] {
    let dates = survey.understoodDates + survey.otherDates
    let repeated =
      survey.duplicates > 0
      ? "\(Quantity.count(survey.duplicates)) repeated in the input, " : ""
    var lines = [
      "would index \(Quantity.count(survey.documents, "document")): "
        + "\(Quantity.bytes(survey.textBytes)) of text, \(repeated)"
        + "\(Quantity.count(survey.report.lostDocuments)) left out",
      "formats: \(list(survey.formats))", "encodings: \(list(survey.encodings))",
      "fields: \(list(survey.fields))",
    ]
    if dates > 0 {
      lines.append(
        "dates: \(Quantity.count(survey.understoodDates)) of \(Quantity.count(dates)) understood")
    }
    for sample in survey.samples {
      lines.append("- \(sample.key)")
      for value in sample.values {
        let text = value.text.count > 80 ? value.text.prefix(80) + "…" : value.text[...]
        let line = text.unicodeScalars.map { $0 == "\n" ? " " : $0 }
        lines.append("    \(value.name): \(String(String.UnicodeScalarView(line)))")
      }
    }
    return lines
  }

  private static func list(_ counts: [ArchiveSurvey.Count]) -> String {
    counts.isEmpty
      ? "none" : counts.map { "\($0.name) \(Quantity.count($0.count))" }.joined(separator: ", ")
  }

  /// The survey as one object.
  static func json(_ survey: ArchiveSurvey) -> JSON {
    [
      "dry_run": .bool(true),
      "documents": .integer(survey.documents),
      "duplicates": .integer(survey.duplicates),
      "left_out": .integer(survey.report.lostDocuments),
      "text_bytes": .integer(Int(clamping: survey.textBytes)),
      "formats": object(survey.formats),
      "encodings": object(survey.encodings),
      "fields": object(survey.fields),
      "dates": [
        "understood": .integer(survey.understoodDates), "other": .integer(survey.otherDates),
      ],
      "problems": IndexingReport.problemCounts(survey.report),
      "problem_samples": .array(survey.report.samples.map(IndexingReport.object)),
      "samples": .array(survey.samples.map(sample)),
    ]
  }

  private static func object(_ counts: [ArchiveSurvey.Count]) -> JSON {
    .object(counts.map { JSON.Member($0.name, .integer($0.count)) })
  }

  private static func sample(_ sample: ArchiveSurvey.Sample) -> JSON {
    let values = sample.values.map { JSON.Member($0.name, .string($0.text)) }
    return ["key": .string(sample.key), "values": .object(values)]
  }
}
