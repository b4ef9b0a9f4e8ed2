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

  @Flag(help: "Repair words that were UTF-8 and read as windows-1256 or windows-1252.")
  var repairMojibake = false

  @Option(
    help: ArgumentHelp(
      """
      The table that is read of SQLite databases; an input must be one. (default: the only one)
      """, valueName: "name"))
  var table: String?

  @Option(
    help: ArgumentHelp(
      """
      A SELECT that gives the rows that are read of SQLite databases; an input must be one.
      """, valueName: "sql"))
  var query: String?

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
    name: .customLong("map"),
    help: ArgumentHelp(
      "A field and the member or column that feeds it; may be repeated.",
      valueName: "field=member"),
    transform: FieldOption.reading("a field, = and a member, such as body=text"))
  var maps: [FieldOption] = []

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "A field and its text in articles that have none; may be repeated.",
      valueName: "field=text"),
    transform: FieldOption.reading("a field, = and a text, such as source=okaz"))
  var constants: [FieldOption] = []

  @Option(
    name: .customLong("path"),
    help: ArgumentHelp(
      "Fields that the paths of files say, such as '{source}/{year}/{month}/*'.",
      valueName: "rule"))
  var pathRule: String?

  @Option(
    help: ArgumentHelp(
      "What the key of a record is made from that has none: path, url or hash.",
      valueName: "what"))
  var makeKey: KeySource?

  @Option(
    help: ArgumentHelp(
      "Make a document for each heading of texts and pages: heading. (default: one a file)",
      valueName: "where"))
  var split: SplitPoint?

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

  /// The option that concerns databases alone; nil if none was given.
  var databaseOption: String? { table != nil ? "--table" : query != nil ? "--query" : nil }

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
    guard table == nil || query == nil else {
      throw ValidationError("--query says which rows are read, so --table cannot be given with it")
    }
    for member in members + [table, query].compactMap({ $0 }) { try ToolArguments.validate(member) }
  }

  /// The schema of the file that was named; nil if none was.
  func load() throws -> ArchiveSchema? {
    try file.map { try SchemaFile.load($0, interruption: Interruption.input) }
  }

  /// All that the user says about how records become documents: files that were read with other
  /// words are read again.
  func instructions(_ loaded: ArchiveSchema?) -> String {
    var words = [loaded?.mapping.json ?? ""]
    words += [key, title, body, date, source].map { $0 ?? "" }
    words += [pathRule ?? "", makeKey?.rawValue ?? "", split?.rawValue ?? ""]
    words += [table ?? "", query ?? "", repairMojibake ? "repair" : ""]
    words += maps.map { "map \($0.field)=\($0.value)" }
    words += constants.map { "set \($0.field)=\($0.value)" }
    return words.joined(separator: "\n")
  }

  /// The schema to index `feed` with, and the members of its records.
  ///
  /// An index that has documents keeps its fields; the user may name other members that feed them.
  /// With `--schema` the indexer compares the fields with those of the index. An import that goes
  /// on reads as it did before it was interrupted.
  ///
  /// - Parameters:
  ///   - loaded: What the schema file says; see ``load()``.
  ///   - resumes: Whether the import goes on.
  func choose(
    for feed: ArchiveFeed, indexPath: String, loaded: ArchiveSchema?, resumes: Bool
  ) throws -> ArchiveSchema {
    var chosen: ArchiveSchema
    if let loaded {
      chosen = loaded
    } else {
      chosen = try feed.recognizeSchema(
        overrides, known: try known(at: indexPath), resumes: resumes)
    }
    try apply(to: &chosen)
    return chosen
  }

  private var overrides: SchemaOverrides {
    var overrides = SchemaOverrides(
      key: member("key") ?? key, title: member("title") ?? title,
      body: member("body") ?? body, date: member("date") ?? date,
      source: member("source") ?? source, dateOrder: dateOrder, hasSignatures: signatures)
    overrides.makesKeys = makeKey != nil
    return overrides
  }

  /// Adds what holds for this run only, and the members that were named for fields.
  private func apply(to chosen: inout ArchiveSchema) throws {
    for map in maps where map.field == "key" { chosen.mapping.key = map.value }
    for map in maps where map.field != "key" {
      try map.check(chosen, option: "--map")
      chosen.mapping.name(maps.filter { $0.field == map.field }.map(\.value), for: map.field)
    }
    for constant in constants {
      try constant.check(chosen, option: "--set")
      chosen.mapping.constants[constant.field] = constant.value
    }
    chosen.mapping.keySource = makeKey
    chosen.mapping.splitsAtHeadings = split == .heading
    guard let pathRule else { return }
    let rule = try PathRule(pathRule)
    for field in rule.fields {
      try FieldOption(field: field, value: rule.text).check(chosen, option: "--path")
    }
    chosen.mapping.pathRule = rule
  }

  /// The member that `--map` names for `field`; nil if it names none.
  private func member(_ field: String) -> String? { maps.first { $0.field == field }?.value }

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
