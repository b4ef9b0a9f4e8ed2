/// A file that pages refer to, named after its contents, so that browsers may keep it for ever.
struct PageAsset: Sendable {
  let name: String
  let kind: Answer.Kind
  let bytes: [UInt8]

  private init(_ stem: String, _ suffix: String, _ kind: Answer.Kind, _ bytes: [UInt8]) {
    name = "\(stem)-\(SHA256(bytes).text.prefix(12)).\(suffix)"
    (self.kind, self.bytes) = (kind, bytes)
  }

  static let style = PageAsset("fihrist", "css", .style, PackageResources.fihrist_css)
  static let script = PageAsset("fihrist", "js", .script, PackageResources.fihrist_js)
  static let icon = PageAsset("fihrist", "svg", .icon, PackageResources.fihrist_svg)
  static let all = [style, script, icon]
}
