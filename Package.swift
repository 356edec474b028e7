// swift-tools-version: 6.2
import PackageDescription

// A debug build is what the tests run: hours of virtual time, and millions of pixels.
let optimized: SwiftSetting = .unsafeFlags(["-O"], .when(configuration: .debug))

let core: [SwiftSetting] = [
  .enableExperimentalFeature("Lifetimes"),
  // `associatedtype Output: ~Copyable` (JSONHandler).
  .enableExperimentalFeature("SuppressedAssociatedTypes"),
  // `@_rawLayout` (Pinned).
  .enableExperimentalFeature("RawLayout"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .treatWarning("EmbeddedRestrictions", as: .error),
  optimized,
]
let host: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
  name: "Sleeve",
  products: [
    .executable(name: "hostsim", targets: ["HostSimCommand"])
  ],
  targets: [
    // The core: what runs on the board, and nothing that a board lacks.
    .target(
      name: "Firmware", dependencies: ["FontData"], path: "Firmware",
      exclude: ["DESIGN.md", "PROTOCOL.md", "Fonts"], swiftSettings: core),
    .target(
      name: "FontData", path: "Firmware/Fonts",
      exclude: [
        "README.md", "LICENSE-DejaVu.txt", "LICENSE-Roboto.txt", "requirements.txt",
        "make_fonts.py", "make_text_tables.py", "make_words.py", "fonts.bin", "text.bin",
        "words.bin",
        "words",
      ]),

    // The gateway's covers and decisions: as WebAssembly at the edge, and native on the host.
    .target(name: "Encoder", path: "Board/worker/Encoder", swiftSettings: core),
    .target(
      name: "Coordinator", dependencies: ["Encoder", "Firmware"], path: "Board/worker/Coordinator",
      swiftSettings: core),

    // The host's stand-ins for the hardware, and the command line over them.
    .systemLibrary(
      name: "CPNG", path: "HostSim/SystemLibraries/CPNG", pkgConfig: "libpng",
      providers: [.apt(["libpng-dev"])]),
    .systemLibrary(
      name: "CTurboJPEG", path: "HostSim/SystemLibraries/CTurboJPEG", pkgConfig: "libturbojpeg",
      providers: [.apt(["libturbojpeg0-dev"])]),
    .systemLibrary(
      name: "CCurl", path: "HostSim/SystemLibraries/CCurl", pkgConfig: "libcurl",
      providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(
      name: "CCrypto", path: "HostSim/SystemLibraries/CCrypto", pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"])]),
    // Another implementation of Unicode's order of text, which the tests hold the core's against.
    .systemLibrary(
      name: "CFriBidi", path: "HostSim/SystemLibraries/CFriBidi", pkgConfig: "fribidi",
      providers: [.apt(["libfribidi-dev"])]),
    .target(
      name: "BuiltIn", path: "HostSim/BuiltIn",
      cSettings: [
        .define("APP_VERSION", to: "\"\(Context.environment["APP_VERSION"] ?? "0.0.0-dev")\"")
      ]),
    .target(
      name: "HostSim",
      dependencies: [
        "Firmware", "BuiltIn", "Encoder", "CPNG", "CTurboJPEG", "CCrypto", "CCurl",
      ],
      path: "HostSim",
      exclude: [
        "need.sh", "SystemLibraries", "CommandLine", "BuiltIn", "Pictures", "Fonts/README.md",
        "Fonts/LICENSE-Unifont.txt", "Fonts/make_fallback.py", "Fonts/fallback.bin",
      ], swiftSettings: host + [optimized]),
    .executableTarget(
      name: "HostSimCommand", dependencies: ["HostSim", "Firmware"], path: "HostSim/CommandLine",
      swiftSettings: host),

    // The port: what a board gives to the core, and the core's protocols over it. What a board calls
    // needs the board's memory for the device.
    .systemLibrary(name: "CPort", path: "Board/port/include"),
    .target(
      name: "Port", dependencies: ["Firmware", "CPort"], path: "Board/port",
      exclude: ["README.md", "include", "PortCalls.swift", "main.swift"], swiftSettings: core),

    // The emulated boards' script, played on this machine as well, against the simulated panel:
    // `make qemu-virt-test`.
    .target(
      name: "CScript", path: "Board/script", exclude: ["panel.c", "image.c"],
      cSettings: [.headerSearchPath("../port/include")]),
    .executableTarget(
      name: "emulator-script", dependencies: ["CScript", "CPort", "Port", "Firmware", "HostSim"],
      path: "Tests/Emulator/HostScript", swiftSettings: host),

    .testTarget(
      name: "FirmwareTests",
      dependencies: [
        "Firmware", "HostSim", .target(name: "CFriBidi", condition: .when(platforms: [.linux])),
      ],
      path: "Tests/FirmwareTests", exclude: ["Golden"], swiftSettings: host),
    .testTarget(
      name: "PortTests", dependencies: ["Port", "CPort", "Firmware", "HostSim"],
      path: "Tests/PortTests",
      swiftSettings: host),
    .testTarget(
      name: "EncoderTests", dependencies: ["Encoder", "HostSim", "CPNG", "CTurboJPEG"],
      path: "Tests/EncoderTests", swiftSettings: host),
    .testTarget(
      name: "CoordinatorTests", dependencies: ["Coordinator", "Firmware", "HostSim"],
      path: "Tests/CoordinatorTests", swiftSettings: host),
    .testTarget(
      name: "HostSimTests", dependencies: ["HostSim", "Encoder"], path: "Tests/HostSimTests",
      exclude: ["Fixtures", "Golden"], swiftSettings: host),
    // The inputs that the fuzzers have found: `make fuzz`.
    .testTarget(
      name: "FuzzTests", dependencies: ["Firmware", "Encoder"], path: "Tests/Fuzz",
      exclude: [
        "Board", "Corpus", "Host", "corpus.py", "fuzz.mk", "json.dict", "minimise.sh", "run.sh",
      ], swiftSettings: host + [.enableExperimentalFeature("Lifetimes"), optimized]),
  ],
  cLanguageStandard: .c2x)
