internal import FihristText

/// How much the levels of a word weigh in a score.
///
/// An analyzer with levels makes three terms of a word: its form without the article, its stem, and
/// the root of the stem (الكتابان: كتابان, كتاب, كتب). The stem says which documents match. All
/// three say how well: the score is the sum of the BM25 parts of the three, each with its own
/// document frequency, times these weights. The decision page `levels-of-words.md` has the
/// measurements.
public struct LevelWeights: Sendable, Hashable {
  /// The weight of the form without its article; 0 if the index keeps no forms.
  public let form: Float

  /// The weight of the stem; above 0.
  public let stem: Float

  /// The weight of the root; 0 if the index keeps no roots.
  public let root: Float

  /// Form 0.4, stem 0.5, root 1.
  public static let standard = LevelWeights(unchecked: 0.4, 0.5, 1)

  /// The stem alone, as analyzers without levels have it.
  public static let stemAlone = LevelWeights(unchecked: 0, 1, 0)

  /// The greatest weight.
  public static let maximumWeight: Float = 100

  /// Makes weights.
  ///
  /// - Throws: ``SchemaError`` for a weight that is not 0, or 0.01 to ``maximumWeight``, and for a
  ///   stem without weight.
  public init(form: Float, stem: Float, root: Float) throws {
    try self.init(checkedForm: form, stem: stem, root: root)
  }

  /// Makes weights, with a typed error.
  package init(checkedForm form: Float, stem: Float, root: Float) throws(SchemaError) {
    let isInRange = { (weight: Float) in weight >= 0.01 && weight <= Self.maximumWeight }
    guard isInRange(stem), form == 0 || isInRange(form), root == 0 || isInRange(root) else {
      throw SchemaError(
        reason: "the levels \(form), \(stem), \(root) are out of range",
        advice: "use weights from 0.01 to 100; those of form and root may be 0")
    }
    self.init(unchecked: form, stem, root)
  }

  private init(unchecked form: Float, _ stem: Float, _ root: Float) {
    self.form = form
    self.stem = stem
    self.root = root
  }
}

extension LevelWeights {
  /// The weights of form, stem and root.
  var weights: [Float] { [form, stem, root] }

  /// The analyzer of the forms of what `words` makes stems of.
  static func formAnalyzer(of words: String) -> String { words + ".form" }

  /// The analyzer of the roots of what `words` makes stems of.
  static func rootAnalyzer(of words: String) -> String { words + ".root" }

  /// The weights of an index that names none: the standard ones if `analyzer` has levels.
  static func usual(for analyzer: String) -> LevelWeights? {
    Analyzer(named: analyzer)?.hasLevels ?? false ? standard : nil
  }
}
