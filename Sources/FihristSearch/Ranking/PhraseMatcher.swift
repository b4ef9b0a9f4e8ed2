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
  /// The terms of the phrase.
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
  /// The packed positions of each of ``parts`` in one document.
  private let runs: UnsafeMutablePointer<fihrist_position_run>

  /// Opens the lists of a phrase.
  ///
  /// - Parameter isComplete: Whether all documents are wanted and not the best alone.
  /// - Returns: nil if the segment lacks a term.
  /// - Throws: ``IndexError``: `invalid` if the index keeps no positions; `damaged`.
  init?(
    _ item: PreparedQuery.Item, in maker: ListMaker, isComplete: Bool
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
    unsafe runs = arena.allocate(parts.count)
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
    let document = unsafe intersection.documents[candidate]
    let width = unsafe columns.pointee.width(of: document)
    var found: UInt32 = 0
    for index in parts.indices {
      let part = parts[index]
      let column = unsafe columns + part.list
      let place =
        part.isDense
        ? unsafe column.pointee.list.pointee.rank(of: document)
        : Int(intersection.place(part.list, of: candidate))
      unsafe runs[index] = try column.pointee.run(place, document, offset: part.offset)
      // A document that lacks the first 2, 4, 8… terms in a row need not have the others' blocks read.
      let count = index + 1
      guard count == parts.count || count & index == 0 && count > 1 else { continue }
      found = unsafe fihrist_phrase_occurrences(runs, count, width)
      if found == 0 { return 0 }
    }
    return UInt32(min(UInt64(found) * UInt64(scale), 0xFF_FFFF))
  }
}
