/// The names of a commit's files in another directory.
struct CommitPlan {
  /// The manifest of the copy.
  private(set) var manifest: Manifest

  /// The copy keeps all names: the directory is empty.
  init(_ manifest: Manifest) { self.manifest = manifest }

  /// The copy becomes the next commit in `directory`: its numbers are above all numbers used there,
  /// also by manifests that cannot be read.
  ///
  /// - Throws: `IndexError`: `storage`, or `invalid` if no numbers are left.
  init(_ manifest: Manifest, following directory: IndexDirectory) throws(IndexError) {
    let used = try UsedNumbers(in: directory, forSegments: manifest.segments.count)
    var segment = used.segment
    self.manifest = manifest
    self.manifest.generation = used.generation + 1
    self.manifest.nextSegment = segment + UInt64(manifest.segments.count) + 1
    for index in manifest.segments.indices {
      segment += 1
      rename(index, number: segment)
    }
  }

  private mutating func rename(_ index: Int, number: UInt64) {
    var info = manifest.segments[index]
    info.number = number
    for kind in info.files.kinds {
      info.files[kind]?.name =
        kind == .live
        ? IndexFileName.live(segment: number, generation: manifest.generation)
        : IndexFileName.segment(number, kind)
    }
    manifest.segments[index] = info
  }

  /// The new summary of a file of the commit that this plan was made for.
  func summary(of file: CommitFiles.File) -> FileSummary {
    manifest.segments[file.segment].files[file.kind] ?? file.file.summary
  }
}
