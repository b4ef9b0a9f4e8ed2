import FihristFormat
import FihristStorage
import FihristTestSupport

/// A whole file: as it is, and with checksums that fit where the lengths do.
final class FileFrameBody: FuzzBody {
  private let home: TemporaryDirectory
  private static let name = "file"

  init() throws { home = try TemporaryDirectory() }

  var seeds: [[UInt8]] {
    get throws {
      try [0, 1, 30, 65_520, 65_521].map { count in
        var writer = try IndexDirectory(path: home.path).create(Self.name, kind: .keys)
        try writer.append((0..<count).map { UInt8(truncatingIfNeeded: $0) })
        _ = try writer.finish(synchronize: false)
        return try home.bytes(of: Self.name)
      }
    }
  }

  func run(_ bytes: [UInt8]) {
    look(bytes)
    var fitting = bytes
    if Self.fit(&fitting) { look(fitting) }
  }

  private func look(_ bytes: [UInt8]) {
    expectDamageAtMost {
      try home.write(bytes, to: Self.name)
      let file = try IndexDirectory(path: home.path).open(Self.name, kind: .keys)
      let count = file.byteCount
      for range in [0..<0, 0..<count, count..<count, count / 2..<count, -1..<2, 0..<count + 1] {
        expectDamageAtMost {
          let found = unsafe try file.bytes(range)
          precondition(range.lowerBound >= 0 && range.upperBound <= count)
          _ = unsafe found.reduce(0) { $0 ^ $1 }
        }
      }
      try file.verify { _ in }
      let body = unsafe try file.bytes(0..<count)
      precondition(unsafe bytes[16..<16 + count].elementsEqual(body))
    }
  }

  /// Corrects the checksums; false if the bytes have no space for them.
  private static func fit(_ bytes: inout [UInt8]) -> Bool {
    let footer = bytes.count - FileLayout.footerByteCount
    guard footer >= FileLayout.headerByteCount + FileLayout.paddingByteCount else { return false }
    let body = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[footer + $1]) << UInt64(8 * $1) }
    guard body <= UInt64(bytes.count) else { return false }
    let pages = FileLayout.pageCount(bodyByteCount: Int(body))
    let table = footer - 4 * pages
    let end = FileLayout.headerByteCount + Int(body)
    guard table >= end else { return false }
    var sums: [UInt8] = []
    for page in 0..<pages {
      let start = page * FileLayout.pageByteCount
      let sum = Checksum.crc32c(Array(bytes[start..<min(start + FileLayout.pageByteCount, end)]))
      sums += (0..<4).map { UInt8(truncatingIfNeeded: sum >> UInt32(8 * $0)) }
    }
    bytes.replaceSubrange(table..<footer, with: sums)
    let sum = Checksum.crc32c(sums)
    for index in 0..<4 {
      bytes[footer + 12 + index] = UInt8(truncatingIfNeeded: sum >> UInt32(8 * index))
    }
    return true
  }
}
