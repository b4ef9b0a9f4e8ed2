public import ArgumentParser
public import FihristArchive

extension InputFormat: @retroactive ExpressibleByArgument {}
