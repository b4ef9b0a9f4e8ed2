public import ArgumentParser
public import FihristArchive

extension KeySource: @retroactive ExpressibleByArgument {}
