import CPort
import Firmware
import Port
import Testing

extension PortTests {
  /// The panel and the flash.
  @Suite struct Hardware {
    private let port = FakePort.reset()

    /// The code that `body` throws; nil where it throws none.
    private func code(_ body: () throws(PortFailure) -> Void) -> Int32? {
      do throws(PortFailure) {
        try body()
        return nil
      } catch {
        return error.code
      }
    }

    @Test func transfersGoAsTheyAre() {
      var panel = PortPanel()
      let failure = code { () throws(PortFailure) in
        try panel.command(0x2A, [0, 1, 0, 239].span)
        try panel.command(0x29, Span())
        try panel.pixels([1, 2, 3, 4].span)
        try panel.setBacklight(percent: 100)
        let low = try panel.setReset(.low)
        let high = try panel.setReset(.high)
        #expect(low == .driven && high == .driven)
      }
      #expect(failure == nil)
      #expect(
        port.calls == [
          "command 42 [0, 1, 0, 239]", "command 41 []", "pixels 4", "backlight 100", "reset 0",
          "reset 1",
        ])
      port.answers["panel_reset"] = 0
      #expect((try? panel.setReset(.low)) == .absent)
    }

    /// Calls every function that answers a number, by its name.
    private func call(_ function: String) -> Int32? {
      var panel = PortPanel()
      var flash = PortFlash()
      var network = PortNetwork()
      var bytes: [UInt8] = [1, 2]
      return code { () throws(PortFailure) in
        switch function {
        case "panel_command": try panel.command(1, Span())
        case "panel_pixels": try panel.pixels([1, 2].span)
        case "panel_reset": _ = try panel.setReset(.low)
        case "panel_backlight": try panel.setBacklight(percent: 1)
        case "flash_read":
          var buffer = bytes.mutableSpan
          try flash.read(.journal, at: 0, into: &buffer)
        case "flash_write": try flash.write(bytes.span, to: .otadata, at: 0)
        case "flash_erase": try flash.erase(.slot(.second), sectorAt: 4_096)
        case "flash_bootable": _ = try flash.isBootable(.first, byteCount: 5)
        case "network_start": try network.start()
        case "network_restart_radio": try network.restartRadio()
        default: try network.rejoin()
        }
      }
    }

    static let functions = [
      "panel_command", "panel_pixels", "panel_reset", "panel_backlight", "flash_read",
      "flash_write", "flash_erase", "flash_bootable", "network_start", "network_restart_radio",
      "network_rejoin",
    ]

    @Test(arguments: functions)
    func theDriversNumberIsTold(_ function: String) {
      #expect(call(function) == nil)
      for (answer, code) in PortTests.failures {
        port.answers[function] = answer
        #expect(call(function) == code)
      }
      #expect(port.log.isEmpty)
    }

    @Test(arguments: functions)
    func nonsenseIsAFailureOfItsOwn(_ function: String) {
      for answer in PortTests.nonsense {
        port.answers[function] = answer
        port.log = []
        #expect(call(function) == PortFailure.nonsense.code)
        #expect(port.log == ["port: sleeve_\(function) must not answer \(answer)"])
      }
    }

    @Test func regionsHaveTheirNumbers() {
      var flash = PortFlash()
      var bytes: [UInt8] = [0, 0, 0]
      let failure = code { () throws(PortFailure) in
        var buffer = bytes.mutableSpan
        try flash.read(.otadata, at: 4, into: &buffer)
        try flash.write([9, 8].span, to: .slot(.first), at: 512)
        try flash.erase(.journal, sectorAt: 4_096)
        try flash.erase(.slot(.second), sectorAt: 0)
        let isBootable = try flash.isBootable(.second, byteCount: 77)
        #expect(isBootable)
      }
      #expect(failure == nil)
      #expect(bytes == [0xFF, 0xFF, 0xFF])
      #expect(
        port.calls == [
          "read 0 4 3", "write 2 512 [9, 8]", "erase 1 4096", "erase 3 0", "bootable 1 77",
        ])
    }

    @Test(
      arguments: [
        (1 << 20, 0, 1 << 20, Slot.first), (1 << 20, 1, 1 << 20, .second), (0, 1, 0, .first),
        // What cannot be has no room for any image.
        (1 << 20, 2, 0, .first), (1 << 20, -1, 0, .first), (5_000, 0, 0, .first),
        (1 << 28 + 4_096, 0, 0, .first), (0xFFFF_F000, 1, 0, .first),
      ] as [(UInt32, Int32, UInt32, Slot)])
    func slotsAreBelievedWhereTheyCanBe(
      _ said: UInt32, _ running: Int32, _ byteCount: UInt32, _ slot: Slot
    ) {
      port.slotBytes = said
      port.answers["flash_running_slot"] = running
      let flash = PortFlash()
      #expect(flash.slotByteCount == byteCount)
      #expect(flash.runningSlot == slot)
      #expect(port.log.isEmpty == (byteCount > 0 || said == 0))
    }
  }
}
