package import FihristStorage

/// At most one file of each kind: a manifest's summaries of a segment's files, or the open files.
///
/// They come in the order of ``FihristStorage/FileKind/ofSegment``, the live documents last.
package struct FilesByKind<File> {
  /// A file and what it holds.
  package struct Element {
    /// What the file holds.
    package var kind: FileKind
    /// The file.
    package var file: File
  }

  private var elements: [Element] = []

  /// Makes an empty set.
  package init() {}

  /// The file of `kind`; nil if there is none.
  package subscript(kind: FileKind) -> File? {
    get { elements.first { $0.kind == kind }?.file }
    set {
      elements.removeAll { $0.kind == kind }
      guard let newValue else { return }
      let next = elements.firstIndex { $0.kind.order > kind.order } ?? elements.endIndex
      elements.insert(Element(kind: kind, file: newValue), at: next)
    }
  }

  /// The kinds of its files.
  package var kinds: [FileKind] { elements.map(\.kind) }
}

extension FilesByKind: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { elements.count }
  package subscript(index: Int) -> Element { elements[index] }
}

extension FilesByKind.Element: Sendable where File: Sendable {}
extension FilesByKind.Element: Equatable where File: Equatable {}
extension FilesByKind.Element: Hashable where File: Hashable {}
extension FilesByKind: Sendable where File: Sendable {}
extension FilesByKind: Equatable where File: Equatable {}
extension FilesByKind: Hashable where File: Hashable {}

extension FileKind {
  /// The index of the kind among the files of a segment.
  var order: Int { Self.ofSegment.firstIndex(of: self) ?? Self.ofSegment.count }
}

extension Schema {
  /// Whether segments have a file of columns.
  var hasColumnsFile: Bool { !columnFields.isEmpty || hasSignatures }

  /// The kinds of files that every segment of this schema has; live documents may be added to them.
  package var segmentFileKinds: [FileKind] {
    FileKind.ofSegment.filter { kind in
      switch kind {
      case .positions: hasPositions
      case .columns: hasColumnsFile
      default: true
      }
    }
  }
}
