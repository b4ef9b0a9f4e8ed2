internal import FihristFormat
internal import FihristStorage

/// The parts on disk of what is known about the files that an index was fed with.
///
/// The user data of a commit names the parts: an identifier, and how many there are. A part is
/// written and made durable before the commit that names it, and never changed. So whatever is
/// killed, the parts say what the documents of the last commit came from.
struct ImportNotes: Sendable {
  /// The name of the user data that names the parts.
  static let name = UserData.inputsName

  /// The directory of the index.
  let directory: IndexDirectory

  /// What distinguishes the parts of these notes from leftovers of others.
  private(set) var identifier: String

  /// How many parts there are.
  private(set) var partCount: Int

  /// The first bytes of each part; the last is the version.
  private static let magic = Array("FIHRINP".utf8) + [1]

  /// Notes without any part.
  init(_ directory: IndexDirectory) {
    self.directory = directory
    let number = String(UInt64.random(in: 1 << 60 ... .max), radix: 16)
    identifier = number
    partCount = 0
  }

  /// The notes that the commit with `userData` names; nil if it names none.
  init?(_ directory: IndexDirectory, namedBy userData: [String: String]) {
    guard let value = userData[Self.name] else { return nil }
    let words = value.split(separator: " ")
    guard words.count == 2, let count = Int(words[1]), count > 0, count <= 1 << 20,
      words[0].utf8.count == 16, words[0].allSatisfy(\.isHexDigit)
    else { return nil }
    self.directory = directory
    identifier = String(words[0])
    partCount = count
  }

  /// What user data says to name all parts.
  var value: String { "\(identifier) \(partCount)" }

  /// The entries of part `number`, from 1; nil if it is missing or damaged.
  func part(_ number: Int) throws(IndexError) -> [UInt8]? {
    let name = IndexFileName.inputs(identifier, part: number)
    let start = Self.magic.count + 4
    guard let bytes = try directory.bytes(of: name), bytes.count >= start,
      Array(bytes.prefix(Self.magic.count)) == Self.magic
    else { return nil }
    var reader = ByteReader(Array(bytes[Self.magic.count..<start]))
    let entries = Array(bytes[start...])
    return (try? reader.u32()) == Checksum.crc32c(entries) ? entries : nil
  }

  /// What all parts say; nil if one of them is missing or damaged.
  func state() throws(IndexError) -> ImportState? {
    var state = ImportState()
    for number in 1...max(1, partCount) {
      guard let entries = try part(number), (try? state.read(entries)) != nil else { return nil }
    }
    return state
  }

  /// Writes `entries` as the next part.
  mutating func add(_ entries: [UInt8]) throws(IndexError) {
    var writer = ByteWriter()
    writer.raw(Self.magic)
    writer.u32(Checksum.crc32c(entries))
    writer.raw(entries)
    let name = IndexFileName.inputs(identifier, part: partCount + 1)
    try directory.write(writer.bytes, as: name)
    partCount += 1
  }

  /// Removes the parts of all other notes: leftovers of interrupted imports, and parts that these
  /// notes replace.
  func removeOthers() {
    let own = Set((0..<partCount).map { IndexFileName.inputs(identifier, part: $0 + 1) })
    for name in (try? directory.fileNames()) ?? []
    where IndexFileName.isOfInputs(name) && !own.contains(name) {
      try? directory.remove(name)
    }
  }
}
