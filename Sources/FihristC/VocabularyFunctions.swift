public import CFihrist
internal import Fihrist

/// Starts a walk over the terms of a term space.
@_cdecl("fihrist_vocabulary_open")
public func fihristVocabularyOpen(
  _ index: OpaquePointer?, _ space: Int32, _ vocabulary: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<fihrist_text>?
) -> Int32 {
  unsafe Texts.reporting(to: error) {
    let index = unsafe try Handles.object(index, Index.self, "index")
    unsafe try Handles.give(
      try VocabularyWalk(index, space: space), to: vocabulary, "vocabulary")
  }
}

/// Ends a walk over terms.
@_cdecl("fihrist_vocabulary_close")
public func fihristVocabularyClose(_ vocabulary: OpaquePointer?) {
  unsafe Handles.close(vocabulary, VocabularyWalk.self)
}

/// Gives the next terms of a walk.
@_cdecl("fihrist_vocabulary_next")
public func fihristVocabularyNext(
  _ vocabulary: OpaquePointer?, _ limit: Int64, _ postings: Int32,
  _ terms: UnsafeMutablePointer<UnsafeMutablePointer<fihrist_terms>?>?,
  _ error: UnsafeMutablePointer<fihrist_text>?
) -> Int32 {
  unsafe Texts.reporting(to: error) {
    let walk = unsafe try Handles.object(vocabulary, VocabularyWalk.self, "vocabulary")
    guard let terms = unsafe terms, limit > 0 else {
      throw CallError(
        "terms or limit", "it is NULL or 0",
        advice: "pass the address of a pointer, and how many terms")
    }
    let block = try walk.next(limit: Int(limit), postings: postings != 0)
    let copy = UnsafeMutablePointer<fihrist_terms>.allocate(capacity: 1)
    unsafe copy.initialize(
      to: fihrist_terms(
        term_count: Int64(block.documentCounts.count),
        term_offsets: CallerArrays.copy(block.termOffsets),
        terms: CallerArrays.copy(text: block.terms),
        document_counts: CallerArrays.copy(block.documentCounts),
        posting_offsets: CallerArrays.copy(block.postingOffsets),
        documents: CallerArrays.copy(block.documents),
        frequencies: CallerArrays.copy(block.frequencies)))
    unsafe terms.pointee = copy
  }
}

/// Frees terms.
@_cdecl("fihrist_terms_free")
public func fihristTermsFree(_ terms: UnsafeMutablePointer<fihrist_terms>?) {
  guard let terms = unsafe terms else { return }
  unsafe terms.pointee.term_offsets?.deallocate()
  unsafe terms.pointee.terms?.deallocate()
  unsafe terms.pointee.document_counts?.deallocate()
  unsafe terms.pointee.posting_offsets?.deallocate()
  unsafe terms.pointee.documents?.deallocate()
  unsafe terms.pointee.frequencies?.deallocate()
  unsafe terms.deallocate()
}

/// Gives the keys and the lengths of all documents.
@_cdecl("fihrist_vocabulary_documents")
public func fihristVocabularyDocuments(
  _ vocabulary: OpaquePointer?,
  _ documents: UnsafeMutablePointer<UnsafeMutablePointer<fihrist_documents>?>?,
  _ error: UnsafeMutablePointer<fihrist_text>?
) -> Int32 {
  unsafe Texts.reporting(to: error) {
    let walk = unsafe try Handles.object(vocabulary, VocabularyWalk.self, "vocabulary")
    guard let documents = unsafe documents else {
      throw CallError("documents", "it is NULL", advice: "pass the address of a pointer")
    }
    let found = try walk.documents()
    let copy = UnsafeMutablePointer<fihrist_documents>.allocate(capacity: 1)
    unsafe copy.initialize(
      to: fihrist_documents(
        document_count: Int64(found.lengths.count),
        key_offsets: CallerArrays.copy(found.keyOffsets),
        keys: CallerArrays.copy(text: found.keys), lengths: CallerArrays.copy(found.lengths)))
    unsafe documents.pointee = copy
  }
}

/// Frees keys and lengths.
@_cdecl("fihrist_documents_free")
public func fihristDocumentsFree(_ documents: UnsafeMutablePointer<fihrist_documents>?) {
  guard let documents = unsafe documents else { return }
  unsafe documents.pointee.key_offsets?.deallocate()
  unsafe documents.pointee.keys?.deallocate()
  unsafe documents.pointee.lengths?.deallocate()
  unsafe documents.deallocate()
}
