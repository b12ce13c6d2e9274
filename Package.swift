// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func module(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

func tests(of name: String, _ more: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests",
    dependencies: [.target(name: name), "TestSupport"] + more,
    exclude: exclude,
    swiftSettings: settings
  )
}

let package = Package(
  name: "scopebook",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "scopebook", targets: ["scopebook"]),
    // For programs that declare their catalog as Swift values, and for generators of their own.
    .library(name: "ScopebookCatalog", targets: ["Permissions"]),
    .library(name: "ScopebookSite", targets: ["ScopebookSite"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.24.0"),
  ],
  targets: [
    .systemLibrary(name: "CMark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    // Where the C library's way with memory costs too much.
    .target(name: "CMemory", dependencies: ["CMark"]),
    // Files that travel inside the executable; the C compiler's #embed costs nothing to build and nothing to load.
    .target(
      name: "EmbeddedFiles",
      exclude: ["explanations", "letters", "preview", "theme", "providers", "starter", "strings", "list-files.py"]
    ),
    module("Diagnostics", ["ByteBuffers"]),
    // Bytes that are written in many small pieces, and looked for in others.
    module("ByteBuffers", ["CMemory"]),
    // What a product's code asks for.
    module("CodeWitness", ["ByteBuffers", "Diagnostics", "Permissions"]),
    module("ExternalLinks", ["Diagnostics"]),
    // Colours for code; knows bytes, no pages.
    module("Highlighting", []),
    module("Markup", ["ByteBuffers", "CMark", "CMemory", "Diagnostics", "Highlighting"]),
    module("Permissions", ["EmbeddedFiles"]),
    // What a guide tells its readers to grant.
    module("DocsWitness", ["ByteBuffers", "Diagnostics", "Markup", "Permissions"]),
    // Serves a folder's site to browsers on this machine; knows addresses and bytes, no site.
    module(
      "Preview",
      [.product(name: "FlyingSocks", package: "FlyingFox")]
    ),
    // Words of pages as an index that browsers load in small pieces; knows texts, no site.
    module("Search", ["ByteBuffers", "EmbeddedFiles"]),
    module("Templates", ["ByteBuffers", "Diagnostics"]),
    module("TypedYAML", ["CYAML", "Diagnostics"]),
    module(
      "SiteBuilder",
      [
        "ByteBuffers", "CMemory", "CodeWitness", "Diagnostics", "DocsWitness", "EmbeddedFiles", "ExternalLinks",
        "Markup", "Permissions", "Search", "Templates", "TypedYAML",
      ]
    ),
    module(
      "CommandLineTool",
      [
        "CMemory", "CodeWitness", "Diagnostics", "DocsWitness", "ExternalLinks", "Markup", "Permissions", "Preview",
        "SiteBuilder", "TypedYAML",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),
    module("ScopebookSite", ["Diagnostics", "Permissions", "SiteBuilder"]),
    // One declaration of permissions, used by a server and by its help center.
    .target(
      name: "ExampleCatalog",
      dependencies: ["Permissions"],
      path: "Sources/Examples/Catalog",
      swiftSettings: settings
    ),
    .target(
      name: "ExampleServer",
      dependencies: ["Permissions"],
      path: "Sources/Examples/Server",
      swiftSettings: settings
    ),
    .executableTarget(
      name: "example-site",
      dependencies: ["ExampleCatalog", "ScopebookSite"],
      path: "Sources/Examples/Site",
      exclude: ["help-center"],
      swiftSettings: settings
    ),
    .executableTarget(name: "scopebook", dependencies: ["CommandLineTool"], swiftSettings: settings),
    // What tests of several modules need: clocks and threads that other tests do not disturb.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    tests(of: "CodeWitness", ["Diagnostics", "Permissions"], exclude: ["Fixtures"]),
    tests(of: "Diagnostics"),
    tests(of: "ExternalLinks", ["Diagnostics"]),
    tests(of: "Markup", ["Diagnostics"]),
    tests(of: "Permissions", ["EmbeddedFiles"]),
    tests(of: "DocsWitness", ["Diagnostics", "Markup", "Permissions"], exclude: ["Fixtures"]),
    tests(of: "Preview"),
    tests(of: "Highlighting"),
    tests(of: "Search"),
    tests(of: "Templates", ["Diagnostics"]),
    tests(of: "TypedYAML", ["Diagnostics"]),
    tests(of: "SiteBuilder", ["Diagnostics", "ExternalLinks", "Markup", "Permissions", "Templates", "TypedYAML"]),
    tests(
      of: "CommandLineTool",
      [
        "CodeWitness", "Diagnostics", "Permissions", "SiteBuilder",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),
    .testTarget(
      name: "ExampleTests",
      dependencies: ["Diagnostics", "ExampleCatalog", "ExampleServer", "Permissions", "ScopebookSite"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "GoldenTests",
      dependencies: ["CommandLineTool", "Diagnostics", "SiteBuilder"],
      exclude: ["Fixtures"],
      swiftSettings: settings
    ),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c2x
)
