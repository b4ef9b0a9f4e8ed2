internal import CStemmer
internal import Synchronization

/// A stemmer of libstemmer for one language, which several threads may use.
@safe package final class SnowballStemmer: Sendable {
  /// libstemmer's stemmer, which one thread at a time may use. It is never freed: stemmers are
  /// constants of the process.
  @safe private struct Handle: @unchecked Sendable {
    // Sendable because it is only used under the lock.
    let stemmer: OpaquePointer

    init(_ stemmer: OpaquePointer) { unsafe self.stemmer = stemmer }
  }

  private let handle: Mutex<Handle>

  /// Makes the stemmer of `language`, an English name in small letters; nil if libstemmer has none.
  package init?(language: String) {
    guard let stemmer = unsafe sb_stemmer_new(language, "UTF_8") else { return nil }
    handle = unsafe Mutex(Handle(stemmer))
  }

  /// Replaces the word of the first `count` bytes of `bytes` by its stem, unless that is longer.
  ///
  /// - Parameters:
  ///   - bytes: Well-formed UTF-8 in small letters.
  ///   - count: At most 2³¹ - 1.
  /// - Returns: How many bytes the stem has; at least 1 unless `count` is 0.
  package func stem(_ bytes: UnsafeMutablePointer<UInt8>, count: Int) -> Int {
    handle.withLock { handle in
      guard let stem = unsafe sb_stemmer_stem(handle.stemmer, bytes, Int32(count)),
        case let length = unsafe Int(sb_stemmer_length(handle.stemmer)), 1...count ~= length
      else { return count }
      unsafe bytes.update(from: stem, count: length)
      return length
    }
  }
}
