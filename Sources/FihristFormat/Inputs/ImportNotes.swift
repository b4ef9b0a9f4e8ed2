package import FihristStorage

/// The parts on disk of what is known about the files that an index was fed with.
///
/// The user data of a commit names the parts: an identifier, how many there are, and a checksum of
/// what they say. A part is written and made durable before the commit that names it, and never
/// changed. So whatever is killed, the parts say what the documents of the last commit came from.
/// The checksum is for commits that come from elsewhere: after a restore, or in a copy of the
/// directory, parts of another history can have the same names.
package struct ImportNotes: Sendable {
  /// The name of the user data that names the parts.
  package static let name = UserData.inputsName

  /// The directory of the index.
  package let directory: IndexDirectory

  /// What distinguishes the parts of these notes from leftovers of others.
  package private(set) var identifier: String

  /// How many parts there are.
  package private(set) var partCount: Int

  /// A checksum of all parts, in their order.
  private var checksum: UInt64

  /// The first bytes of each part; the last is the version.
  private static let magic = Array("FIHRINP".utf8) + [1]

  /// Notes without any part.
  package init(_ directory: IndexDirectory) {
    self.directory = directory
    let number = String(UInt64.random(in: 1 << 60 ... .max), radix: 16)
    identifier = number
    partCount = 0
    checksum = 0
  }

  /// What user data says where notes were and nobody knows any more what the index was fed with:
  /// it names a part that is never written.
  package static let lostValue = Self.hexadecimal(0) + " 1 " + Self.hexadecimal(0)

  /// Whether these are known to be lost.
  package var areLost: Bool { value == Self.lostValue }

  /// The notes that the commit with `userData` names; nil if it names none.
  package init?(_ directory: IndexDirectory, namedBy userData: [String: String]) {
    guard let value = userData[Self.name] else { return nil }
    let words = value.split(separator: " ")
    guard words.count == 3, let count = Int(words[1]), count > 0, count <= 1 << 20,
      words[0].utf8.count == 16, words[0].allSatisfy(\.isHexDigit),
      words[2].utf8.count == 16, let checksum = UInt64(words[2], radix: 16)
    else { return nil }
    self.directory = directory
    identifier = String(words[0])
    partCount = count
    self.checksum = checksum
  }

  /// What user data says to name all parts.
  package var value: String { "\(identifier) \(partCount) \(Self.hexadecimal(checksum))" }

  private static func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  /// The checksum of all parts up to one that says `entries`, where those before it have
  /// `checksum`.
  private static func checksum(_ checksum: UInt64, and entries: [UInt8]) -> UInt64 {
    var writer = ByteWriter()
    writer.u64(checksum)
    writer.u64(UInt64(entries.count))
    writer.u32(Checksum.crc32c(entries))
    return StableHash.of(writer.bytes)
  }

  /// The entries of part `number`, from 1; nil if it is missing or damaged. Whether it is the part
  /// that is meant, ``isWhole()`` and ``state()`` say.
  package func part(_ number: Int) throws(IndexError) -> [UInt8]? {
    let name = IndexFileName.inputs(identifier, part: number)
    let start = Self.magic.count + 4
    guard let bytes = try directory.bytes(of: name), bytes.count >= start,
      Array(bytes.prefix(Self.magic.count)) == Self.magic
    else { return nil }
    var reader = ByteReader(Array(bytes[Self.magic.count..<start]))
    let entries = Array(bytes[start...])
    return (try? reader.u32()) == Checksum.crc32c(entries) ? entries : nil
  }

  /// What all parts say; nil if one of them is missing, damaged, or of another history.
  package func state() throws(IndexError) -> ImportState? {
    var state = ImportState()
    var found: UInt64 = 0
    for number in 1...max(1, partCount) {
      guard let entries = try part(number), (try? state.read(entries)) != nil else { return nil }
      found = Self.checksum(found, and: entries)
    }
    return found == checksum ? state : nil
  }

  /// Whether all parts are there, and are those that are meant.
  package func isWhole() throws(IndexError) -> Bool { try state() != nil }

  /// Writes `entries` as the next part.
  package mutating func add(_ entries: [UInt8]) throws(IndexError) {
    var writer = ByteWriter()
    writer.raw(Self.magic)
    writer.u32(Checksum.crc32c(entries))
    writer.raw(entries)
    let name = IndexFileName.inputs(identifier, part: partCount + 1)
    try directory.write(writer.bytes, as: name)
    partCount += 1
    checksum = Self.checksum(checksum, and: entries)
  }

  /// The names of all parts.
  package var fileNames: Set<String> {
    Set((0..<partCount).map { IndexFileName.inputs(identifier, part: $0 + 1) })
  }

  /// Removes the parts of all other notes: leftovers of interrupted imports, and parts that these
  /// notes replace. One that cannot be removed now is removed by the next import.
  package func removeOthers() { try? Self.removeAll(but: fileNames, in: directory) }

  /// Removes the parts in `directory` that do not belong to the commit with `userData`: all of them
  /// if those that it names are not whole, because nothing can be made of these. Only the holder of
  /// the writer's lock may call this, after that commit is durable.
  ///
  /// - Throws: ``IndexError`` of kind `storage`, after removing all of them was tried.
  package static func removeAll(
    butThoseOf userData: [String: String], in directory: IndexDirectory
  ) throws(IndexError) {
    let notes = ImportNotes(directory, namedBy: userData)
    let isWhole = try notes?.isWhole() ?? false
    try removeAll(but: isWhole ? notes?.fileNames ?? [] : [], in: directory)
  }

  /// Removes all parts in `directory` but those that `kept` names. Only the holder of the writer's
  /// lock may call this.
  ///
  /// - Throws: ``IndexError`` of kind `storage`, after removing all of them was tried.
  package static func removeAll(
    but kept: Set<String>, in directory: IndexDirectory
  ) throws(IndexError) {
    var failure: IndexError?
    for name in try directory.fileNames()
    where IndexFileName.isOfInputs(name) && !kept.contains(name) {
      do { try directory.remove(name) } catch { failure = failure ?? error }
    }
    if let failure { throw failure }
  }
}
