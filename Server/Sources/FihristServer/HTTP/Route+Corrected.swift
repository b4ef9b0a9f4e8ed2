extension Route {
  /// What was probably meant by a path that leads nowhere: the same in small letters, or without a
  /// slash at the end. Names of indexes and keys stay as they are. Nil if that
  /// leads nowhere either.
  static func corrected(_ path: String) -> String? {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    while parts.count > 2, parts.last == "" { parts.removeLast() }
    guard parts.count > 1 else { return nil }
    parts[1] = parts[1].lowercased()
    // Of the API, all but the name of an index, a field or a key.
    if parts[1] == "v1" {
      for index in [2, 4] where index < parts.count { parts[index] = parts[index].lowercased() }
    }
    let other = parts.joined(separator: "/")
    return other != path && Route(path: other) != nil ? other : nil
  }
}
