package import FihristFormat
import FihristStorage
import FihristText

/// Why a document cannot be indexed.
package struct DocumentProblem: Sendable, Hashable {
  /// The kind of problem that reports count.
  package var kind: InputReport.Problem

  /// What is wrong, as a clause that continues "the document" or "the record".
  package var message: String

  /// What a program that adds the document can do.
  package var advice: String
}

extension DocumentBatch {
  /// Why document `index` cannot be indexed; nil if it can.
  ///
  /// Inputs and programs have the same rule: a key of 1 to 1,024 bytes, texts within their limit,
  /// and a word in one of the searched fields. A document that has no searched field at all is only
  /// stored for display. Readers of archives refuse such records themselves, because their text is
  /// probably under a name that the reader does not know.
  package func problem(of index: Int, schema: Schema) -> DocumentProblem? {
    if let problem = limitProblem(of: index) { return problem }
    let units = schema.units
    let searched = values(of: index).filter { $0.field < units.count && units[$0.field] > 0 }
    guard !searched.isEmpty, let analyzer = Analyzer(named: schema.analyzerName) else { return nil }
    let hasWord = unsafe withBytes { bytes in
      searched.contains { value in
        unsafe analyzer.hasWord(in: UnsafeBufferPointer(rebasing: bytes[value.text]))
      }
    }
    if hasWord { return nil }
    // By name: who only adds documents may not be able to look at the schema.
    let names = schema.fields.indices.filter { $0 < units.count && units[$0] > 0 }
      .map { schema.fields[$0].name }
    return DocumentProblem(
      kind: .noText, message: "has no word to search",
      advice: "give \(names.joined(separator: " or ")) a word, or leave "
        + "\(names.count > 1 ? "these fields" : "it") out to keep the document for showing")
  }

  /// Refuses a batch with a document that cannot be indexed.
  ///
  /// - Throws: `IndexError` of kind `invalid`, about the first such document.
  func check(_ schema: Schema, path: String) throws(IndexError) {
    for index in 0..<count {
      var name: String {
        "the document \"\(String(decoding: bytes(in: key(of: index)), as: UTF8.self))\""
      }
      if let field = values(of: index).first(where: { !schema.fields.indices.contains($0.field) }) {
        throw IndexError.invalid(
          path, "\(name) has a value of field \(field.field), which the schema does not have",
          advice: "number the fields from 0 to \(schema.fields.count - 1)")
      }
      if let problem = problem(of: index, schema: schema) {
        throw IndexError.invalid(path, "\(name) \(problem.message)", advice: problem.advice)
      }
    }
  }

  /// Which limit document `index` exceeds; nil if none.
  package func limitProblem(of index: Int) -> DocumentProblem? {
    let key = self.key(of: index).count
    if key == 0 {
      return DocumentProblem(kind: .key, message: "has an empty key", advice: "give it a key")
    }
    if key > FormatLimits.keyByteCount {
      return DocumentProblem(
        kind: .key,
        message: "has a key of \(key) bytes; at most \(FormatLimits.keyByteCount) are allowed",
        advice: "give it a shorter key")
    }
    let text = textByteCount(of: index)
    if text > DocumentLimits.textByteCount {
      return DocumentProblem(
        kind: .tooLarge,
        message:
          "has \(text >> 20) MiB of text; "
          + "at most \(DocumentLimits.textByteCount >> 20) are allowed",
        advice: "split it into several documents")
    }
    return nil
  }

  /// Bytes of all texts of document `index`.
  func textByteCount(of index: Int) -> Int { values(of: index).reduce(0) { $0 + $1.text.count } }
}

extension Schema {
  /// Whether one of `texts` has a word, even one that the index leaves out.
  ///
  /// - Complexity: O(*n*) in the bytes of the texts up to the first that has one.
  package func hasWord(in texts: [String]) -> Bool {
    guard let analyzer = Analyzer(named: analyzerName) else { return true }
    return texts.contains { text in
      let padded = Array(text.utf8) + [UInt8](repeating: 0, count: 16)
      return unsafe padded.withUnsafeBufferPointer { bytes in
        unsafe analyzer.hasWord(in: UnsafeBufferPointer(rebasing: bytes.dropLast(16)))
      }
    }
  }
}

extension Analyzer {
  /// Whether `text` has a word, even one that the index leaves out.
  ///
  /// - Parameter text: 16 bytes past its end must be readable.
  func hasWord(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    var position = 0
    return unsafe withUnsafeTemporaryAllocation(of: WordRange.self, capacity: 1) { words in
      unsafe scanWords(text, from: &position, into: words) > 0
    }
  }
}
