/// How addresses name documents.
enum KeyAddress {
  /// The end of a path that names the document of `key`; nil if clients or proxies would change it
  /// on its way.
  ///
  /// They resolve parts of one dot or two, even those written with percent signs, and some join
  /// slashes. Such a key goes into the parameter `key`, which takes every key.
  static func path(_ key: String) -> String? {
    // By bytes: a mark behind a slash is one character with it.
    let parts = key.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let resolved = [".", ".."].map { Array($0.utf8) }
    guard parts.allSatisfy({ !$0.isEmpty && !resolved.contains(Array($0)) }) else { return nil }
    return Percent.encoded(key, keepsSlashes: true)
  }
}
