import Fihrist
import FihristAnswers
import FihristArchive

/// What `fihrist index` prints while it works and at the end.
enum IndexingReport {
  /// The state of the work on one line:
  /// `12,345 documents · 6,172/s · 98.1 MB/s · 3 left out · 34 % · 8 s left`.
  static func line(_ progress: IndexingProgress) -> String {
    var parts = [Quantity.count(progress.documents, "document")]
    if progress.seconds > 0 {
      let rate = Int(Double(progress.documents) / progress.seconds)
      parts.append("\(Quantity.count(rate))/s")
      parts.append(Quantity.bytes(UInt64(Double(progress.textBytes) / progress.seconds)) + "/s")
    }
    if progress.leftOut > 0 { parts.append("\(Quantity.count(progress.leftOut)) left out") }
    switch progress.phase {
    case .reading:
      if let fraction = progress.fraction, fraction > 0 {
        parts.append("\(Int(fraction * 100)) %")
        let left = progress.seconds / fraction - progress.seconds
        parts.append("\(Quantity.duration(seconds: left)) left")
      }
    case .committing: parts.append("committing")
    case .merging: parts.append("merging")
    }
    return parts.joined(separator: " · ")
  }

  /// What was done, in one or two lines.
  static func lines(_ result: ImportResult) -> [String] {
    let summary = result.summary
    let rate = Quantity.bytes(UInt64(Double(summary.textBytes) / max(summary.seconds, 1e-6)))
    var first =
      "indexed \(Quantity.count(summary.documents, "document")) in "
      + "\(Quantity.duration(seconds: summary.seconds)): "
      + "\(Quantity.bytes(summary.textBytes)) of text, \(rate)/s"
    let details = [
      (summary.replaced, "replaced"), (summary.duplicates, "repeated in the input"),
      (summary.report.lostDocuments, "left out"),
    ]
    for (count, what) in details where count > 0 { first += ", \(Quantity.count(count)) \(what)" }
    return [first] + files(result) + [
      "the index holds \(Quantity.count(summary.totalDocuments, "document")) in "
        + Quantity.count(summary.segments, "segment")
    ]
  }

  /// What was recognized in how many files; nothing if it was the same in all.
  static func recognitions(_ found: [FileRecognition], others: Int) -> [String] {
    guard found.count > 1 else { return [] }
    let lines = found.map { one in
      let files =
        one.files == 1 ? one.example : "\(one.example) and \(Quantity.count(one.files - 1)) more"
      return "recognised in \(files): \(one.text)"
    }
    return others > 0 ? lines + ["recognised otherwise in \(Quantity.count(others)) more"] : lines
  }

  /// Which files were read and not read; nothing if all are new.
  private static func files(_ result: ImportResult) -> [String] {
    let files = result.files
    var parts = [
      (files.new, "new"), (files.changed, "changed"), (files.resumed, "read on"),
      (files.unchanged, "unchanged and not read"),
      (files.vanished, result.hasPruned ? "gone" : "gone (--prune deletes their documents)"),
    ]
    parts.removeAll { $0.0 == 0 }
    var lines: [String] = []
    if files.read != files.new || files.unchanged + files.vanished > 0 {
      lines.append(
        "files: " + parts.map { "\(Quantity.count($0.0)) \($0.1)" }.joined(separator: ", "))
    }
    let kept = result.incompleteFiles
    if kept > 0 {
      lines.append(
        "kept all documents that \(Quantity.count(kept, "file")) had before: "
          + "\(kept == 1 ? "it was" : "they were") not read in full")
    }
    if result.deleted > 0 { lines.append("deleted \(Quantity.count(result.deleted, "document"))") }
    return lines
  }

  /// The whole report in lines for people: what was done, a table of what was wrong, and the first
  /// problems of each kind.
  static func table(_ result: ImportResult) -> [String] {
    let report = result.summary.report
    var lines = self.lines(result)
    if report.counts.isEmpty { return lines }
    lines += ["", "problem       count  left out"]
    for (problem, count) in report.counts.sorted(by: { $0.key < $1.key }) {
      let name = problem.rawValue.padded(to: 12)
      let number = String(repeating: " ", count: max(0, 7 - "\(count)".count)) + "\(count)"
      lines.append("\(name)\(number)  \(problem.losesDocument ? "yes" : "")".trimmedAtEnd)
    }
    return lines + [""] + problems(report)
  }

  /// What was wrong with the input: the first problems of each kind, and how many more there were.
  static func problems(_ report: InputReport) -> [String] {
    var shown: [InputReport.Problem: Int] = [:]
    var lines = report.samples.map { sample in
      shown[sample.problem, default: 0] += 1
      return "\(sample)"
    }
    for (problem, count) in report.counts.sorted(by: { $0.key < $1.key }) {
      let more = count - shown[problem, default: 0]
      if more > 0 { lines.append("\(Quantity.count(more)) more like this: \(problem.rawValue)") }
    }
    return lines
  }

  /// The summary as one object.
  static func json(_ result: ImportResult) -> JSON {
    let summary = result.summary
    return [
      "documents": .integer(summary.documents),
      "replaced": .integer(summary.replaced),
      "duplicates": .integer(summary.duplicates),
      "left_out": .integer(summary.report.lostDocuments),
      "tokens": .integer(Int(clamping: summary.tokens)),
      "text_bytes": .integer(Int(clamping: summary.textBytes)),
      "input_bytes": .integer(Int(clamping: summary.inputBytes)),
      "seconds": .number(summary.seconds),
      "interrupted": .bool(summary.isCancelled),
      "resumed": .bool(result.isResumed),
      "deleted": .integer(result.deleted),
      "files": [
        "new": .integer(result.files.new), "changed": .integer(result.files.changed),
        "resumed": .integer(result.files.resumed), "unchanged": .integer(result.files.unchanged),
        "vanished": .integer(result.files.vanished),
        "incomplete": .integer(result.incompleteFiles),
      ],
      "problems": problemCounts(summary.report),
      "samples": .array(summary.report.samples.map(object)),
      "index": [
        "documents": .integer(Int(clamping: summary.totalDocuments)),
        "segments": .integer(summary.segments),
        "generation": .integer(Int(clamping: summary.generation)),
      ],
    ]
  }

  /// How often each kind of problem occurred.
  static func problemCounts(_ report: InputReport) -> JSON {
    .object(
      report.counts.sorted { $0.key < $1.key }.map {
        JSON.Member($0.key.rawValue, .integer($0.value))
      })
  }

  /// A problem as an object.
  static func object(_ sample: InputReport.Sample) -> JSON {
    [
      "problem": .string(sample.problem.rawValue), "file": .string(sample.file),
      "line": .integer(sample.line), "message": .string(sample.message),
    ]
  }
}

extension String {
  fileprivate func padded(to count: Int) -> String {
    self + String(repeating: " ", count: max(0, count - self.count))
  }

  fileprivate var trimmedAtEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
