package import FihristStoredDocuments

/// Stored documents of random words.
package enum SampleDocuments {
  /// `count` documents with values in the fields 0, 1 and 6; some are empty.
  package static func make(
    _ count: Int, using random: inout SeededGenerator
  ) -> [StoredDocument] {
    let words = ["قال", "الرئيس", "في", "المدينة", "news", "يوم", "الأحد", "١٢", "–", "🙂", "\u{1}"]
    return (0..<count).map { number in
      let fields = [0, 1, 6].map { field in
        let length = field == 1 ? Int.random(in: 0...60, using: &random) : 3
        let text = (0..<length).map { _ in words.randomElement(using: &random)! }
          .joined(separator: " ")
        return StoredDocument.Value(field: field, text: Array(text.utf8))
      }
      return StoredDocument(fields: number % 17 == 3 ? [] : fields)
    }
  }
}
