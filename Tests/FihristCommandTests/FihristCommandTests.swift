// The tool, run as its users run it.
