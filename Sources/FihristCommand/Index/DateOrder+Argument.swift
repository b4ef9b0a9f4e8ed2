public import ArgumentParser
public import Fihrist

extension DateOrder: @retroactive ExpressibleByArgument {}
