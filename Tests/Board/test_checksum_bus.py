"""The bus of the emulated chip, compiled for this machine: what it says on the console."""

import shutil
import subprocess

import pytest
from conftest import ROOT

STAND_INS = """
struct Configuration {}
struct SDKError: HardwareFailure { let code: Int32 }
enum Log {
  static func write(_ text: StaticString, _ number: Int32) { print(text, number) }
}
func board_log_screen(_ number: UInt32, _ bytes: UInt32, _ checksum: UInt32) {
  print("screen", number, bytes)
}

var bus = try ChecksumDisplayBus(Configuration())
for percent: UInt8 in [0, 0, 100, 100, 20, 0] { try bus.setBacklight(percent: percent) }
"""


@pytest.mark.skipif(not shutil.which("swiftc"), reason="there is no Swift")
def test_the_light_is_told_of_when_it_changes(tmp_path):
    main = tmp_path / "main.swift"
    main.write_text(STAND_INS)
    program = tmp_path / "bus"
    sources = [ROOT / "Board/esp-idf/main/ChecksumDisplayBus.swift",
               *(ROOT / f"Firmware/2-Hardware/{name}.swift"
                 for name in ("DisplayBus", "HardwareFailure")), main]
    subprocess.run(["swiftc", "-swift-version", "6", *sources, "-o", program], check=True)
    said = subprocess.run([program], capture_output=True, text=True, check=True).stdout
    assert said.splitlines() == [
        f"backlight, per cent {percent}" for percent in (0, 100, 20, 0)]
