/// Signatures of documents, one behind the other, in the order in which they were added.
struct SignatureList {
  /// The bytes of all.
  var bytes: [UInt8] = []

  /// How many there are.
  var count: Int { bytes.count / TextSignature.byteCount }

  /// Whether a document has words.
  func hasWords(_ document: Int) -> Bool {
    slice(document).contains { $0 != 0 }
  }

  /// How many bytes of two signatures are equal.
  func equalBytes(_ one: Int, _ other: Int) -> Int {
    let (a, b) = (one * TextSignature.byteCount, other * TextSignature.byteCount)
    return unsafe bytes.withUnsafeBufferPointer { bytes in
      var count = 0
      for index in 0..<TextSignature.byteCount {
        unsafe count &+= bytes[a &+ index] == bytes[b &+ index] ? 1 : 0
      }
      return count
    }
  }

  /// The bytes at `offsets` behind `start` of a signature, around its end, as a number.
  func key(_ document: Int, from start: Int, _ offsets: [Int]) -> UInt32 {
    let first = document * TextSignature.byteCount
    return offsets.reduce(0) { key, offset in
      key << 8 | UInt32(bytes[first + (start + offset) % TextSignature.byteCount])
    }
  }

  private func slice(_ document: Int) -> ArraySlice<UInt8> {
    let start = document * TextSignature.byteCount
    return bytes[start..<start + TextSignature.byteCount]
  }
}
