internal import FihristStorage

/// The contents of a manifest file; `Documentation/Format/manifest.md` describes them.
extension Manifest {
  /// The whole body of its file.
  package var body: [UInt8] { DoubleBody.holding(bytes, kind: .manifest) }

  /// More segments than any merge policy leaves.
  private static let maximumSegmentCount = 1 << 16

  var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.u64(generation)
    writer.u64(nextSegment)
    writer.write(parameters)
    writer.string(analyzerIdentity)
    writer.write(schema)
    writer.string(inputMapping)
    writer.varint(UInt64(segments.count))
    for segment in segments { writer.write(segment) }
    writer.write(userData: userData)
    return writer.bytes
  }

  /// Reads the contents of a file of `version`, one of those in which manifests are read.
  init(
    _ reader: inout ByteReader, version: UInt32 = FileKind.manifest.currentVersion
  ) throws(TruncatedBytes) {
    generation = try reader.u64()
    nextSegment = try reader.u64()
    parameters = try reader.parameters()
    analyzerIdentity = try reader.string()
    schema = try reader.schema()
    inputMapping = try reader.string()
    segments = []
    for _ in 0..<(try reader.count(atMost: Self.maximumSegmentCount)) {
      let offset = reader.offset
      let segment = try reader.segment(schema)
      guard segment.number < nextSegment, !segments.contains(where: { $0.number == segment.number })
      else { throw TruncatedBytes(offset: offset, expected: "a segment number not yet used") }
      segments.append(segment)
    }
    userData = try reader.userData()
    self.version = version
  }
}

extension ByteWriter {
  fileprivate mutating func write(_ parameters: RankingParameters) {
    u32(parameters.k1.bitPattern)
    u32(parameters.b.bitPattern)
  }

  fileprivate mutating func write(_ schema: Schema) {
    varint(UInt64(schema.fields.count))
    for field in schema.fields { write(field) }
    u8((schema.levels == nil ? 0 : 1) | (schema.hasSignatures ? 2 : 0))
    for weight in schema.levels?.weights ?? [] { u32(weight.bitPattern) }
  }

  private mutating func write(_ field: Field) {
    string(field.name)
    switch field.kind {
    case .text(let indexing):
      string(FieldType.text.rawValue)
      u8(
        1 | (indexing.hasPositions ? 2 : 0) | (indexing.isStored ? 4 : 0)
          | (indexing.isSearchedAlone ? 8 : 0))
      string(indexing.analyzer)
      u64(indexing.boost.bitPattern)
      varint(UInt64(indexing.leadLength))
    case .storedText:
      string(FieldType.text.rawValue)
      u8(4)
    case .keyword(let options), .integer(let options), .decimal(let options),
      .boolean(let options):
      string(field.type.rawValue)
      u8(options.flags)
    case .date(let options, let order):
      string(field.type.rawValue)
      u8(options.flags | order.flags)
    }
  }

  fileprivate mutating func write(_ segment: SegmentInfo) {
    u64(segment.number)
    u32(segment.documentCount)
    u32(segment.liveCount)
    write(segment.parameters)
    for space in segment.spaces {
      u64(space.totalLength)
      u64(space.liveTotalLength)
      u32(space.averageLength.bitPattern)
    }
    u8(segment.isCanonical ? 1 : 0)
    varint(UInt64(segment.files.count))
    for element in segment.files {
      u32(element.kind.code)
      string(element.file.name)
      u64(element.file.byteCount)
      u32(element.file.checksum)
    }
  }
}

extension ByteReader {
  fileprivate mutating func parameters() throws(TruncatedBytes) -> RankingParameters {
    let start = offset
    let k1 = Float(bitPattern: try u32())
    let b = Float(bitPattern: try u32())
    guard let parameters = try? RankingParameters(k1: k1, b: b) else {
      throw TruncatedBytes(offset: start, expected: "ranking parameters")
    }
    return parameters
  }

  fileprivate mutating func schema() throws(TruncatedBytes) -> Schema {
    let start = offset
    var fields: [Field] = []
    for _ in 0..<(try count(atMost: Schema.maximumFieldCount)) { fields.append(try field()) }
    let flags = try u8()
    guard flags < 4,
      let schema = try? Schema(
        restoring: fields, levels: flags & 1 == 0 ? nil : try levels(),
        hasSignatures: flags & 2 != 0)
    else { throw TruncatedBytes(offset: start, expected: "a schema") }
    return schema
  }

  private mutating func levels() throws(TruncatedBytes) -> LevelWeights {
    let start = offset
    let weights = [try u32(), try u32(), try u32()].map(Float.init(bitPattern:))
    guard let levels = try? LevelWeights(form: weights[0], stem: weights[1], root: weights[2])
    else { throw TruncatedBytes(offset: start, expected: "levels of words") }
    return levels
  }

  private mutating func field() throws(TruncatedBytes) -> Field {
    let name = try string()
    let start = offset
    switch FieldType(rawValue: try string()) {
    case .text: return Field(name: name, kind: try textKind())
    case .keyword: return Field(name: name, kind: .keyword(try valueOptions()))
    case .integer: return Field(name: name, kind: .integer(try valueOptions()))
    case .decimal: return Field(name: name, kind: .decimal(try valueOptions()))
    case .date: return Field(name: name, kind: try dateKind())
    case .boolean: return Field(name: name, kind: .boolean(try valueOptions()))
    case nil: throw TruncatedBytes(offset: start, expected: "a field type")
    }
  }

  private mutating func valueOptions() throws(TruncatedBytes) -> ValueOptions {
    let flags = try u8()
    guard flags < 4 else { throw TruncatedBytes(offset: offset - 1, expected: "flags of a field") }
    return ValueOptions(flags: flags)
  }

  private mutating func dateKind() throws(TruncatedBytes) -> Field.Kind {
    let flags = try u8()
    guard let order = DateOrder.allCases.first(where: { $0.flags == flags & ~3 }) else {
      throw TruncatedBytes(offset: offset - 1, expected: "flags of a date field")
    }
    return .date(ValueOptions(flags: flags), order)
  }

  private mutating func textKind() throws(TruncatedBytes) -> Field.Kind {
    let start = offset
    let flags = try u8()
    if flags == 4 { return .storedText }
    guard flags < 16, flags & 1 != 0 else {
      throw TruncatedBytes(offset: start, expected: "flags of a text field")
    }
    return .text(
      TextIndexing(
        analyzer: try string(), boost: Double(bitPattern: try u64()),
        hasPositions: flags & 2 != 0, isStored: flags & 4 != 0, isSearchedAlone: flags & 8 != 0,
        leadLength: try count(atMost: TextIndexing.maximumLeadLength)))
  }

  fileprivate mutating func segment(_ schema: Schema) throws(TruncatedBytes) -> SegmentInfo {
    let start = offset
    let number = try u64()
    let (documentCount, liveCount) = (try u32(), try u32())
    let parameters = try parameters()
    var spaces: [SpaceInfo] = []
    for _ in schema.termSpaces { spaces.append(try space()) }
    let flags = try u8()
    let files = try files(ofSegment: number, schema)
    guard flags < 2, documentCount <= UInt32(ListShape.mostDocuments), liveCount <= documentCount,
      files[.live] != nil
        || (liveCount == documentCount
          && spaces.allSatisfy { $0.liveTotalLength == $0.totalLength })
    else { throw TruncatedBytes(offset: start, expected: "a segment") }
    return SegmentInfo(
      number: number, documentCount: documentCount, liveCount: liveCount, spaces: spaces,
      parameters: parameters, isCanonical: flags & 1 != 0, files: files)
  }

  private mutating func space() throws(TruncatedBytes) -> SpaceInfo {
    let start = offset
    let space = SpaceInfo(
      totalLength: try u64(), liveTotalLength: try u64(),
      averageLength: Float(bitPattern: try u32()))
    guard space.liveTotalLength <= space.totalLength, space.averageLength > 0,
      space.averageLength.isFinite
    else { throw TruncatedBytes(offset: start, expected: "lengths of a term space") }
    return space
  }

  /// The files of segment `number`: exactly those that the schema requires, in the order of their
  /// kinds, and optionally the live documents.
  private mutating func files(
    ofSegment number: UInt64, _ schema: Schema
  ) throws(TruncatedBytes) -> FilesByKind<FileSummary> {
    let kinds = schema.segmentFileKinds
    var files = FilesByKind<FileSummary>()
    let count = try count(atMost: kinds.count + 1)
    for kind in (kinds + [.live]).prefix(count) {
      let start = offset
      guard try u32() == kind.code else {
        throw TruncatedBytes(offset: start, expected: "a file of \(kind.name)")
      }
      files[kind] = try file(kind, ofSegment: number)
    }
    guard count >= kinds.count else {
      throw TruncatedBytes(offset: offset, expected: "all files of a segment")
    }
    return files
  }

  /// A file, whose name must be the one that its kind requires, so that no manifest leads outside
  /// its directory.
  private mutating func file(
    _ kind: FileKind, ofSegment number: UInt64
  ) throws(TruncatedBytes) -> FileSummary {
    let start = offset
    let name = try string()
    let isExpected =
      kind == .live
      ? IndexFileName.isLive(name, ofSegment: number)
      : name == IndexFileName.segment(number, kind)
    guard isExpected else { throw TruncatedBytes(offset: start, expected: "a file's name") }
    return FileSummary(name: name, byteCount: try u64(), checksum: try u32())
  }
}

extension ValueOptions {
  fileprivate var flags: UInt8 { (hasColumn ? 1 : 0) | (isStored ? 2 : 0) }

  fileprivate init(flags: UInt8) { self.init(hasColumn: flags & 1 != 0, isStored: flags & 2 != 0) }
}

extension DateOrder {
  fileprivate var flags: UInt8 {
    switch self {
    case .dayMonth: 0
    case .monthDay: 4
    case .undecided: 8
    }
  }
}
