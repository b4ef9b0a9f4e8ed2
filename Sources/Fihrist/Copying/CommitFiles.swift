/// The files of one commit, open: their bytes stay readable whatever a writer removes meanwhile.
struct CommitFiles {
  /// One of them.
  struct File {
    /// The place of its segment in the manifest.
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
      for (summary, kind) in zip(segment.files, SegmentReader.fileKinds(manifest.schema)) {
        let file = try directory.open(summary, kind: kind)
        files.append(File(segment: index, kind: kind, file: file))
      }
      if let live = segment.live {
        let file = try directory.open(live, kind: .live)
        files.append(File(segment: index, kind: .live, file: file))
      }
    }
    self.files = files
  }
}
