"""The panel's pins from power-on to its first command, on a stand-in for the SDK."""

import re

import chips
import fake_sdk_build
import pin_map
import pytest
from conftest import ROOT

PINS = {"LAST_PIN": 33, "PANEL_MHZ": 40, "PIN_CLOCK": 18, "PIN_DATA": 23, "PIN_SELECT": 22,
        "PIN_COMMAND": 21, "PIN_RESET": 19, "PIN_BACKLIGHT": 4}  # fmt: skip


def build(folder, target="esp32", **pins):
    return fake_sdk_build.build(
        folder, "fake_panel.h", "sdkconfig.h driver/gpio.h driver/ledc.h driver/spi_master.h esp_attr.h "
        "esp_err.h nvs.h",
        "board_backlight.c board_panel_bus.c board_pins.c board_settings_number.c panel.c", f"-DCONFIG_IDF_TARGET_{target.upper()}=1",
        *(f"-DCONFIG_SLEEVE_{name}={number}" for name, number in {**PINS, **pins}.items()))


def lines_of(folder, start, *settings, **pins):
    """What happens on the wires after a `start`: `{stage: [line]}`."""
    return stages_of(build(folder, **pins), start, *settings)


def stages_of(program, start, *settings):
    stages = {"before": []}
    for line in fake_sdk_build.run(program, start, *settings):
        if line in ("rest", "move", "open", "start", "draw", "light"):
            stages[line] = []
        else:
            stages[list(stages)[-1]].append(line)
    return stages


def test_the_light_goes_off_before_the_panel_is_reset(tmp_path):
    cold = lines_of(tmp_path, "cold")
    assert sorted(cold["before"]) == ["BLK floats", "CS floats", "DC floats", "RES floats"]
    assert cold["rest"] == ["BLK 0", "CS 1", "RES 0", "DC 1"]


def test_a_start_does_nothing_before():
    source = (ROOT / "Board/esp-idf/components/hardware/board_main.c").read_text()
    first = re.search(r"void app_main\(void\) {\n(?:\s*//.*\n)*\s*(.*)\n", source)[1]
    assert first == "board_panel_rest();"


def test_a_restart_leaves_no_light_of_before(tmp_path):
    warm = lines_of(tmp_path, "warm")
    assert warm["before"] == ["BLK 1", "RES 1", "DC 1"]
    assert warm["rest"] == ["BLK 0", "CS 1", "RES 0"]


@pytest.mark.parametrize("start", ["cold", "warm"])
def test_the_panel_stays_dark_and_in_reset_until_the_core_starts_it(tmp_path, start):
    stages = lines_of(tmp_path, start)
    assert stages["open"] == ["mode 0, 40000000 Hz"]
    assert stages["start"] == ["RES 1", "DC 0", "CS 0", "byte 11", "CS 1", "DC 1"]


@pytest.mark.parametrize("start", ["cold", "warm"])
def test_a_panel_without_select_is_in_mode_3_and_loses_no_bit(tmp_path, start):
    stages = lines_of(tmp_path, start, PIN_SELECT=-1)
    assert stages["open"] == ["mode 3, 40000000 Hz"]
    assert stages["start"] == ["RES 1", "DC 0", "byte 11", "DC 1"]


def test_what_is_not_wired_is_left_alone(tmp_path):
    stages = lines_of(tmp_path, "cold", PIN_BACKLIGHT=-1)
    assert stages["rest"] == ["CS 1", "RES 0", "DC 1"]


@pytest.mark.parametrize("megahertz", [26, 40, 80])
def test_the_original_esp32_takes_any_clock_on_these_pins(tmp_path, megahertz):
    stages = lines_of(tmp_path, "cold", PANEL_MHZ=megahertz)
    assert stages["open"] == [f"mode 0, {megahertz}000000 Hz"]


def test_pixels_and_commands_keep_their_order(tmp_path):
    """Each buffer stays as it is until it is on the wire, and DC changes between transfers only."""
    def sent(*values):
        return ["CS 0", *(f"byte {value:02X}" for value in values), "CS 1"]
    stages = lines_of(tmp_path, "cold")
    assert stages["draw"] == [*sent(1, 2), *sent(3, 4), *sent(5, 6), "DC 0", *sent(0x2A), "DC 1",
                              *sent(7)]
    assert stages["light"] == ["duty 1024", "duty 204"]


def test_a_light_that_is_always_on_is_not_dimmed(tmp_path):
    assert lines_of(tmp_path, "cold", PIN_BACKLIGHT=-1)["light"] == []


# Pins as settings, which count from the moment at which they are known.

WIRED = ["pin_sclk=25", "pin_mosi=26", "pin_cs=27", "pin_dc=14", "pin_reset=13",
         "pin_backlight=32"]  # fmt: skip
REFUSED = "I a GPIO that the chip needs otherwise, or has not; the build's counts:"
TWICE = "I settings: one GPIO for two of the panel's pins; the build's count for all"


@pytest.mark.parametrize("start", ["cold", "warm"])
def test_pins_that_are_set_rest_before_the_bus_is_opened(tmp_path, start):
    stages = lines_of(tmp_path, start, *WIRED, "spi_hz=20000000")
    assert stages["rest"][0] == "BLK 0"
    assert stages["move"] == ["GPIO4 floats", "GPIO22 floats", "GPIO19 floats", "GPIO21 floats",
                              "BLK 0", "CS 1", "RES 0", "DC 1"]
    assert stages["open"] == ["mode 0, 20000000 Hz"]
    assert stages["start"] == ["RES 1", "DC 0", "CS 0", "byte 11", "CS 1", "DC 1"]


def test_nothing_set_changes_nothing(tmp_path):
    assert lines_of(tmp_path, "cold")["move"] == []


def test_a_light_that_is_on_at_a_low_level_is_off(tmp_path):
    assert lines_of(tmp_path, "cold", "backlight=low")["move"] == ["BLK 1"]


def test_a_panel_without_select_may_be_set(tmp_path):
    stages = lines_of(tmp_path, "cold", "pin_cs=-1")
    assert stages["move"] == ["GPIO22 floats"]
    assert stages["open"][0] == "mode 3, 40000000 Hz"


def test_one_pin_for_two_is_refused(tmp_path):
    stages = lines_of(tmp_path, "cold", "pin_dc=25", "pin_cs=25")
    assert stages["move"] == [TWICE]
    assert stages["start"] == ["RES 1", "DC 0", "CS 0", "byte 11", "CS 1", "DC 1"]


# What a default board is wired to is right there, and the source of JTAG is anybody's.
FREE = {"esp32c6": {15}}


@pytest.mark.parametrize("target", list(chips.CHIPS))
def test_a_pin_that_the_chip_needs_is_refused(tmp_path, target):
    chip = chips.CHIPS[target]
    kconfig = pin_map.read(ROOT / "Board/esp-idf/main/Kconfig.projbuild", target)
    names = {"SCL": "PIN_CLOCK", "SDA": "PIN_DATA", "CS": "PIN_SELECT", "DC": "PIN_COMMAND",
             "RES": "PIN_RESET", "BLK": "PIN_BACKLIGHT"}  # fmt: skip
    program = build(tmp_path, target, **{names[role]: kconfig[role] for role in names})
    allowed = (chip.pins - chip.flash - chip.strapping - chip.console - chip.usb - chip.psram
               - chip.input_only) | FREE.get(target, set())  # fmt: skip
    others = {kconfig[role] for role in names}
    for pin in set(range(49)) - others:
        said = stages_of(program, "cold", f"pin_dc={pin}")["move"]
        assert (f"{REFUSED} pin_dc" not in said) == (pin in allowed), pin
    assert stages_of(program, "cold", f"pin_dc={kconfig['DC']}")["move"] == []
