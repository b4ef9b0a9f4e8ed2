internal import FihristFormat
internal import FihristKernels
internal import FihristStorage

/// Counts how often documents have a phrase: walks the documents that have all of its terms and
/// compares positions.
struct PhraseMatcher {
  /// The walk over the candidates.
  var walk: PhraseWalk
  /// The item's weight.
  let weight: Float
  /// How many units a score of 1 has in the bounds of the candidates.
  let units: Float
  /// How many candidates' positions were compared.
  private(set) var compared = 0

  private let opener: ListOpener
  /// The blocks read last, for each list of the walk.
  private let columns: Row<PositionColumns>
  /// The terms of the phrase, the rarest first.
  let parts: Row<Part>
  private let scale: UInt32
  /// The packed positions of ``parts``, for each candidate of a batch.
  let runs: PositionRuns
  /// The documents of the candidates of a batch.
  let documents: Column<UInt32>
  /// The index in a term's list of the posting of each of these documents.
  private let postings: Column<UInt32>
  /// The numbers in the batch of candidates that may still have the phrase.
  let open: Column<Int>
  /// What ``frequencies(of:count:)`` returns.
  private let found: Column<UInt32>

  /// A term of the phrase.
  struct Part {
    /// The index of its list in the walk.
    var list: Int
    var isDense: Bool
    /// How many terms are before it in the phrase.
    var number: Int
    /// Its distance from the first term, in positions.
    var offset: UInt32
  }

  /// The most candidates that are compared at once.
  static let batch = 128

  /// Opens the lists of a phrase.
  ///
  /// - Parameter isComplete: Whether all documents are wanted, not only the best.
  /// - Returns: nil if the segment lacks a term.
  /// - Throws: ``IndexError``: `invalid` if the index keeps no positions; `damaged`.
  init?(
    _ item: PlannedItems.Item, in opener: ListOpener, isComplete: Bool
  ) throws(IndexError) {
    var phrase = Row<PlannedItems.Part>(capacity: item.parts.count, in: opener.scratch.arena)
    for part in item.parts { phrase.append(opener.query.parts[part]) }
    try self.init(phrase, weight: item.weight, in: opener, isComplete: isComplete)
  }

  /// Opens the lists of the terms of `phrase`.
  init?(
    _ phrase: Row<PlannedItems.Part>, weight: Float, in opener: ListOpener, isComplete: Bool
  ) throws(IndexError) {
    guard let terms = Self.terms(of: phrase, in: opener) else { return nil }
    self.opener = opener
    self.weight = weight
    let schema = opener.reader.schema
    scale = schema.scale
    let cursors = try Self.cursors(
      of: terms, weight: weight * Self.boundFactor(schema), in: opener)
    var upper = Float.leastNormalMagnitude
    for index in cursors.indices { upper = max(upper, cursors[index].upper) }
    units = 253 / upper
    for index in cursors.indices {
      cursors[index].quantize(units: units, factors: opener.segment.factors)
    }
    let arena = opener.scratch.arena
    parts = Self.parts(of: phrase, terms, cursors, in: arena)
    runs = PositionRuns(termCount: parts.count, candidateCount: Self.batch, in: arena)
    documents = arena.allocate(Self.batch)
    postings = arena.allocate(Self.batch)
    open = arena.allocate(Self.batch)
    found = arena.allocate(Candidates.capacity)
    walk = PhraseWalk(
      opener.segment, cursors: cursors, isComplete: isComplete, scratch: opener.scratch)
    columns = try Self.columns(of: terms, walk, in: opener)
  }

  /// The distinct terms of a phrase, the rarest first; nil if the segment lacks one.
  private static func terms(of phrase: Row<PlannedItems.Part>, in opener: ListOpener) -> [Int]? {
    var terms: [Int] = []
    for part in phrase.indices where !terms.contains(phrase[part].term) {
      guard opener.entry(phrase[part].term).documentFrequency > 0 else { return nil }
      terms.append(phrase[part].term)
    }
    terms.sort { opener.entry($0).documentFrequency < opener.entry($1).documentFrequency }
    return terms
  }

  /// The cursors of terms that the segment has, the decoded ones scored.
  private static func cursors(
    of terms: [Int], weight: Float, in opener: ListOpener
  ) throws(IndexError) -> Row<ItemCursor> {
    let arena = opener.scratch.arena
    var cursors = Row<ItemCursor>(capacity: terms.count, in: arena)
    for term in terms {
      guard let list = opener.list(of: term) else { continue }
      let cursor = try opener.cursor(of: list, weight: weight)
      do throws(DamagedPostings) {
        try cursor.scoreExactly(in: opener.segment, arena)
      } catch {
        throw opener.reader.damagedPostings()
      }
      cursors.append(cursor)
    }
    return cursors
  }

  /// The terms of the phrase by the order of their lists.
  private static func parts(
    of phrase: Row<PlannedItems.Part>, _ terms: [Int], _ cursors: Row<ItemCursor>,
    in arena: Arena
  ) -> Row<Part> {
    var parts = Row<Part>(capacity: phrase.count, in: arena)
    for number in phrase.indices {
      let list = terms.firstIndex(of: phrase[number].term) ?? 0
      parts.append(
        Part(
          list: list, isDense: cursors[list].isDense, number: number,
          offset: phrase[number].offset))
    }
    parts.sort { $0.list < $1.list }
    return parts
  }

  /// Opens the positions of each list of the walk.
  private static func columns(
    of terms: [Int], _ walk: PhraseWalk, in opener: ListOpener
  ) throws(IndexError) -> Row<PositionColumns> {
    let arena = opener.scratch.arena
    var columns = Row<PositionColumns>(capacity: terms.count, in: arena)
    for (index, term) in terms.enumerated() {
      guard let list = opener.list(of: term) else { continue }
      let positions = try opener.reader.positions(of: opener.entry(term), list.postings)
      columns.append(
        PositionColumns(list, positions, documents: walk.lists[index].documents, in: arena))
    }
    return columns
  }

  /// By what factor a phrase's frequency may exceed those of its terms: a phrase counts `scale`
  /// units for each occurrence, a term in a field of boost below 1 fewer. (The tf part grows by
  /// less than the frequency.)
  private static func boundFactor(_ schema: Schema) -> Float {
    let least = schema.indexedFields.map { schema.units[$0] }.min() ?? schema.scale
    return max(1, Float(schema.scale) / Float(max(1, least)))
  }
}

extension PhraseMatcher {
  /// Finds all documents with the phrase; nil if there are none. If the search has to stop, the
  /// documents found so far.
  mutating func cursor() throws(IndexError) -> ExactCursor? {
    var documents: [UInt32] = []
    var frequencies: [UInt32] = []
    do throws(DamagedPostings) {
      while !opener.scratch.stop.isReached(), try walk.next() {
        let count = walk.candidates.count
        let found = try self.frequencies(of: opener.scratch.numbers, count: count)
        for candidate in 0..<count where found[candidate] > 0 {
          documents.append(walk.candidates.documents[candidate])
          frequencies.append(found[candidate])
        }
      }
    } catch {
      throw opener.reader.damagedPostings()
    }
    let count = documents.count
    guard count > 0 else { return nil }
    let arena = opener.scratch.arena
    let padded = (count + 127) & ~127
    let columns: Column<UInt32> = arena.allocate(2 * padded)
    columns.fill(0..<2 * padded, with: ExactCursor.padding)
    for index in 0..<count {
      columns[index] = documents[index]
      columns[padded + index] = frequencies[index]
    }
    return ExactCursor(
      documents: columns[0..<padded], frequencies: columns.suffix(from: padded), count: count,
      weight: weight, upper: weight * SoundnessFactor.up, list: nil, in: arena)
  }

  /// How often the documents of candidates have the phrase, in units; 0 where they do not. Valid
  /// until the next call.
  ///
  /// - Parameter candidates: Their numbers, ascending: neighbours share blocks. `count` are read.
  mutating func frequencies(
    of candidates: Column<UInt32>, count: Int
  ) throws(DamagedPostings) -> Column<UInt32> {
    compared += count
    for start in stride(from: 0, to: count, by: Self.batch) {
      let length = min(Self.batch, count - start)
      try countBatch(candidates.suffix(from: start), count: length, into: found.suffix(from: start))
    }
    return found
  }

  /// Counts the phrase in the documents of a batch of candidates.
  ///
  /// Term by term: the positions of all candidates are being fetched from memory before the first
  /// are compared, and candidates without the rarest terms are not looked up in the other lists.
  private func countBatch(
    _ candidates: Column<UInt32>, count: Int, into found: Column<UInt32>
  ) throws(DamagedPostings) {
    start(candidates, count: count)
    found.fill(0..<count, with: 0)
    var left = count
    for index in parts.indices where left > 0 {
      try locate(index, in: candidates, count: left)
      // A document that lacks the rarest 2, 4, 8… terms at their positions need not have the
      // others' blocks read.
      let terms = index + 1
      guard terms == parts.count || terms & index == 0 && terms > 1 else { continue }
      left = compare(terms: terms, count: left, into: found)
    }
  }

  /// Starts a batch: all `count` candidates are ``open``.
  func start(_ candidates: Column<UInt32>, count: Int) {
    for number in 0..<count {
      open[number] = number
      documents[number] = walk.candidates.documents[Int(candidates[number])]
    }
  }

  /// The bits of a position in `document`, which is one of the batch.
  @inline(__always)
  func width(of document: UInt32) -> UInt32 { columns[0].width(of: document) }

  /// Finds the positions of a term in each of the first `count` candidates of ``open``.
  func locate(
    _ index: Int, in candidates: Column<UInt32>, count: Int
  ) throws(DamagedPostings) {
    let part = parts[index]
    for next in 0..<count {
      let number = open[next]
      postings[number] =
        part.isDense
        ? UInt32(truncatingIfNeeded: columns[part.list].list.postings.rank(of: documents[number]))
        : walk.candidates.posting(in: part.list, of: Int(candidates[number]))
    }
    try columns[part.list].locate(
      open, count: count, documents: documents, postings: postings, offset: part.offset,
      term: index, into: runs)
  }

  /// Counts the phrase of the first `terms` terms in the first `count` candidates of ``open``.
  ///
  /// - Returns: How many have it; they come first.
  private func compare(terms: Int, count: Int, into found: Column<UInt32>) -> Int {
    var kept = 0
    for next in 0..<count {
      let number = open[next]
      let width = width(of: documents[number])
      let times = runs.occurrences(in: number, terms: terms, width: width)
      open[kept] = number
      kept += times > 0 ? 1 : 0
      guard terms == parts.count else { continue }
      found[number] = UInt32(min(UInt64(times) * UInt64(scale), 0xFF_FFFF))
    }
    return kept
  }
}
