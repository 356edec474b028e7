import Firmware
import Foundation

/// What a person waits for, measured on a modelled network: the product beside other rules.
struct LatencyReport {
  private(set) var lines: [String] = []
  /// What does not hold that must; empty where all does.
  private(set) var misses: [String] = []
  /// To the last pixel at 50 ms, milliseconds: the product's, and with a connection for each cover.
  private(set) var coverMs: (sleeve: Double, before: Double) = (.nan, .nan)
  private var pictures: [UInt64]?

  /// lwIP's default of ESP-IDF, and what the board's settings have.
  static let windowBefore = 5_760
  static let window = 23_040

  private static let heading =
    "                                  change to title   last pixel      answer to   a change:"
    + "                              a day:"

  init() {
    for roundTripMs: UInt64 in [20, 50, 100] {
      begin("\(roundTripMs) ms round trip, \(ServerLimits.gateway.name)")
      let before = add(Self.before(roundTripMs))
      add(.init(name: "two connections", model: Self.model(roundTripMs), rule: .two))
      add(.init(name: "one connection", model: Self.model(roundTripMs), rule: .one))
      let after = add(Self.after(roundTripMs))
      if roundTripMs == 50 { judge(before, after) }
    }
    begin("50 ms round trip, other servers and networks")
    for limits in [ServerLimits.node, .nginx] {
      var (before, after) = (Self.before(50), Self.after(50))
      (before.limits, after.limits) = (limits, limits)
      add(before, limits.name)
      add(after, limits.name)
    }
    var asleep = Self.after(50)
    asleep.model.radioSleeps = true
    add(asleep, "radio sleeps")
    var lossy = Self.after(50)
    lossy.model.lossPerMille = 10
    add(lossy, "1 % lost")
    add(.init(name: "one", model: Self.model(50), rule: .one, paces: false), "no poll_after_ms")
    addWindows()
  }

  private static func model(_ roundTripMs: UInt64) -> NetworkModel {
    NetworkModel(roundTripMs: roundTripMs, windowBytes: window)
  }

  private static func before(_ roundTripMs: UInt64) -> LatencyRun.Setup {
    LatencyRun.Setup(
      name: "a connection a cover",
      model: NetworkModel(roundTripMs: roundTripMs, windowBytes: windowBefore), rule: .coverApart)
  }

  private static func after(_ roundTripMs: UInt64) -> LatencyRun.Setup {
    LatencyRun.Setup(
      name: "one, answers held", model: model(roundTripMs), rule: .one, holds: true)
  }

  private mutating func begin(_ title: String) {
    lines += [title, Self.heading, Self.subheading]
  }

  private static let subheading =
    "                                  median   worst   median   worst  last pixel   kB  trips"
    + "  hands  asks   hands    asks"

  @discardableResult
  private mutating func add(_ setup: LatencyRun.Setup, _ more: String? = nil) -> LatencyRun {
    let run = LatencyRun(setup)
    let changes = Double(setup.changes)
    let counts = run.counts
    let name = setup.name + (more.map { ", \($0)" } ?? "")
    lines.append(
      "  " + name.padding(toLength: 30, withPad: " ", startingAt: 0)
        + Self.seconds(run.titleMs.median) + Self.seconds(run.titleMs.worst) + " "
        + Self.seconds(run.pixelMs.median) + Self.seconds(run.pixelMs.worst)
        + Self.cell(run.coverMs.median, 8) + " ms"
        + Self.cell(Double(counts.bytes) / changes / 1_000, 6)
        + Self.cell(Double(counts.roundTrips) / changes, 7)
        + Self.cell(Double(counts.handshakes) / changes, 7, digits: 2)
        + Self.cell(Double(counts.requests) / changes, 6) + Self.cell(Double(counts.handshakes), 8)
        + Self.cell(Double(counts.requests), 8))
    if run.titleMs.count != setup.changes || run.pixelMs.count != setup.changes {
      misses.append("\(name): \(setup.changes - run.pixelMs.count) changes were not seen")
    }
    if let pictures, pictures != run.pictures { misses.append("\(name): other pictures") }
    pictures = run.pictures
    return run
  }

  private mutating func judge(_ before: LatencyRun, _ after: LatencyRun) {
    coverMs = (after.coverMs.median, before.coverMs.median)
    if after.coverMs.median > 400 { misses.append("answer to last pixel above 400 ms") }
    if after.titleMs.median > 3_000 { misses.append("change to title above 3 s") }
    if after.titleMs.worst > 7_000 { misses.append("the worst title above 7 s") }
    if after.counts.handshakes > 1 { misses.append("more than one handshake a day") }
  }

  private mutating func addWindows() {
    lines += [
      "From the answer to the last pixel, ms", "  TCP window  TLS record   20 ms   50 ms  100 ms",
    ]
    for window in [5_760, 11_520, 17_280, 23_040, 28_800, 34_560] {
      for record in window == Self.window ? [4_096, 16_384] : [16_384] {
        var line = "  " + Self.cell(Double(window), 10) + Self.cell(Double(record), 12)
        for roundTripMs: UInt64 in [20, 50, 100] {
          var setup = Self.after(roundTripMs)
          (setup.model.windowBytes, setup.model.recordBytes) = (window, record)
          setup.changes = 10
          line += Self.cell(LatencyRun(setup).coverMs.median, 8)
        }
        lines.append(line)
      }
    }
  }

  private static func seconds(_ milliseconds: Double) -> String {
    cell(milliseconds / 1_000, 6, digits: 2) + " s"
  }

  private static func cell(_ value: Double, _ width: Int, digits: Int = 0) -> String {
    let text = String(format: "%.\(digits)f", value)
    return String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
