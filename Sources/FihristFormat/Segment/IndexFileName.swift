package import FihristStorage

/// How the files of an index are named.
package enum IndexFileName {
  /// `manifest-0000000007`: the manifest of commit 7.
  package static func manifest(_ generation: UInt64) -> String { "manifest-" + padded(generation) }

  /// The commit that `name` is the manifest of, or nil if it is another file.
  package static func generation(ofManifest name: String) -> UInt64? {
    let prefix = "manifest-"
    guard name.hasPrefix(prefix) else { return nil }
    let digits = name.dropFirst(prefix.count)
    guard digits.utf8.count >= 10, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
      let generation = UInt64(digits), manifest(generation) == name
    else { return nil }
    return generation
  }

  /// `seg-0000000003.terms`: the file of `kind` of segment 3.
  package static func segment(_ number: UInt64, _ kind: FileKind) -> String {
    "seg-" + padded(number) + "." + kind.suffix
  }

  /// `seg-0000000003-g5.live`: the live documents of segment 3 as of commit 5.
  package static func live(segment number: UInt64, generation: UInt64) -> String {
    "seg-\(padded(number))-g\(generation).live"
  }

  /// The prefix of the names of all files of segment `number`, and of no others.
  package static func segmentPrefix(_ number: UInt64) -> String { "seg-" + padded(number) }

  /// The number of the segment that `name` is a file of, or nil if it is another file.
  package static func segmentNumber(of name: String) -> UInt64? {
    guard belongsToIndex(name), name.hasPrefix("seg-") else { return nil }
    return UInt64(name.dropFirst(4).prefix { $0 >= "0" && $0 <= "9" })
  }

  /// Whether `name` is that of live documents of segment `number`.
  package static func isLive(_ name: String, ofSegment number: UInt64) -> Bool {
    let prefix = segmentPrefix(number) + "-g"
    guard name.hasPrefix(prefix), name.hasSuffix(".live") else { return false }
    let digits = name.dropFirst(prefix.count).dropLast(5)
    return UInt64(digits).map { live(segment: number, generation: $0) == name } ?? false
  }

  /// Whether `name` is that of a file of any segment.
  package static func isOfSegment(_ name: String) -> Bool {
    name.hasPrefix("seg-") && belongsToIndex(name)
  }

  /// Whether `name` is of a form that belongs to an index, and may be removed when nothing needs
  /// it.
  package static func belongsToIndex(_ name: String) -> Bool {
    if generation(ofManifest: name) != nil { return true }
    if name.hasPrefix("manifest-") { return name.hasSuffix(".tmp") }
    guard name.hasPrefix("seg-") else { return false }
    return (FileKind.ofSegment + [.live]).contains { name.hasSuffix("." + $0.suffix) }
  }

  /// `inputs-5f0c…-3`: the third part of what is known about the files that an import has read.
  ///
  /// The user data of a commit names the parts, so they do not belong to the index: who wrote them
  /// removes them.
  package static func inputs(_ identifier: String, part: Int) -> String {
    "inputs-\(identifier)-\(part)"
  }

  /// Whether `name` is of the form of ``inputs(_:part:)``.
  package static func isOfInputs(_ name: String) -> Bool {
    let pieces = name.split(separator: "-", omittingEmptySubsequences: false)
    guard pieces.count == 3, pieces[0] == "inputs", pieces[1].utf8.count == 16,
      pieces[1].allSatisfy(\.isHexDigit), let part = Int(pieces[2])
    else { return false }
    return inputs(String(pieces[1]), part: part) == name
  }

  private static func padded(_ number: UInt64) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 10 - digits.utf8.count)) + digits
  }
}
