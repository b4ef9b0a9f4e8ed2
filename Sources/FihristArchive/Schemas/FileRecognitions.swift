/// What was recognized in files, each once.
struct FileRecognitions {
  /// In the order of the first file of each, at most ``limit``.
  private(set) var all: [FileRecognition] = []

  /// In how many more files something else was recognized.
  private(set) var otherFiles = 0

  private var usual: Int?

  /// Nobody reads more.
  static let limit = 20

  /// Counts a file whose members are those that all were expected to have; `text` is asked for
  /// once.
  mutating func addUsual(_ example: String, _ text: () -> String) {
    if let usual {
      all[usual].files += 1
    } else {
      usual = add(text(), example)
    }
  }

  /// Counts a file.
  ///
  /// - Returns: The index of what was recognized in it, if that is kept.
  @discardableResult mutating func add(_ text: String, _ example: String) -> Int? {
    if let index = all.firstIndex(where: { $0.text == text }) {
      all[index].files += 1
      return index
    }
    guard all.count < Self.limit else {
      otherFiles += 1
      return nil
    }
    all.append(FileRecognition(text: text, files: 1, example: example))
    return all.count - 1
  }
}
