public import ArgumentParser
public import Fihrist

extension IndexCheck.Level: @retroactive ExpressibleByArgument {}
