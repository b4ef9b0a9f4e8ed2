extension IndexRepair {
  /// What a repair did, or would do.
  public struct Report: Sendable, Hashable {
    /// The number of the commit from which the repair continued.
    public var source: UInt64
    /// The number of the new commit; `nil` if there is none, because nothing had to be done or this
    /// is a plan.
    public var generation: UInt64?
    /// Commits that are newer and cannot be read.
    public var unreadableCommits: [UInt64] = []
    /// Whether the manifest is damaged outside the copy that was read.
    public var isManifestAltered = false
    /// The segments that are damaged.
    public var segments: [Segment] = []
    /// Documents that are found after the repair.
    public var documents = 0
    /// The keys of documents that are lost, or may be: see ``Fate/dropped``.
    public var lostKeys: [String] = []
    /// How many other lost documents have keys that cannot be read.
    public var lostWithoutKey = 0
    /// By how many ``lostKeys`` are more than the documents that are lost, because it is not known
    /// which of them were live.
    public var surplusKeys = 0

    /// Whether nothing has to be repaired.
    public var isWhole: Bool {
      segments.isEmpty && unreadableCommits.isEmpty && !isManifestAltered
    }
    /// Documents of damaged segments that are kept.
    public var saved: Int { segments.reduce(0) { $0 + $1.saved } }
    /// The fields whose values are lost although their documents are kept, each once.
    public var lostFields: [String] { Set(segments.flatMap(\.lostFields)).sorted() }
    /// Documents that are lost.
    public var lost: Int { lostKeys.count - surplusKeys + lostWithoutKey }
  }

  /// A damaged segment.
  public struct Segment: Sendable, Hashable {
    /// Its number, as in its files' names.
    public var number: UInt64
    /// What happens to it.
    public var fate: Fate
    /// Its live documents, according to the manifest.
    public var documents: Int
    /// Those that are kept.
    public var saved: Int
    /// Its files that are damaged, with what is wrong.
    public var damage: [String]
    /// Its files that are as they were written, and have what another version made of the texts; at
    /// level `.full`.
    public var differences: [String] = []
    /// The fields whose values its documents lose, because they were in a damaged column and are
    /// not stored.
    public var lostFields: [String] = []
  }

  /// What happens to a damaged segment.
  public enum Fate: String, Sendable, Hashable {
    /// Its documents are indexed again from their stored texts.
    case indexedAgain = "indexed-again"
    /// It is written again without the documents whose stored texts cannot be read.
    case rewritten
    /// All of it is lost. If it is not known which of its documents were live, the lost keys are
    /// all that may have been.
    case dropped
  }
}
