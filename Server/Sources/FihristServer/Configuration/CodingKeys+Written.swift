extension [any CodingKey] {
  /// A path as who writes a file thinks of it: `keys[0].scopes`.
  var written: String {
    reduce("") { path, key in
      if let index = key.intValue { return "\(path)[\(index)]" }
      return path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)"
    }
  }
}
