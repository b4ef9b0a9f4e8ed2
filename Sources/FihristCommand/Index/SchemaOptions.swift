import ArgumentParser
import FihristArchive
import FihristFormat
import FihristStorage

/// How the records of the input become documents.
struct SchemaOptions: ParsableArguments {
  @Option(
    name: .customLong("schema"),
    help: ArgumentHelp(
      "A JSON file that names the fields; see CommandLine.md.", valueName: "file"),
    completion: .file())
  var file: String?

  @Option(help: "How articles lie in the files.")
  var format = InputFormat.auto

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

  private var members: [String] { [key, title, body, date, source].compactMap { $0 } }

  func validate() throws {
    guard file == nil || members.isEmpty else {
      throw ValidationError(
        "--schema names the members already, so --key, --title, --body, --date and --source "
          + "cannot be given with it")
    }
  }

  /// The schema to index `feed` with.
  ///
  /// An index that is there keeps its own, unless the user names another, which the indexer
  /// then compares.
  func choose(for feed: ArchiveFeed, indexPath: String) throws -> ChosenSchema {
    if let file { return ChosenSchema(schema: try SchemaFile.load(file)) }
    if members.isEmpty, Manifest.exists(in: IndexDirectory(path: indexPath)) {
      return ChosenSchema()
    }
    let recognized = try feed.recognizeSchema(
      SchemaOverrides(key: key, title: title, body: body, date: date, source: source))
    return ChosenSchema(schema: recognized.schema, recognition: recognized.description)
  }
}

/// The schema that an input is indexed with.
struct ChosenSchema {
  /// The fields; `nil` for those of the index that is there.
  var schema: Schema?
  /// What was recognised, for the user, if it was.
  var recognition: String?
}

extension InputFormat: ExpressibleByArgument {}
