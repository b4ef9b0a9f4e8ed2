// swift-tools-version: 6.2
import PackageDescription

/// The settings of every Swift target.
let settings: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// What the package `Fuzzing/` needs of this package, and nobody else should see.
let fuzzing: [Product] =
  Context.environment["FIHRIST_FUZZING"] == nil
  ? [] : [.library(name: "FihristFuzzBodies", targets: ["FihristFuzzBodies"])]

/// Whether another package depends on this one: SwiftPM then reads this file from the bare
/// repository or from a folder of check-outs.
let isDependency =
  Context.packageDirectory == "/" || Context.packageDirectory.contains("/checkouts/")

let package = Package(
  name: "Fihrist",
  products: [
    .library(name: "Fihrist", targets: ["Fihrist"]),
    .library(name: "FihristArchive", targets: ["FihristArchive"]),
    .library(name: "FihristAnswers", targets: ["FihristAnswers"]),
    .library(name: "FihristC", type: .static, targets: ["FihristC"]),
    .executable(name: "fihrist", targets: ["FihristCommand"]),
  ] + fuzzing,
  // Only the tool needs other packages, and only a build of this package itself needs the tool. A
  // package that uses the library fetches nothing, whether or not it names traits.
  traits: [
    .trait(name: "Tool", description: "The command-line tool `fihrist` and its manual page."),
    .default(enabledTraits: isDependency ? [] : ["Tool"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
  ],
  targets: [
    // The libraries of the system.
    .systemLibrary(
      name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    .systemLibrary(
      name: "CStemmer", providers: [.apt(["libstemmer-dev"]), .brew(["snowball"])]),

    // The engine, in the order of dependence.
    .target(name: "FihristKernels"),
    .target(name: "FihristSnowball", dependencies: ["CStemmer"], swiftSettings: settings),
    .target(name: "FihristText", dependencies: ["FihristSnowball"], swiftSettings: settings),
    .target(name: "FihristCalendar", swiftSettings: settings),
    .target(name: "FihristStorage", dependencies: ["FihristKernels"], swiftSettings: settings),
    .target(name: "FihristZstd", dependencies: ["CZstd"], swiftSettings: settings),
    .target(
      name: "FihristStoredDocuments", dependencies: ["FihristStorage", "FihristZstd"],
      swiftSettings: settings),
    .target(
      name: "FihristFormat",
      dependencies: ["FihristText", "FihristStorage", "FihristKernels", "FihristStoredDocuments"],
      swiftSettings: settings),
    .target(
      name: "FihristIndexing",
      dependencies: [
        "FihristText", "FihristCalendar", "FihristStorage", "FihristStoredDocuments",
        "FihristFormat", "FihristKernels",
      ],
      swiftSettings: settings),
    .target(
      name: "FihristSearch",
      dependencies: [
        "FihristText", "FihristCalendar", "FihristStorage", "FihristStoredDocuments",
        "FihristFormat", "FihristKernels",
      ],
      swiftSettings: settings),
    .target(
      name: "Fihrist",
      dependencies: [
        "FihristText", "FihristCalendar", "FihristStorage", "FihristStoredDocuments",
        "FihristFormat", "FihristIndexing", "FihristSearch", "FihristKernels",
      ],
      swiftSettings: settings),

    // Input files, answers and the tool. The tool is a program like any other: it sees only what is
    // public in the libraries.
    .target(
      name: "FihristArchive",
      dependencies: [
        "FihristCalendar", "FihristStorage", "FihristFormat", "FihristIndexing", "FihristZstd",
        "CZlib",
      ],
      swiftSettings: settings),
    .target(
      name: "FihristAnswers", dependencies: ["Fihrist", "FihristArchive"], packageAccess: false,
      swiftSettings: settings),
    .systemLibrary(name: "CFihrist"),
    .target(
      name: "FihristC",
      dependencies: [
        "CFihrist", "Fihrist", "FihristStorage", "FihristArchive", "FihristAnswers",
      ],
      packageAccess: false, swiftSettings: settings),
    .target(
      name: "FihristUnpacking", dependencies: ["FihristArchive"],
      swiftSettings: settings),
    .target(
      name: "FihristSQLite", dependencies: ["FihristArchive", "CSQLite"],
      swiftSettings: settings),
    .executableTarget(
      name: "FihristCommand",
      dependencies: [
        "Fihrist", "FihristArchive", "FihristUnpacking", "FihristSQLite", "FihristAnswers",
        .product(
          name: "ArgumentParser", package: "swift-argument-parser",
          condition: .when(traits: ["Tool"])),
        .product(
          name: "Histogram", package: "hdrhistogram-swift", condition: .when(traits: ["Tool"])),
      ],
      packageAccess: false, swiftSettings: settings),

    // What the README shows, compiled and run by tests.
    .executableTarget(
      name: "ArticlesExample", dependencies: ["Fihrist"], path: "Examples/Articles"),
    .executableTarget(
      name: "ServiceExample", dependencies: ["Fihrist"], path: "Examples/Service"),

    // Tests.
    .target(
      name: "FihristTestSupport",
      dependencies: ["FihristText", "FihristStorage", "FihristStoredDocuments", "FihristFormat"],
      path: "Tests/FihristTestSupport", swiftSettings: settings),
    .target(
      name: "FihristFuzzBodies",
      dependencies: [
        "FihristText", "FihristStorage", "FihristStoredDocuments", "FihristFormat",
        "FihristIndexing", "FihristSearch", "FihristArchive", "FihristUnpacking", "FihristSQLite",
        "FihristTestSupport",
      ],
      path: "Tests/FihristFuzzBodies", swiftSettings: settings),
    .testTarget(
      name: "FihristFuzzTests", dependencies: ["FihristFuzzBodies", "FihristTestSupport"],
      resources: [.copy("FuzzFindings")], swiftSettings: settings),
    .testTarget(
      name: "FihristTextTests", dependencies: ["FihristText", "FihristTestSupport"],
      resources: [.copy("Vectors")], swiftSettings: settings),
    .testTarget(
      name: "FihristCalendarTests", dependencies: ["FihristCalendar", "FihristTestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "FihristStorageTests", dependencies: ["FihristStorage", "FihristTestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "FihristStoredDocumentsTests",
      dependencies: ["FihristStoredDocuments", "FihristStorage", "FihristTestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "FihristFormatTests",
      dependencies: [
        "FihristFormat", "FihristStoredDocuments", "FihristStorage", "FihristKernels",
        "FihristTestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "FihristIndexingTests",
      dependencies: [
        "FihristIndexing", "FihristFormat", "FihristStoredDocuments", "FihristStorage",
        "FihristText", "FihristTestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "FihristSearchTests",
      dependencies: [
        "FihristSearch", "FihristIndexing", "FihristFormat", "FihristStoredDocuments",
        "FihristStorage", "FihristText", "FihristTestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "FihristTests",
      dependencies: [
        "Fihrist", "FihristFormat", "FihristIndexing", "FihristStorage", "FihristStoredDocuments",
        "FihristTestSupport",
      ],
      resources: [.copy("Golden/version-1")], swiftSettings: settings),
    .testTarget(
      name: "FihristArchiveTests",
      dependencies: [
        "FihristArchive", "Fihrist", "FihristStorage", "FihristFormat", "FihristIndexing",
        "FihristZstd", "FihristUnpacking", "FihristSQLite", "FihristTestSupport", "CZlib", "CZstd",
      ],
      resources: [.copy("MarkedPages")], swiftSettings: settings),
    .testTarget(
      name: "FihristAnswersTests",
      dependencies: ["Fihrist", "FihristAnswers", "FihristTestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "FihristCTests",
      dependencies: ["FihristC", "CFihrist", "Fihrist", "FihristTestSupport"],
      // They call C functions, so nearly every line would be marked.
      swiftSettings: Array(settings.dropFirst())),
    .testTarget(
      name: "FihristExampleTests",
      dependencies: ["ArticlesExample", "ServiceExample", "FihristTestSupport"],
      swiftSettings: settings),
    .testTarget(name: "FihristTidyTests", swiftSettings: settings),
    .testTarget(
      name: "FihristCommandTests",
      dependencies: ["FihristCommand", "Fihrist", "FihristStorage", "FihristTestSupport"],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
