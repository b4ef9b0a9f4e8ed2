public import ArgumentParser
public import Fihrist

extension Analyzer: @retroactive ExpressibleByArgument {
  /// The analyzer called `argument`.
  public init?(argument: String) {
    self.init(named: argument)
  }

  /// The name, for help texts.
  public var defaultValueDescription: String { name }

  /// The names, for help texts and completions.
  public static var allValueStrings: [String] { names }
}
