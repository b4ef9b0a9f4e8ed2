import ArgumentParser
import Fihrist
import FihristArchive

/// How the records of the input become documents.
struct SchemaOptions: ParsableArguments {
  @Option(
    name: .customLong("schema"),
    help: ArgumentHelp(
      "A JSON file that names the fields; see CommandLine.md.", valueName: "file"),
    completion: .file())
  var file: String?

  @Option(help: "The format of the files.")
  var format = InputFormat.auto

  @Option(
    help: ArgumentHelp(
      "The encoding of the files. (default: that which each file seems to have)",
      valueName: "name"))
  var encoding: TextEncoding?

  @Option(help: ArgumentHelp("The member that identifies a record.", valueName: "member"))
  var key: String?

  @Option(help: ArgumentHelp("The member with the headline.", valueName: "member"))
  var title: String?

  @Option(help: ArgumentHelp("The member with the text.", valueName: "member"))
  var body: String?

  @Option(help: ArgumentHelp("The member with the day of publication.", valueName: "member"))
  var date: String?

  @Option(help: ArgumentHelp("The member with the newspaper's name.", valueName: "member"))
  var source: String?

  @Option(
    help: ArgumentHelp(
      "Which number of 05/06/2024 is the day, if nothing tells. (default: day-month)",
      valueName: "order"))
  var dateOrder: DateOrder?

  @Flag(
    help: """
      Keep a signature of each text, 32 bytes, so that copies are found without reading all texts.
      """)
  var signatures = false

  private var members: [String] { [key, title, body, date, source].compactMap { $0 } }

  func validate() throws {
    guard file == nil || members.isEmpty else {
      throw ValidationError(
        "--schema names the members already, so --key, --title, --body, --date and --source "
          + "cannot be given with it")
    }
    guard file == nil || dateOrder == nil else {
      throw ValidationError(
        "--schema says how each date is read, so --date-order cannot be given with it")
    }
    guard file == nil || !signatures else {
      throw ValidationError(
        "--schema says whether there are signatures, so --signatures cannot be given with it")
    }
    for member in members { try ToolArguments.validate(member) }
  }

  /// The schema to index `feed` with, and the members of its records.
  ///
  /// An index that has documents keeps its fields; the user may name other members that feed them.
  /// With `--schema` the indexer compares the fields with those of the index.
  func choose(for feed: ArchiveFeed, indexPath: String) throws -> ArchiveSchema {
    if let file { return try SchemaFile.load(file, interruption: Interruption.input) }
    return try feed.recognizeSchema(
      SchemaOverrides(
        key: key, title: title, body: body, date: date, source: source, dateOrder: dateOrder,
        hasSignatures: signatures),
      known: try known(at: indexPath))
  }

  /// What the index at `path` has stored about its inputs, if it has documents.
  private func known(at path: String) throws -> KnownSchema? {
    do {
      let index = try Index(path: path).information
      return index.segments.isEmpty
        ? nil : KnownSchema(schema: index.schema, inputMapping: index.inputMapping)
    } catch let error as IndexError where error.kind == .notFound {
      return nil
    }
  }
}
