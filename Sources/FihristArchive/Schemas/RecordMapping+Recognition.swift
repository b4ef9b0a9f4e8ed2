internal import FihristFormat

extension RecordMapping {
  /// What a mapping needs to be adapted to single files.
  struct Recognition: Sendable, Hashable {
    /// The fields of the index.
    var schema: Schema
    /// The fields whose members somebody named: these hold for all files.
    var namedFields: Set<String>
    /// Whether somebody named the key.
    var isKeyNamed: Bool

    /// Notes what `overrides` name for the fields of `chosen`.
    init(_ chosen: ArchiveSchema, _ overrides: SchemaOverrides) {
      schema = chosen.schema
      isKeyNamed = overrides.key != nil
      namedFields = []
      for part in ArticlePart.allCases where overrides.member(for: part) != nil {
        guard let field = part.field(in: schema, chosen.mapping) else { continue }
        namedFields.insert(schema.fields[field].name)
      }
    }
  }

  /// Names the members that feed the field called `name`, the preferred one first. In no file is
  /// another one recognized for it.
  public mutating func name(_ members: [String], for name: String) {
    fields[name] = members
    recognition?.namedFields.insert(name)
  }

  /// The key, and all members that are named for fields.
  var allMembers: [String] { [key] + fields.values.flatMap { $0 } }

  /// The mapping for `input`, one of several files: folders hold files whose members have other
  /// names, and tables without a key beside records with one.
  ///
  /// - Parameter recognitions: Gets what is recognized in it.
  func adapted(
    to input: OpenInput, noting recognitions: inout FileRecognitions
  ) -> RecordMapping {
    guard let recognition else { return self }
    var overrides = SchemaOverrides()
    overrides.makesKeys = keySource != nil
    let path = input.file.path.spelling
    return SchemaRecognition(
      sample: input.sample(counting: allMembers), overrides: overrides,
      known: KnownSchema(schema: recognition.schema, mapping: self), path: path
    ).adapted(self, recognition, noting: &recognitions)
  }
}

extension OpenInput {
  /// The members that its first records have.
  ///
  /// - Parameter paths: Members that are counted however deep in a record they are.
  func sample(counting paths: [String]) -> RecordSample {
    table.map { RecordSample(rows: head, $0, isWhole: isWhole) }
      ?? RecordSample(head, format, isWhole: isWhole, paths: paths)
  }
}
