/// Under which names a commit's files come to lie in another directory.
struct CommitPlan {
  /// The manifest of the copy.
  private(set) var manifest: Manifest

  /// The copy keeps all names: the directory is empty.
  init(_ manifest: Manifest) { self.manifest = manifest }

  /// The copy follows what is in `directory`, as its next commit: its numbers are above all that were
  /// used there, also by manifests that cannot be read.
  ///
  /// - Throws: `IndexError`: `storage`, or `invalid` if there are no numbers left.
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
    for (place, kind) in SegmentReader.fileKinds(manifest.schema).enumerated() {
      info.files[place].name = IndexFileName.segment(number, kind)
    }
    info.live?.name = IndexFileName.live(segment: number, generation: manifest.generation)
    manifest.segments[index] = info
  }

  /// What becomes of a file.
  func summary(of file: CommitFiles.File) -> FileSummary {
    let segment = manifest.segments[file.segment]
    if file.kind == .live, let live = segment.live { return live }
    let place = SegmentReader.fileKinds(manifest.schema).firstIndex(of: file.kind) ?? 0
    return segment.files[place]
  }
}
