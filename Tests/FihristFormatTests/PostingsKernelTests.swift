import FihristKernels
import FihristTestSupport
import Testing

@testable import FihristFormat

/// Every form of a kernel against the plain reading of the bytes.
@Suite("Posting kernels: every instruction set against the plain reading")
struct PostingsKernelTests {
  /// The kernels of each level this processor has; a level it lacks repeats the one below.
  static let levels = [
    FIHRIST_SIMD_SCALAR, FIHRIST_SIMD_SSE2, FIHRIST_SIMD_AVX2, FIHRIST_SIMD_AVX512,
  ].map { Int32($0.rawValue) }

  /// 128 values below 2^width, with the greatest among them.
  private func values(_ width: Int, _ random: inout SeededGenerator) -> [UInt32] {
    let greatest = UInt32((UInt64(1) << UInt64(width)) - 1)
    var values = (0..<128).map { _ in UInt32.random(in: 0...greatest, using: &random) }
    values[Int.random(in: 0..<128, using: &random)] = greatest
    return values
  }

  /// `bytes` and 64 more that must not matter.
  private func padded(_ bytes: [UInt8]) -> [UInt8] { bytes + [UInt8](repeating: 0xFF, count: 64) }

  @Test func `packed blocks of every width`() {
    var random = SeededGenerator(seed: 1)
    for width in 0...32 {
      let values = values(width, &random)
      var bytes = [UInt8](repeating: 0, count: 16 * width + 64)
      unsafe fihrist_pack128(values, UInt32(width), &bytes)
      #expect(Array(bytes.prefix(16 * width)) == Reference.pack(values, width: width))
      #expect(bytes[(16 * width)...].allSatisfy { $0 == 0 }, "bytes past a block of \(width) bits")
      #expect(Reference.unpack(bytes, width: width) == values)
    }
  }

  @Test(arguments: levels)
  func `unpacking and summing of every width`(_ level: Int32) throws {
    var random = SeededGenerator(seed: 2)
    let kernels = unsafe fihrist_posting_kernels_at(level).pointee
    for width in 0...24 {
      for round in 0..<8 {
        let values = values(width, &random)
        let bytes = padded(Reference.pack(values, width: width))
        let before = round == 0 ? UInt32.max : UInt32.random(in: 0..<1 << 24, using: &random)
        let sums = Reference.sum(values, before: before)
        var out = [UInt32](repeating: 0, count: 128)
        unsafe kernels.unpack128(bytes, UInt32(width), 3, &out)
        #expect(out == values.map { $0 + 3 }, "seed 2, width \(width)")
        unsafe kernels.unpack_gaps128(bytes, UInt32(width), before, &out)
        #expect(out == sums, "seed 2, width \(width)")
        out = values
        unsafe kernels.sum_gaps128(&out, before)
        #expect(out == sums, "seed 2, width \(width)")
      }
    }
  }

  @Test(arguments: levels)
  func `counting what is below in a block`(_ level: Int32) throws {
    var random = SeededGenerator(seed: 3)
    let kernels = unsafe fihrist_posting_kernels_at(level).pointee
    for spread in [1, 3, 1 << 15, 1 << 24] as [UInt32] {
      var values = (0..<100).map { $0 * spread + .random(in: 0..<spread, using: &random) }
      values += [UInt32](repeating: .max, count: 28)
      for wanted in values + values.map({ $0 &+ 1 }) + [0, 1 << 31, .max] {
        let count = unsafe kernels.count_below128(values, wanted)
        #expect(Int(count) == values.count { $0 < wanted }, "seed 3, below \(wanted)")
      }
    }
  }

  @Test(arguments: levels)
  func `documents of codes from any posting on`(_ level: Int32) throws {
    var random = SeededGenerator(seed: 4)
    let kernels = unsafe fihrist_posting_kernels_at(level).pointee
    for density in [1, 8, 40, 64] {
      let groups = 12
      let documents = SampleList.choose(
        groups * density, below: groups * 64, using: &random)
      var nibbles = [UInt8](repeating: 0, count: 32 * groups)
      for document in documents {
        let code = UInt8.random(in: 1...15, using: &random)
        nibbles[Int(document / 64 * 32 + document % 32)] |= document % 64 < 32 ? code : code << 4
      }
      for rank in 0..<documents.count {
        let group = Int(documents[rank] / 64)
        let skip = rank - documents.count { $0 / 64 < group }
        let count = min(Int.random(in: 1...128, using: &random), documents.count - rank)
        var out = [UInt32](repeating: 7, count: 129)
        let written = unsafe kernels.dense_documents(
          nibbles, groups, group, UInt32(skip), UInt32(count), &out)
        #expect(written == count)
        #expect(Array(out.prefix(count)) == Array(documents[rank..<rank + count]), "seed 4")
        #expect(out[count...].allSatisfy { $0 == 7 }, "seed 4: numbers past the output")
      }
    }
  }

  @Test func `patched blocks with any number of exceptions`() {
    var random = SeededGenerator(seed: 5)
    for exceptions in [0, 1, 2, 7, 8, 9, 30, 100, 126, 127, 128] {
      for (low, high) in [(0, 1), (0, 24), (3, 9), (5, 24), (23, 24)] {
        var values = values(low, &random)
        for index in 0..<exceptions {
          values[index] = UInt32.random(in: 0..<1 << UInt32(high), using: &random)
        }
        values.shuffle(using: &random)
        for penalty in [0, 16, 10_000] as [UInt32] { checkPatched(values, penalty) }
      }
    }
  }

  private func checkPatched(_ values: [UInt32], _ penalty: UInt32) {
    var bytes = [UInt8](repeating: 0, count: Int(FIHRIST_PATCHED_CAPACITY) + 8)
    let size = unsafe fihrist_patched_encode(values, penalty, &bytes)
    let reference = Reference.patched(bytes)
    #expect(size <= Int(FIHRIST_PATCHED_CAPACITY))
    #expect(reference.values == values)
    #expect(reference.length == size)
    let read = padded(Array(bytes.prefix(size)))
    #expect(unsafe fihrist_patched_size(read, size) == size)
    #expect(unsafe fihrist_patched_size(read, size - 1) == 0)
    var out = [UInt32](repeating: 0, count: 128)
    #expect(unsafe fihrist_patched_decode(read, size, 1, &out) == size)
    #expect(out == values.map { $0 + 1 })
    #expect(unsafe fihrist_patched_decode_gaps(read, size, 41, &out) == size)
    #expect(out == Reference.sum(values, before: 41))
    let each = (0..<128).map { unsafe fihrist_patched_value(read, size, $0) }
    #expect(each == values)
  }

  @Test func `group masks of every code at every index`() {
    for index in 0..<64 {
      for code in 1...15 as ClosedRange<UInt8> {
        var nibbles = [UInt8](repeating: 0, count: 32)
        nibbles[index % 32] = index < 32 ? code : code << 4
        #expect(unsafe fihrist_group_mask(nibbles) == 1 << UInt64(index))
      }
    }
    #expect(unsafe fihrist_group_mask([UInt8](repeating: 0x31, count: 32)) == .max)
  }

  @Test func `codes of four bits`() {
    var random = SeededGenerator(seed: 6)
    for count in 1...128 {
      let codes = (0..<128).map { $0 < count ? UInt8.random(in: 1...15, using: &random) : 0 }
      var packed = [UInt8](repeating: 0, count: 64)
      unsafe fihrist_pack_codes(codes, UInt32(count), &packed)
      var back = [UInt8](repeating: 0, count: 128)
      unsafe fihrist_unpack_codes(packed, &back)
      #expect(back == codes)
    }
  }

  @Test func `tails against the plain reading`() {
    var random = SeededGenerator(seed: 7)
    for count in 1...127 {
      let hasExcess = count % 2 == 0
      let range = count + Int.random(in: 0...(count % 3 == 0 ? 20 : 1 << 20), using: &random)
      var sample = SampleList(
        documentCount: 1, hasPositions: false, hasExcess: hasExcess, using: &random)
      sample.fill(SampleList.choose(count, below: range, using: &random), using: &random)
      var bytes = [UInt8](repeating: 0, count: Int(FIHRIST_TAIL_CAPACITY))
      let size = unsafe fihrist_tail_encode(
        sample.documents, sample.frequencies, hasExcess ? sample.excess : nil, UInt32(count), .max,
        UInt32(range), &bytes)
      let found = Reference.tail(
        Array(bytes.prefix(size)), count: count, before: .max, range: range, hasExcess: hasExcess)
      #expect(found.documents == sample.documents, "seed 7, \(count) of \(range)")
      #expect(found.frequencies == sample.frequencies, "seed 7, \(count) of \(range)")
      #expect(found.excess == sample.excess, "seed 7, \(count) of \(range)")
    }
  }
}
