/// The files of one commit, open: their bytes stay readable even if a writer removes the files.
struct CommitFiles {
  /// One of them.
  struct File {
    /// The index of its segment in the manifest.
    let segment: Int
    let kind: FileKind
    let file: CheckedFile
  }

  let directory: IndexDirectory
  let manifest: Manifest
  /// The files of the segments; the manifest is not among them.
  let files: [File]

  /// Bytes of ``files``.
  var byteCount: UInt64 { files.reduce(0) { $0 + $1.file.summary.byteCount } }

  /// Opens the newest commit in `directory`.
  ///
  /// - Throws: `IndexError`: `notFound`, `damaged`, `unsupported` or `storage`.
  static func newest(in directory: IndexDirectory) throws(IndexError) -> CommitFiles {
    try Manifest.withNewest(in: directory) { (manifest) throws(IndexError) in
      try CommitFiles(directory, manifest)
    }
  }

  private init(_ directory: IndexDirectory, _ manifest: Manifest) throws(IndexError) {
    self.directory = directory
    self.manifest = manifest
    var files: [File] = []
    for (index, segment) in manifest.segments.enumerated() {
      for element in segment.files {
        let file = try directory.open(element.file, kind: element.kind)
        files.append(File(segment: index, kind: element.kind, file: file))
      }
    }
    self.files = files
  }
}
