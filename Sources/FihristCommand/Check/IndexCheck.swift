import FihristFormat
import FihristStorage

/// The verification of one commit of an index: the files' checksums, and that what they say fits
/// together.
struct IndexCheck {
  /// What was found.
  struct Outcome {
    /// One line for each segment, and one for the whole.
    var lines: [String] = []
    /// What is damaged, one sentence each.
    var damages: [IndexError] = []
  }

  /// The directory of the index.
  let path: String

  /// Verifies the newest commit; a damaged segment does not keep the others from being verified.
  ///
  /// A writer may commit and remove old files meanwhile: then what seems damaged is verified again
  /// as of the newer commit.
  ///
  /// - Parameter progress: Called with the bytes that were read and all bytes.
  /// - Throws: `IndexError` if there is no commit to verify, or if the system refuses to read.
  func run(_ progress: (UInt64, UInt64) -> Void) throws(IndexError) -> Outcome {
    let directory = IndexDirectory(path: path)
    var manifest = try Manifest.newest(in: directory)
    while true {
      let outcome = try verify(manifest, directory, progress)
      guard !outcome.damages.isEmpty, let next = try? Manifest.newest(in: directory),
        next.generation > manifest.generation
      else { return outcome }
      manifest = next
    }
  }

  private func verify(
    _ manifest: Manifest, _ directory: IndexDirectory, _ progress: (UInt64, UInt64) -> Void
  ) throws(IndexError) -> Outcome {
    var outcome = Outcome()
    try checkNewest(manifest, directory, &outcome)
    let total = manifest.segments.reduce(0) { $0 + $1.byteCount }
    var done: UInt64 = 0
    var documents = 0
    for info in manifest.segments {
      let start = done
      do {
        let reader = try SegmentReader(directory: directory, info: info, schema: manifest.schema)
        try reader.verify { byteCount in
          done += UInt64(byteCount)
          progress(done, total)
        }
        outcome.lines.append(Self.line(info, "ok"))
        documents += Int(info.liveCount)
      } catch {
        guard error.kind == .damaged else { throw error }
        outcome.damages.append(error)
        outcome.lines.append(Self.line(info, "damaged: \(error.path): \(error.reason)".displayed))
      }
      done = start + info.byteCount
    }
    if outcome.damages.isEmpty {
      outcome.lines.append(
        "commit \(manifest.generation) is whole: \(Quantity.count(documents, "document")), "
          + "\(Quantity.count(manifest.segments.count, "segment")), \(Quantity.bytes(total)) read")
    }
    return outcome
  }

  /// A commit newer than the one that can be read is damaged: searches show the older.
  private func checkNewest(
    _ manifest: Manifest, _ directory: IndexDirectory, _ outcome: inout Outcome
  ) throws(IndexError) {
    let generations = try directory.fileNames().compactMap(
      IndexFileName.generation(ofManifest:))
    for generation in generations.sorted() where generation > manifest.generation {
      let name = IndexFileName.manifest(generation)
      let damage = IndexError.damaged("\(path)/\(name)", "the manifest cannot be read")
      outcome.damages.append(damage)
      outcome.lines.append(
        "commit \(generation)  damaged: \(damage.path.displayed): \(damage.reason)")
    }
  }

  private static func line(_ info: SegmentInfo, _ state: String) -> String {
    "segment \(info.number)  \(Quantity.count(info.documentCount, "document"))  "
      + "\(Quantity.bytes(info.byteCount))  \(state)"
  }
}
