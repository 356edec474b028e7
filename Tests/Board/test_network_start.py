"""When the board starts its network, compiled for this machine."""

import shutil
import subprocess

import pytest
from conftest import ROOT

STAND_INS = """
typealias esp_err_t = Int32
let ESP_OK: esp_err_t = 0, ESP_ERR_NOT_FOUND: esp_err_t = 0x105
enum Log {
  static func write(_ what: StaticString, _ error: SDKError) { print(what, error.code) }
}
func start(_ what: String) -> esp_err_t {
  print("start", what)
  return CommandLine.arguments[1] == what ? 0x101 : ESP_OK
}
func board_network_start() -> esp_err_t { start("network") }
func board_clock_start() -> esp_err_t { start("clock") }

var network = NetworkStart()
// The clock wraps meanwhile.
let begun = Instant(milliseconds: 0xFFFF_FFFF - 10_000)
for second: UInt32 in 0...30 {
  let now = begun + second * 1_000
  do throws(SDKError) {
    try network.step(isReady: second >= 5, now: now)
  } catch {
    print("ends after", second, "with", error.code)
    break
  }
  if second == 4 || second == 30 { print("started:", network.isStarted) }
}
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    folder = tmp_path_factory.mktemp("start")
    main = folder / "main.swift"
    main.write_text(STAND_INS)
    sources = [*(ROOT / f"Board/esp-idf/main/{name}.swift" for name in ("NetworkStart", "SDKError")),
               ROOT / "Firmware/1-Hardware/HardwareFailure.swift",
               ROOT / "Firmware/2-Values/Instant.swift", main]
    subprocess.run(
        ["swiftc", "-swift-version", "6", *sources, "-o", folder / "start"], check=True)
    return folder / "start"


@pytest.mark.skipif(not shutil.which("swiftc"), reason="there is no Swift")
@pytest.mark.parametrize("failure, said", [
    ("nothing", ["started: false", "start network", "start clock", "started: true"]),
    ("network", ["started: false", "start network", "network 257", "ends after 25 with 257"]),
    ("clock", ["started: false", "start network", "start clock", "network 257",
               "ends after 25 with 257"]),
])  # fmt: skip
def test_the_network_is_started_once_and_a_failure_can_be_read(program, failure, said):
    result = subprocess.run([program, failure], capture_output=True, text=True, check=True)
    assert result.stdout.splitlines() == said
