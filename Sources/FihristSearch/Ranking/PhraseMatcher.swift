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
  private var columns: [PositionColumns]
  /// The terms of the phrase: their lists in the intersection and their offsets.
  private let parts: [(list: Int, offset: UInt32)]
  private let scale: UInt32
  private var starts: [UInt32] = []
  private var positions: [UInt32] = []

  /// Opens the lists of a phrase.
  ///
  /// - Returns: nil if the segment lacks a term.
  /// - Throws: ``IndexError``: `invalid` if the index keeps no positions; `damaged`.
  init?(_ item: PreparedQuery.Item, in maker: ListMaker) throws(IndexError) {
    self.maker = maker
    weight = item.weight
    scale = maker.reader.schema.scale
    let phrase = maker.query.parts[item.parts]
    var terms: [Int] = []
    for part in phrase where !terms.contains(part.term) {
      guard maker.entry(part.term).documentFrequency > 0 else { return nil }
      terms.append(part.term)
    }
    terms.sort { maker.entry($0).documentFrequency < maker.entry($1).documentFrequency }
    let boundWeight = weight * Self.boundFactor(maker.reader.schema)
    var upper = Float.leastNormalMagnitude
    let arena = maker.scratch.arena
    var lists = RankedLists(room: terms.count, in: arena)
    var columns: [PositionColumns] = []
    for term in terms {
      guard let postings = unsafe maker.postings(of: term) else { return nil }
      var list = unsafe try maker.list(of: postings, weight: boundWeight)
      guard list.scoreAll(in: maker.segment, arena) else { throw maker.reader.damagedPostings() }
      lists.append(list)
      upper = max(upper, list.upper)
      let positions = unsafe try maker.reader.positions(of: maker.entry(term), postings.pointee)
      columns.append(unsafe PositionColumns(postings, positions, in: arena))
    }
    units = 253 / upper
    for index in lists.indices {
      lists[index].quantize(units: units, factors: maker.segment.factors)
    }
    self.columns = columns
    parts = phrase.map { part in (terms.firstIndex(of: part.term) ?? 0, part.offset) }
    intersection = Intersection(
      maker.segment, lists, requiredCount: lists.count, takesLeast: true, in: maker.scratch.arena)
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
        for candidate in 0..<intersection.count {
          let frequency = try frequency(of: candidate)
          guard frequency > 0 else { continue }
          unsafe documents.append(intersection.documents[candidate])
          frequencies.append(frequency)
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

  /// How often the document of `candidate` has the phrase, in units; 0 if it does not.
  mutating func frequency(of candidate: Int) throws(DamagedPostings) -> UInt32 {
    compared += 1
    for (index, part) in parts.enumerated() {
      try readPositions(of: part.list, candidate)
      if index == 0 {
        swap(&starts, &positions)
      } else {
        keepStarts(offset: part.offset)
      }
      if starts.isEmpty { return 0 }
    }
    return UInt32(min(UInt64(starts.count) * UInt64(scale), 0xFF_FFFF))
  }

  /// Reads into ``positions`` where the term of a list stands in a candidate.
  private mutating func readPositions(of list: Int, _ candidate: Int) throws(DamagedPostings) {
    let document = unsafe intersection.documents[candidate]
    let place: Int
    if intersection.lists[list].form == .dense {
      guard let postings = unsafe intersection.lists[list].list else { throw DamagedPostings() }
      place = unsafe postings.pointee.rank(of: document)
    } else {
      place = Int(intersection.place(list, of: candidate))
    }
    try columns[list].read(place, document, into: &positions)
  }

  /// Keeps the ``starts`` behind which, by `offset`, one of ``positions`` lies. Both ascend.
  private mutating func keepStarts(offset: UInt32) {
    var kept = 0
    var next = 0
    for index in starts.indices {
      let wanted = UInt64(starts[index]) + UInt64(offset)
      while next < positions.count, UInt64(positions[next]) < wanted { next += 1 }
      if next == positions.count { break }
      if UInt64(positions[next]) == wanted {
        starts[kept] = starts[index]
        kept += 1
      }
    }
    starts.removeLast(starts.count - kept)
  }
}

/// The block of a term's positions that was read last.
@safe struct PositionColumns {
  private let list: UnsafePointer<PostingList>
  private let positions: PositionList
  private let documents: UnsafeMutablePointer<UInt32>
  private let frequencies: UnsafeMutablePointer<UInt32>
  private let excess: UnsafeMutablePointer<UInt32>?
  private let starts: UnsafeMutablePointer<UInt64>
  private var block = -1

  init(_ list: UnsafePointer<PostingList>, _ positions: PositionList, in arena: Arena) {
    unsafe self.list = list
    self.positions = positions
    unsafe documents = arena.allocate(PostingList.documentRoom)
    unsafe frequencies = arena.allocate(128)
    unsafe excess = list.pointee.shape.hasExcess ? arena.allocate(128) : nil
    unsafe starts = arena.allocate(129)
  }

  /// Reads the positions of the posting at `place`, which is that of `document`.
  mutating func read(
    _ place: Int, _ document: UInt32, into result: inout [UInt32]
  ) throws(DamagedPostings) {
    let index = place & 127
    if place >> 7 != block { try load(place >> 7) }
    guard unsafe index < list.pointee.blockLength(block), unsafe documents[index] == document else {
      throw DamagedPostings()
    }
    unsafe positions.decode(index, of: block, document: document, starts: starts, into: &result)
  }

  private mutating func load(_ number: Int) throws(DamagedPostings) {
    block = -1
    guard unsafe number >= 0 && number < list.pointee.blockCount,
      unsafe list.pointee.decodeDocuments(number, into: documents),
      unsafe list.pointee.decodeFrequencies(number, into: frequencies)
    else { throw DamagedPostings() }
    if let excess = unsafe excess, unsafe !list.pointee.decodeExcess(number, into: excess) {
      throw DamagedPostings()
    }
    guard
      unsafe positions.locate(
        number, documents: documents, frequencies: frequencies, excess: excess, into: starts)
    else { throw DamagedPostings() }
    block = number
  }
}
