public import ArgumentParser
public import FihristArchive

extension TextEncoding: @retroactive ExpressibleByArgument {
  /// Reads a name or a usual other name of the encoding.
  public init?(argument: String) { self.init(label: argument) }
}
