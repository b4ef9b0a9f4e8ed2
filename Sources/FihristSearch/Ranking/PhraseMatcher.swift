internal import FihristFormat
internal import FihristKernels
internal import FihristStorage

/// Counts how often documents have a phrase: intersects the lists of its terms and compares positions.
@safe struct PhraseMatcher {
  /// What the candidates are.
  var intersection: Intersection
  /// The item's weight.
  let weight: Float
  /// How many units a score of 1 has in the bounds of ``intersection``.
  let units: Float
  /// How many candidates' positions were compared.
  private(set) var compared = 0

  private let maker: ListMaker
  /// The blocks read last, for each list of the intersection.
  private let columns: UnsafeMutablePointer<PositionColumns>
  /// The terms of the phrase, the rarest first.
  private var parts: Row<Part>
  /// A term of the phrase.
  private struct Part {
    /// Which list of the intersection it has.
    var list: Int
    var isDense: Bool
    /// How many positions behind the first term it stands.
    var offset: UInt32
  }

  private let scale: UInt32
  /// The packed positions of ``parts``, a row for each candidate of a batch.
  private let runs: UnsafeMutablePointer<fihrist_position_run>
  /// The documents of the candidates of a batch.
  private let documents: UnsafeMutablePointer<UInt32>
  /// Where the list of a term has the postings of these documents.
  private let places: UnsafeMutablePointer<UInt32>
  /// The numbers in the batch of candidates that may still have the phrase.
  private let open: UnsafeMutablePointer<Int>
  /// What ``frequencies(of:count:)`` returns.
  private let found: UnsafeMutablePointer<UInt32>

  /// Candidates that are compared at once, at most.
  static let batch = 128

  /// Opens the lists of a phrase.
  ///
  /// - Parameter isComplete: Whether all documents are wanted and not the best alone.
  /// - Returns: nil if the segment lacks a term.
  /// - Throws: ``IndexError``: `invalid` if the index keeps no positions; `damaged`.
  init?(
    _ item: SearchPlan.Item, in maker: ListMaker, isComplete: Bool
  ) throws(IndexError) {
    self.maker = maker
    weight = item.weight
    scale = maker.reader.schema.scale
    let phrase = maker.query.parts
    var terms: [Int] = []
    for part in item.parts where !terms.contains(phrase[part].term) {
      guard maker.entry(phrase[part].term).documentFrequency > 0 else { return nil }
      terms.append(phrase[part].term)
    }
    terms.sort { maker.entry($0).documentFrequency < maker.entry($1).documentFrequency }
    let boundWeight = weight * Self.boundFactor(maker.reader.schema)
    var upper = Float.leastNormalMagnitude
    let arena = maker.scratch.arena
    var lists = Row<RankedList>(room: terms.count, in: arena)
    for term in terms {
      guard let postings = unsafe maker.postings(of: term) else { return nil }
      var list = unsafe try maker.list(of: postings, weight: boundWeight)
      guard list.scoreAll(in: maker.segment, arena) else { throw maker.reader.damagedPostings() }
      lists.append(list)
      upper = max(upper, list.upper)
    }
    units = 253 / upper
    for index in lists.indices {
      lists[index].quantize(units: units, factors: maker.segment.factors)
    }
    parts = Row(room: item.parts.count, in: arena)
    for part in item.parts {
      let list = terms.firstIndex(of: phrase[part].term) ?? 0
      parts.append(
        Part(list: list, isDense: lists[list].form == .dense, offset: phrase[part].offset))
    }
    parts.sort { $0.list < $1.list }
    unsafe runs = arena.allocate(Self.batch * parts.count)
    unsafe documents = arena.allocate(Self.batch)
    unsafe places = arena.allocate(Self.batch)
    unsafe open = arena.allocate(Self.batch)
    unsafe found = arena.allocate(Intersection.chunkLength)
    intersection = Intersection(
      maker.segment, lists, requiredCount: lists.count, takesLeast: true, units: units,
      isComplete: isComplete, maker.scratch)
    unsafe columns = try Self.columns(of: terms, intersection, maker)
  }

  /// Opens the positions of each list of the intersection.
  private static func columns(
    of terms: [Int], _ intersection: Intersection, _ maker: ListMaker
  ) throws(IndexError) -> UnsafeMutablePointer<PositionColumns> {
    let arena = maker.scratch.arena
    let columns: UnsafeMutablePointer<PositionColumns> = unsafe arena.allocate(terms.count)
    for (index, term) in terms.enumerated() {
      guard let list = unsafe maker.postings(of: term) else { continue }
      let positions = unsafe try maker.reader.positions(of: maker.entry(term), list.pointee)
      unsafe (columns + index).initialize(
        to: PositionColumns(
          list, positions, documents: intersection.decodedDocuments(index), in: arena))
    }
    return unsafe columns
  }

  /// By how much a phrase's frequency may exceed those of its terms: it counts `scale` units for each
  /// occurrence, a field of boost below 1 fewer. (The tf part grows by less than the frequency.)
  private static func boundFactor(_ schema: Schema) -> Float {
    let least = schema.indexedFields.map { schema.units[$0] }.min() ?? schema.scale
    return max(1, Float(schema.scale) / Float(max(1, least)))
  }

  /// Finds all documents with the phrase; nil if there are none.
  mutating func list() throws(IndexError) -> RankedList? {
    var documents: [UInt32] = []
    var frequencies: [UInt32] = []
    do throws(DamagedPostings) {
      while try intersection.next() {
        let count = intersection.count
        let found = unsafe try self.frequencies(of: maker.scratch.numbers, count: count)
        for candidate in 0..<count where unsafe found[candidate] > 0 {
          unsafe documents.append(intersection.documents[candidate])
          unsafe frequencies.append(found[candidate])
        }
      }
    } catch {
      throw maker.reader.damagedPostings()
    }
    let count = documents.count
    guard count > 0 else { return nil }
    let arena = maker.scratch.arena
    let padded = (count + 127) & ~127
    let columns: UnsafeMutablePointer<UInt32> = unsafe arena.allocate(2 * padded)
    unsafe columns.update(repeating: RankedList.padding, count: 2 * padded)
    unsafe columns.update(from: documents, count: count)
    unsafe (columns + padded).update(from: frequencies, count: count)
    return unsafe RankedList(
      decoded: columns, frequencies: columns + padded, count: count, weight: weight,
      upper: weight * (1 + 1e-5), list: nil, in: arena)
  }

  /// How often the documents of `count` candidates have the phrase, in units; 0 where they do not. Valid
  /// until the next call.
  ///
  /// - Parameter candidates: Their numbers, ascending: neighbours share blocks.
  mutating func frequencies(
    of candidates: UnsafePointer<UInt32>, count: Int
  ) throws(DamagedPostings) -> UnsafePointer<UInt32> {
    compared += count
    for start in stride(from: 0, to: count, by: Self.batch) {
      let length = min(Self.batch, count - start)
      unsafe try countBatch(candidates + start, length, into: found + start)
    }
    return unsafe UnsafePointer(found)
  }

  /// Counts the phrase in the documents of a batch of candidates.
  ///
  /// Term by term: the positions of all candidates are on their way from memory before the first are
  /// compared, and what lacks the rarest terms is not looked up in the lists of the others.
  private func countBatch(
    _ candidates: UnsafePointer<UInt32>, _ count: Int, into found: UnsafeMutablePointer<UInt32>
  ) throws(DamagedPostings) {
    for number in 0..<count {
      unsafe open[number] = number
      unsafe found[number] = 0
      unsafe documents[number] = intersection.documents[Int(candidates[number])]
    }
    var left = count
    for index in parts.indices where left > 0 {
      unsafe try locate(index, candidates, left)
      // A document that lacks the rarest 2, 4, 8… terms at their places need not have the others' blocks read.
      let terms = index + 1
      guard terms == parts.count || terms & index == 0 && terms > 1 else { continue }
      left = unsafe compare(terms, left, into: found)
    }
  }

  /// Finds the positions of a term in each of the first `count` candidates of ``open``.
  private func locate(
    _ index: Int, _ candidates: UnsafePointer<UInt32>, _ count: Int
  ) throws(DamagedPostings) {
    let part = parts[index]
    let column = unsafe columns + part.list
    for next in 0..<count {
      let number = unsafe open[next]
      unsafe places[number] =
        part.isDense
        ? UInt32(truncatingIfNeeded: column.pointee.list.pointee.rank(of: documents[number]))
        : intersection.place(part.list, of: Int(candidates[number]))
    }
    unsafe try column.pointee.locate(
      open, count: count, documents, places, offset: part.offset, into: runs + index,
      stride: parts.count)
  }

  /// Counts the phrase of the first `terms` terms in the first `count` candidates of ``open``.
  ///
  /// - Returns: How many have it; they come first.
  private func compare(
    _ terms: Int, _ count: Int, into found: UnsafeMutablePointer<UInt32>
  ) -> Int {
    var kept = 0
    for next in 0..<count {
      let number = unsafe open[next]
      let row = unsafe runs + number * parts.count
      let width = unsafe columns.pointee.width(of: documents[number])
      let times = unsafe fihrist_phrase_occurrences(row, terms, width)
      unsafe open[kept] = number
      kept += times > 0 ? 1 : 0
      guard terms == parts.count else { continue }
      unsafe found[number] = UInt32(min(UInt64(times) * UInt64(scale), 0xFF_FFFF))
    }
    return kept
  }
}
