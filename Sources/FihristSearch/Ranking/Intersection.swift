internal import FihristFormat
internal import FihristKernels

/// Walks the documents that several lists have in common, a chunk at a time, with bounds of their
/// scores and the places of their postings.
///
/// The first list drives: its documents are the candidates, which each further list thins out.
@safe struct Intersection {
  /// Candidates of a chunk at most.
  static let chunkLength = 4096
  /// Candidates of the first chunk of those that double.
  private static let firstChunkLength = 2048

  let segment: SegmentView
  /// The lists; documents must have those before ``requiredCount``.
  let lists: Row<RankedList>
  let requiredCount: Int
  /// Whether bounds are the least of the lists' bounds, as for phrases, and not their sum.
  let takesLeast: Bool

  /// The candidates left.
  private(set) var count = 0
  /// The documents of the candidates, ascending.
  let documents: UnsafeMutablePointer<UInt32>
  /// Which candidate of the driving list each was.
  let origins: UnsafeMutablePointer<UInt32>
  /// The bound of each, in units; 0 up to the next multiple of 64.
  let values: UnsafeMutablePointer<UInt8>
  private(set) var decodedPostings = 0

  /// For each list that is not dense and does not drive, the places of postings by origin.
  private let places: UnsafeMutablePointer<UInt32>
  private let matched: UnsafeMutablePointer<UInt32>
  private let matchedPlaces: UnsafeMutablePointer<UInt32>
  private let block: UnsafeMutablePointer<UInt32>
  /// For phrases, whose positions are looked for afterwards: the documents of each list's blocks that were
  /// decoded, each at its place; nil for dense lists.
  private let decoded: UnsafeMutablePointer<UnsafeMutablePointer<UInt32>?>?
  /// How far each list was read: in postings if it is decoded or drives, in blocks else; in groups of
  /// documents if it drives and is dense.
  private let progress: UnsafeMutablePointer<Int>
  /// For each list, the most that those behind it, and all decoded ones, can add to a bound.
  private let rests: UnsafeMutablePointer<Int>
  /// Candidates of the next chunk: few at first, so that a threshold is known for most.
  private var chunk: Int
  /// How many lists drive: the first, or all dense ones up to the first other.
  private let driverCount: Int
  /// Dense lists that drive: their codes, and tables that make 1 of every code.
  private let nibbles: UnsafeMutablePointer<UnsafePointer<UInt8>?>
  private let presence: UnsafeMutablePointer<UInt8>

  /// Where the driving list has the posting of origin 0.
  private var firstPlace = 0
  /// The numbers from 0 on, ``chunkLength`` of them.
  private let numbers: UnsafePointer<UInt32>

  /// The place of an optional list that does not have a document.
  static let nowhere = UInt32.max

  /// - Parameters:
  ///   - units: How many units a score of 1 has in the lists' bounds.
  ///   - isComplete: Whether ``next(reaching:)`` is asked for all candidates each time.
  init(
    _ segment: SegmentView, _ lists: Row<RankedList>, requiredCount: Int,
    takesLeast: Bool, units: Float, isComplete: Bool, _ scratch: RankingScratch
  ) {
    let arena = scratch.arena
    unsafe numbers = unsafe UnsafePointer(scratch.numbers)
    self.segment = segment
    self.lists = lists
    self.requiredCount = requiredCount
    self.takesLeast = takesLeast
    let room = Self.chunkLength + PostingList.documentRoom
    unsafe documents = arena.allocate(room)
    unsafe origins = arena.allocate(room)
    unsafe values = arena.allocate(room + 64)
    unsafe matched = arena.allocate(room)
    unsafe matchedPlaces = arena.allocate(room)
    unsafe block = arena.allocate(PostingList.documentRoom)
    unsafe decoded = takesLeast ? Self.roomForDocuments(of: lists, in: arena) : nil
    unsafe places = arena.allocate(Self.chunkLength * lists.count)
    unsafe rests = Self.rests(of: lists, takesLeast: takesLeast, units: units, in: arena)
    // Whole blocks, and no more than a window: small windows are how tests see many chunks.
    let first = min(Self.firstChunkLength, max(128, segment.windowLength & ~127))
    chunk = isComplete ? Self.chunkLength : first
    unsafe progress = arena.allocate(lists.count)
    unsafe progress.update(repeating: 0, count: lists.count)
    let dense = (0..<requiredCount).prefix { lists[$0].form == .dense }.count
    driverCount = max(1, dense)
    unsafe nibbles = arena.allocate(driverCount)
    unsafe presence = arena.allocate(16 * driverCount)
    for byte in 0..<16 * driverCount { unsafe presence[byte] = byte % 16 == 0 ? 0 : 1 }
  }

  private static func rests(
    of lists: Row<RankedList>, takesLeast: Bool, units: Float, in arena: Arena
  ) -> UnsafeMutablePointer<Int> {
    let rests: UnsafeMutablePointer<Int> = unsafe arena.allocate(lists.count)
    // What only takes the least can only fall.
    unsafe rests.update(repeating: 0, count: lists.count)
    guard !takesLeast else { return unsafe rests }
    var decoded = 0
    for index in lists.indices where lists[index].form == .decoded {
      decoded += lists[index].upper(units: units)
    }
    var behind = 0
    for index in lists.indices.reversed() {
      unsafe rests[index] = behind + decoded
      if lists[index].form != .decoded { behind += lists[index].upper(units: units) }
    }
    return unsafe rests
  }

  /// Room for the documents of the lists that are decoded block by block; those of others are there.
  private static func roomForDocuments(
    of lists: Row<RankedList>, in arena: Arena
  ) -> UnsafeMutablePointer<UnsafeMutablePointer<UInt32>?> {
    let room: UnsafeMutablePointer<UnsafeMutablePointer<UInt32>?> =
      unsafe arena.allocate(lists.count)
    for index in lists.indices {
      switch lists[index].form {
      case .dense: unsafe room[index] = nil
      case .decoded: unsafe room[index] = unsafe lists[index].documents
      case .coded:
        unsafe room[index] = unsafe arena.allocate(lists[index].count + PostingList.documentRoom)
      }
    }
    return unsafe room
  }

  /// Of a phrase's list `index`, unless it is dense, the document of each posting that a candidate has
  /// met, and of the others of its block.
  func decodedDocuments(_ index: Int) -> UnsafePointer<UInt32>? {
    unsafe decoded.flatMap { unsafe UnsafePointer($0[index]) }
  }

  /// Where the list `index`, which is not dense, has the posting of a candidate.
  @inline(__always)
  func place(_ index: Int, of candidate: Int) -> UInt32 {
    let origin = unsafe origins[candidate]
    guard index > 0 else { return UInt32(truncatingIfNeeded: firstPlace) &+ origin }
    return unsafe places[Self.chunkLength &* index &+ Int(origin)]
  }

  /// Goes on to the next chunk.
  ///
  /// - Parameter least: Candidates whose bound cannot become so great may be missing.
  /// - Returns: False behind the last chunk.
  mutating func next(reaching least: Int = 0) throws(DamagedPostings) -> Bool {
    guard lists[0].form == .dense ? driveDense() : try drive(reaching: least) else { return false }
    if unsafe segment.live != nil { count = kept { unsafe segment.isLive(documents[$0]) } }
    keep(reaching: least, behind: driverCount - 1)
    for index in driverCount..<max(driverCount, requiredCount) where count > 0 {
      try thin(index, isRequired: true)
      keep(reaching: least, behind: index)
    }
    for index in requiredCount..<max(requiredCount, lists.count) where count > 0 {
      try thin(index, isRequired: false)
      keep(reaching: least, behind: index)
    }
    pad()
    return true
  }

  /// Drops the candidates whose bounds stay below `least` whatever the lists behind `index` add.
  private mutating func keep(reaching least: Int, behind index: Int) {
    let needed = unsafe least - rests[index]
    guard needed > 1 else { return }
    guard needed < 256 else { return count = 0 }
    unsafe count = fihrist_keep_candidates(documents, origins, values, count, UInt8(needed))
  }

  /// Adds the bounds of decoded lists, which thinning leaves out, to those of the candidates left.
  ///
  /// - Parameter units: How many units a score of 1 has.
  mutating func addDecodedBounds(units: Float, in arena: Arena) throws(DamagedPostings) {
    guard count > 0 else { return }
    for index in lists.indices where lists[index].form == .decoded {
      guard lists[index].decodeFrequencies(in: arena) else { throw DamagedPostings() }
      for candidate in 0..<count {
        let place = place(index, of: candidate)
        guard place != Self.nowhere else { continue }
        let bound = unsafe lists[index].bound(
          at: Int(place), documents[candidate], units: units, in: segment)
        unsafe values[candidate] &+= bound
      }
    }
  }

  /// Drops the candidates that `list` has.
  mutating func exclude(_ list: inout RankedList) throws(DamagedPostings) {
    if list.form == .dense, let postings = unsafe list.list {
      count = kept { unsafe !postings.pointee.contains(documents[$0]) }
    } else if count > 0 {
      let first = unsafe documents[0]
      let last = unsafe documents[count - 1]
      // Candidates of a chunk may span more than a window: piece by piece.
      var start = first
      while start <= last {
        let end = min(UInt64(last) + 1, UInt64(start) + UInt64(segment.windowLength))
        guard list.hold(from: start, to: UInt32(end)) else { throw DamagedPostings() }
        let held = unsafe list.heldWindow
        unsafe decodedPostings += held.count
        let from = unsafe fihrist_lower_bound(documents, count, start)
        let to = unsafe fihrist_lower_bound(documents, count, UInt32(end))
        let matches = unsafe fihrist_match_postings(
          documents + from, to - from, held.documents, held.count, matched, matchedPlaces)
        for match in 0..<matches { unsafe values[from + Int(matched[match])] = 0 }
        start = UInt32(end)
      }
      count = kept { unsafe values[$0] != 0 }
    }
    pad()
  }

  // MARK: Steps

  /// Fills the chunk with the next documents of the first list whose bounds, and the most that the other
  /// lists add, reach `least`.
  private mutating func drive(reaching least: Int) throws(DamagedPostings) -> Bool {
    let list = lists[0]
    let first = unsafe progress[0]
    guard first < list.count else { return false }
    let length = min(chunk, list.count - first)
    chunk = min(2 * chunk, Self.chunkLength)
    firstPlace = first
    unsafe progress[0] = first + length
    let needed = unsafe least - rests[0]
    if list.form == .coded, needed > 1 {
      try drive(coded: list, length, needed: needed)
      return true
    }
    count = length
    unsafe origins.update(from: numbers, count: length)
    if list.form == .decoded {
      unsafe documents.update(from: list.documents + first, count: length)
      unsafe values.update(from: list.values + first, count: length)
    } else {
      try drive(all: list, length)
    }
    return true
  }

  /// Fills the chunk with `length` postings of a coded list.
  private mutating func drive(all list: RankedList, _ length: Int) throws(DamagedPostings) {
    guard let postings = unsafe list.list else { throw DamagedPostings() }
    decodedPostings += length
    let room = unsafe decoded?[0].map { unsafe $0 + firstPlace } ?? documents
    for done in stride(from: 0, to: length, by: 128) {
      let number = (firstPlace + done) / 128
      guard unsafe postings.pointee.decodeDocuments(number, into: room + done),
        let codes = unsafe postings.pointee.codes(number)
      else { throw DamagedPostings() }
      unsafe fihrist_expand_codes(codes, list.table, values + done)
    }
    // Candidates are moved together; what positions are found by stays.
    if unsafe room != documents { unsafe documents.update(from: room, count: length) }
  }

  /// Fills the chunk with those of `length` postings of a coded list whose bounds are at least `needed`;
  /// blocks without any are not decoded.
  private mutating func drive(
    coded list: RankedList, _ length: Int, needed: Int
  ) throws(DamagedPostings) {
    count = 0
    guard let postings = unsafe list.list else { throw DamagedPostings() }
    // A code's bound ascends with the code.
    guard let code = (UInt8(1)...15).first(where: { unsafe list.table[Int($0)] >= needed })
    else { return }
    for done in stride(from: 0, to: length, by: 128) {
      let number = (firstPlace + done) / 128
      guard let codes = unsafe postings.pointee.codes(number) else { throw DamagedPostings() }
      let chosen = unsafe fihrist_block_codes(
        codes, code, min(128, length - done), matchedPlaces)
      guard chosen > 0 else { continue }
      let block = unsafe decoded?[0].map { unsafe $0 + firstPlace + done } ?? block
      guard unsafe postings.pointee.decodeDocuments(number, into: block) else {
        throw DamagedPostings()
      }
      decodedPostings += min(128, length - done)
      unsafe fihrist_take_postings(
        block, codes, list.table, matchedPlaces, chosen, UInt32(done), documents + count,
        origins + count, values + count)
      count += chosen
    }
  }

  /// Fills the chunk with documents that all of the leading dense lists have; ``progress`` counts
  /// documents here.
  private mutating func driveDense() -> Bool {
    count = 0
    let groupCount = (segment.documentCount + 63) / 64
    while count == 0, unsafe progress[0] < groupCount {
      let group = unsafe progress[0]
      let groups = min(Self.chunkLength / 64, groupCount - group)
      for index in 0..<driverCount {
        unsafe nibbles[index] = lists[index].list.map { unsafe $0.pointee.nibbles + 32 * group }
      }
      unsafe fihrist_dense_bounds(
        values, groups, nibbles, presence, driverCount, fihrist_dense_require)
      unsafe count = fihrist_collect_bounds(
        values, groups, 1, 255, UInt32(64 * group), documents, Self.chunkLength)
      unsafe progress[0] = group + groups
    }
    unsafe origins.update(from: numbers, count: count)
    unsafe values.update(repeating: takesLeast ? 255 : 0, count: count)
    for index in 0..<driverCount { thin(dense: index, false) }
    return count > 0
  }

  /// Adds the bounds of a list, and drops the candidates that a required one does not have.
  private mutating func thin(_ index: Int, isRequired: Bool) throws(DamagedPostings) {
    let form = lists[index].form
    let places = unsafe places + Self.chunkLength * index
    if !isRequired, form != .dense {
      unsafe places.update(repeating: Self.nowhere, count: Self.chunkLength)
    }
    switch form {
    case .dense: thin(dense: index, isRequired)
    case .decoded: unsafe thin(decoded: index, places, isRequired)
    case .coded: unsafe try thin(coded: index, places, isRequired)
    }
  }

  private mutating func thin(dense index: Int, _ isRequired: Bool) {
    guard let postings = unsafe lists[index].list else { return }
    unsafe count = fihrist_candidates_dense(
      documents, origins, values, count, postings.pointee.nibbles, lists[index].table,
      isRequired ? 1 : 0, takesLeast ? 1 : 0)
  }

  private mutating func thin(
    decoded index: Int, _ places: UnsafeMutablePointer<UInt32>, _ isRequired: Bool
  ) {
    // Not the list itself: a value of its size is copied.
    let length = lists[index].count
    let (listed, bounds) = unsafe (lists[index].documents, lists[index].values)
    guard isRequired else {
      let first = unsafe progress[index]
      let matches = unsafe fihrist_match_postings(
        documents, count, listed + first, length - first, matched, matchedPlaces)
      for match in 0..<matches {
        let place = unsafe first + Int(matchedPlaces[match])
        unsafe join(Int(matched[match]), bounds[place], UInt32(place), places)
      }
      if matches > 0 { unsafe progress[index] = first + Int(matchedPlaces[matches - 1]) }
      return
    }
    var kept = 0
    var candidate = 0
    var first = unsafe progress[index] & ~127
    while candidate < count, first < length {
      let last = unsafe listed[min(first + 127, length - 1)]
      let end =
        unsafe candidate + fihrist_lower_bound(documents + candidate, count - candidate, last + 1)
      unsafe kept = fihrist_thin_by_block(
        documents, origins, values, candidate, end, kept, listed + first, nil, nil,
        bounds + first, takesLeast ? 1 : 0, UInt32(first), places)
      candidate = end
      if candidate < count { first += 128 }
    }
    unsafe progress[index] = first
    count = kept
  }

  private mutating func thin(
    coded index: Int, _ places: UnsafeMutablePointer<UInt32>, _ isRequired: Bool
  ) throws(DamagedPostings) {
    guard let postings = unsafe lists[index].list else { throw DamagedPostings() }
    let table = unsafe lists[index].table
    var kept = 0
    var candidate = 0
    while candidate < count {
      let number = unsafe postings.pointee.block(
        containing: documents[candidate], from: progress[index])
      guard unsafe number < postings.pointee.blockCount else { break }
      unsafe progress[index] = number
      let last = unsafe postings.pointee.lastDocument(number)
      let end =
        unsafe candidate + fihrist_lower_bound(documents + candidate, count - candidate, last + 1)
      let block = unsafe decoded?[index].map { unsafe $0 + 128 * number } ?? block
      guard unsafe postings.pointee.decodeDocuments(number, into: block),
        let codes = unsafe postings.pointee.codes(number), end > candidate
      else { throw DamagedPostings() }
      let length = unsafe postings.pointee.blockLength(number)
      decodedPostings += length
      if isRequired {
        for place in length..<max(length, 128) { unsafe block[place] = RankedList.padding }
        unsafe kept = fihrist_thin_by_block(
          documents, origins, values, candidate, end, kept, block, codes, table, nil,
          takesLeast ? 1 : 0, UInt32(number * 128), places)
      } else {
        let matches = unsafe fihrist_match_postings(
          documents + candidate, end - candidate, block, length, matched, matchedPlaces)
        for match in 0..<matches {
          let place = unsafe Int(matchedPlaces[match])
          let code = unsafe codes[place & 63] &>> UInt8(truncatingIfNeeded: place &>> 4 & 4) & 15
          unsafe join(
            candidate + Int(matched[match]), table[Int(code)], UInt32(number * 128 + place),
            places)
        }
      }
      candidate = end
    }
    if isRequired { count = kept }
  }

  /// Adds a posting's bound to a candidate's.
  @inline(__always)
  private func join(
    _ candidate: Int, _ value: UInt8, _ place: UInt32, _ places: UnsafeMutablePointer<UInt32>
  ) {
    unsafe places[Int(origins[candidate])] = place
    unsafe values[candidate] &+= value
  }

  /// Moves the candidates that pass `test` together, and says how many they are.
  @inline(__always)
  private func kept(where test: (Int) -> Bool) -> Int {
    var kept = 0
    for candidate in 0..<count {
      let passes = test(candidate)
      unsafe documents[kept] = unsafe documents[candidate]
      unsafe origins[kept] = unsafe origins[candidate]
      unsafe values[kept] = unsafe values[candidate]
      kept += passes ? 1 : 0
    }
    return kept
  }

  /// Writes zeros up to the next multiple of 64.
  private func pad() {
    let end = (count + 63) & ~63
    for candidate in count..<end { unsafe values[candidate] = 0 }
  }
}
