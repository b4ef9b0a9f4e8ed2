#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Addresses of the network that begin with the same bits: one address, or a block such as
/// `10.0.0.0/8`.
public struct NetworkRange: Sendable, Hashable {
  /// The bytes of the first address: 4 or 16.
  let bytes: [UInt8]
  /// How many bits are the same.
  let bits: Int

  /// Reads an address, or an address and a number of bits; nil if the text is something else.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let bytes = Self.bytes(of: String(parts[0])) else { return nil }
    self.bytes = bytes
    guard parts.count == 2 else {
      bits = bytes.count * 8
      return
    }
    guard let bits = Int(parts[1]), (0...bytes.count * 8).contains(bits) else { return nil }
    self.bits = bits
  }

  /// The bytes of an address; one of version 4 that is written as one of version 6 has 4.
  static func bytes(of address: String) -> [UInt8]? {
    var four = in_addr()
    if inet_pton(AF_INET, address, &four) == 1 { return withUnsafeBytes(of: &four) { Array($0) } }
    var six = in6_addr()
    guard inet_pton(AF_INET6, address, &six) == 1 else { return nil }
    let bytes = withUnsafeBytes(of: &six) { Array($0) }
    let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
    return bytes.starts(with: mapped) ? Array(bytes.dropFirst(12)) : bytes
  }

  /// Whether an address is one of these.
  func contains(_ address: [UInt8]) -> Bool {
    guard address.count == bytes.count else { return false }
    return address.indices.allSatisfy { index in
      let shared = min(8, max(0, bits - index * 8))
      let mask = UInt8(truncatingIfNeeded: 0xFF00 >> shared)
      return (address[index] ^ bytes[index]) & mask == 0
    }
  }
}
