import FihristFormat
import FihristStorage

/// Calls every function of a posting list, and checks what they promise for any bytes.
struct ListWalk {
  private let list: PostingList
  private let documentCount: UInt32

  init(_ list: PostingList) {
    self.list = list
    documentCount = UInt32(list.shape.documentCount)
  }

  func run(_ positions: PositionList?) {
    for block in 0..<list.blockCount { read(block, positions) }
    for document in stride(from: 0, to: documentCount, by: 1 + Int(documentCount) / 30) {
      precondition(list.block(containing: document) <= list.blockCount)
      guard list.form == .dense else { continue }
      _ = list.contains(document)
      _ = list.frequency(atRank: list.rank(of: document))
      _ = list.code(of: document)
    }
    _ = list.frequency(atRank: .max)
    if let levels = unsafe list.levels { _ = (0..<15).reduce(0) { unsafe $0 ^ levels[$1] } }
  }

  private func read(_ block: Int, _ positions: PositionList?) {
    let length = list.blockLength(block)
    for index in [0, length / 2, length - 1] { _ = list.frequency(block, at: index) }
    _ = list.blockMaximum(block)
    if let codes = unsafe list.codes(block) {
      _ = (0..<64).reduce(0) { unsafe $0 ^ codes[$1] }
    }
    var decoded = PostingBlock()
    guard decoded.decodeDocuments(block, of: list) else { return }
    var previous = -1
    for index in 0..<length {
      let document = decoded.documents[index]
      precondition(document < documentCount, "a document past the last")
      precondition(Int(document) > previous, "documents do not ascend")
      previous = Int(document)
    }
    guard decoded.decode(block, of: list), let positions else { return }
    decode(positions, &decoded)
  }

  private func decode(_ positions: PositionList, _ block: inout PostingBlock) {
    guard block.locatePositions(of: positions) else { return }
    var all: [UInt32] = []
    positions.decodeAll(of: block, into: &all)
    var one: [UInt32] = []
    var count = 0
    for index in 0..<block.count {
      positions.decode(index, of: block, into: &one)
      precondition(one.elementsEqual(all[count..<count + one.count]), "decoded in two ways")
      count += one.count
    }
    precondition(count == all.count)
  }
}
