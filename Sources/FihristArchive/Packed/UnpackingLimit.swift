/// How much may come out of one input file.
///
/// A few kilobytes can be packed so that they unpack to terabytes. Text becomes ten times smaller
/// by packing, tables of equal rows perhaps a hundred times.
final class UnpackingLimit {
  /// How many times the size of the input may be unpacked, beyond ``freeBytes``.
  static let ratio = 250

  /// So many bytes may be unpacked of any input.
  static let freeBytes = 64 << 20

  /// So many files may be in one input.
  static let memberCount = 1_000_000

  /// So many times files may be inside of each other.
  static let depth = 2

  private let input: InputStream
  private var bytes = 0
  /// How many bytes of the input these came from. A list of files at its end that was read first
  /// does not count.
  private var packed: Int
  private var members = 0

  /// Nothing was unpacked of `input` yet.
  init(_ input: InputStream) {
    self.input = input
    packed = max(input.consumed, 1)
  }

  /// Counts bytes that were unpacked.
  func add(bytes count: Int) throws(ArchiveError) {
    bytes += count
    packed = max(packed, input.consumed)
    guard bytes > Self.freeBytes, bytes / packed > Self.ratio else { return }
    throw refusal(
      "with it, \(bytes >> 20) MiB came out of the first \(packed) bytes of the input, which is "
        + "more than \(Self.ratio) times as much")
  }

  /// Counts a file that was found.
  func addMember() throws(ArchiveError) {
    members += 1
    guard members > Self.memberCount else { return }
    throw refusal("it holds more than \(Self.memberCount) files")
  }

  private func refusal(_ reason: String) -> ArchiveError {
    ArchiveError(
      .bomb, path: input.path.spelling, reason: reason,
      advice: "unpack it and name the folder if you trust it")
  }
}
