// swift-tools-version: 6.2
import PackageDescription

/// libFuzzer around the bodies of `Tests/FihristFuzzBodies`; `run` builds and starts it. The flag
/// keeps the compiler from making a `main`, which libFuzzer has.
let package = Package(
  name: "FihristFuzzing",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "fihrist", path: "..", traits: [])],
  targets: [
    .executableTarget(
      name: "FihristFuzzer",
      dependencies: [.product(name: "FihristFuzzBodies", package: "fihrist")],
      swiftSettings: [.unsafeFlags(["-parse-as-library"])])
  ],
  swiftLanguageModes: [.v6]
)
