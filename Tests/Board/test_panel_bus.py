"""The panel's pins from power-on to its first command, on a stand-in for the SDK."""

import re

import fake_sdk_build
import pytest
from conftest import ROOT

PINS = {"LAST_PIN": 33, "PANEL_MHZ": 40, "PIN_CLOCK": 18, "PIN_DATA": 23, "PIN_SELECT": 22,
        "PIN_COMMAND": 21, "PIN_RESET": 19, "PIN_BACKLIGHT": 4}  # fmt: skip


def lines_of(folder, start, **pins):
    """What happens on the wires after a `start`: `{stage: [line]}`."""
    program = fake_sdk_build.build(
        folder, "fake_panel.h", "sdkconfig.h driver/gpio.h driver/spi_master.h",
        "board_pins.c board_panel_bus.c panel.c",
        *(f"-DCONFIG_SLEEVE_{name}={number}" for name, number in {**PINS, **pins}.items()))
    stages = {"before": []}
    for line in fake_sdk_build.run(program, start):
        if line in ("rest", "open", "start"):
            stages[line] = []
        else:
            stages[list(stages)[-1]].append(line)
    return stages


def test_the_light_goes_off_before_the_panel_is_reset(tmp_path):
    cold = lines_of(tmp_path, "cold")
    assert sorted(cold["before"]) == ["BLK floats", "CS floats", "DC floats", "RES floats"]
    assert cold["rest"] == ["BLK 0", "CS 1", "RES 0", "DC 1"]


def test_a_start_does_nothing_before():
    source = (ROOT / "Board/esp-idf/main/Main.swift").read_text()
    first = re.search(r"@c\(app_main\).*\n(?:\s*//.*\n)*\s*(.*)\n", source)[1]
    assert first == "PanelBus.rest()"


def test_a_restart_leaves_no_light_of_before(tmp_path):
    warm = lines_of(tmp_path, "warm")
    assert warm["before"] == ["BLK 1", "RES 1", "DC 1"]
    assert warm["rest"] == ["BLK 0", "CS 1", "RES 0"]


@pytest.mark.parametrize("start", ["cold", "warm"])
def test_the_panel_stays_dark_and_in_reset_until_the_core_starts_it(tmp_path, start):
    stages = lines_of(tmp_path, start)
    assert stages["open"] == ["mode 0, 40000000 Hz"]
    assert stages["start"] == ["RES 1", "CS 0", "byte 11", "CS 1"]


@pytest.mark.parametrize("start", ["cold", "warm"])
def test_a_panel_without_select_is_in_mode_3_and_loses_no_bit(tmp_path, start):
    stages = lines_of(tmp_path, start, PIN_SELECT=-1)
    assert stages["open"] == ["mode 3, 40000000 Hz"]
    assert stages["start"] == ["RES 1", "byte 11"]


def test_what_is_not_wired_is_left_alone(tmp_path):
    stages = lines_of(tmp_path, "cold", PIN_BACKLIGHT=-1)
    assert stages["rest"] == ["CS 1", "RES 0", "DC 1"]


@pytest.mark.parametrize("megahertz", [26, 40, 80])
def test_the_original_esp32_takes_any_clock_on_these_pins(tmp_path, megahertz):
    stages = lines_of(tmp_path, "cold", PANEL_MHZ=megahertz)
    assert stages["open"] == [f"mode 0, {megahertz}000000 Hz"]
