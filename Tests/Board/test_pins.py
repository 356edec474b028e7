"""The pin maps, broken copies of them, and what else names the same pins."""

import json
import re
import subprocess
import tomllib
import xml.etree.ElementTree

import chips
import make_wiring
import pin_map
import pytest
import yaml
from conftest import ROOT
from problem import Problem

BOARD = ROOT / "Board/esp-idf"
KCONFIG = BOARD / "main/Kconfig.projbuild"
TARGETS = list(chips.CHIPS)
BUILT = re.search(
    r"^ESP_BOARDS := (.*)$", (BOARD / "board.mk").read_text(), re.MULTILINE)[1].split()
C6 = {"SCL": 23, "SDA": 22, "CS": 1, "DC": 8, "RES": 14, "BLK": 15, "button": 9}


@pytest.mark.parametrize("target", TARGETS)
def test_the_pin_map_can_work(target):
    pins = pin_map.read(KCONFIG, target)
    assert list(pins) == list(pin_map.ROLES.values())
    chips.check(target, pins, KCONFIG)


@pytest.mark.parametrize("target", TARGETS)
def test_no_pin_past_the_chips_last_output_can_be_configured(target):
    text = KCONFIG.read_text()
    chip = chips.CHIPS[target]
    assert pin_map.default(text, "SLEEVE_LAST_PIN", target) == max(chip.pins - chip.input_only)
    for option in pin_map.ROLES:
        assert re.search(
            rf"config SLEEVE_{option}\n.*\n(?:.*depends on .*\n)?\s*range (?:0|-1) SLEEVE_LAST_PIN\n",
            text), option


def test_another_chip_is_not_given_the_pins_of_one_of_these(tmp_path):
    with pytest.raises(Problem, match="no default for SLEEVE_PIN_CLOCK on esp32h2"):
        pin_map.read(KCONFIG, "esp32h2")
    for name in ("sdkconfig.h", "driver/gpio.h", "esp_err.h"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    hardware = BOARD / "components/hardware"
    build = subprocess.run(
        ["cc", "-fsyntax-only", f"-I{tmp_path}", f"-I{ROOT / 'Board/port/include'}",
         hardware / "board_pins.c"], capture_output=True, text=True, check=False)
    assert build.returncode != 0 and "this chip has no pins yet" in build.stderr


def test_a_reader_that_misread_would_be_seen(tmp_path):
    path = tmp_path / "Kconfig.projbuild"
    path.write_text("".join(
        f"config SLEEVE_{option}\n  int \"x\"\n  default {number} if IDF_TARGET_ESP32C6\n"
        f"  default {number + 1}\n  help\n    default 99\n"
        for number, option in enumerate(pin_map.ROLES)))
    assert list(pin_map.read(path, "esp32c6").values()) == list(range(7))
    assert list(pin_map.read(path, "esp32c3").values()) == list(range(1, 8))
    path.write_text(path.read_text().replace("default 1 if", "default -1 if"))
    assert "SDA" not in pin_map.read(path, "esp32c6")
    path.write_text(path.read_text().replace("SLEEVE_PIN_RESET", "SLEEVE_PIN_OTHER"))
    with pytest.raises(Problem, match="no default for SLEEVE_PIN_RESET on esp32c6"):
        pin_map.read(path, "esp32c6")


@pytest.mark.parametrize("target, role, pin, reason", [
    ("esp32c6", "SDA", 23, "SDA: GPIO23 is SCL too"),
    ("esp32c6", "SCL", 31, "SCL: esp32c6 has no GPIO31"),
    ("esp32c3", "SCL", 22, "SCL: esp32c3 has no GPIO22"),
    ("esp32c6", "RES", 24, "RES: GPIO24 is for the flash"),
    ("esp32c3", "RES", 11, "RES: GPIO11 is for the flash"),
    ("esp32c3", "RES", 17, "RES: GPIO17 is for the flash"),
    ("esp32c6", "CS", 12, "CS: GPIO12 is for the USB"),
    ("esp32c3", "CS", 19, "CS: GPIO19 is for the USB"),
    ("esp32c6", "CS", 16, "CS: GPIO16 is for the console"),
    ("esp32c3", "CS", 21, "CS: GPIO21 is for the console"),
    ("esp32c6", "CS", 4, "CS: GPIO4 is a strapping pin"),
    ("esp32c6", "CS", 5, "CS: GPIO5 is a strapping pin"),
    ("esp32c3", "CS", 2, "CS: GPIO2 is a strapping pin"),
    ("esp32c3", "CS", 8, "CS: GPIO8 is a strapping pin"),
    ("esp32c3", "DC", 8, "DC: GPIO8 is a strapping pin"),
    ("esp32", "CS", 6, "CS: GPIO6 is for the flash"),
    ("esp32", "CS", 16, "CS: GPIO16 is for the PSRAM"),
    ("esp32", "CS", 1, "CS: GPIO1 is for the console"),
    ("esp32", "CS", 12, "CS: GPIO12 is a strapping pin"),
    ("esp32", "CS", 34, "CS: GPIO34 is an input only"),
    ("esp32", "CS", 24, "CS: esp32 has no GPIO24"),
    ("esp32s3", "CS", 22, "CS: esp32s3 has no GPIO22"),
    ("esp32s3", "CS", 30, "CS: GPIO30 is for the flash"),
    ("esp32s3", "CS", 35, "CS: GPIO35 is for the PSRAM"),
    ("esp32s3", "CS", 20, "CS: GPIO20 is for the USB"),
    ("esp32s3", "CS", 45, "CS: GPIO45 is a strapping pin"),
])  # fmt: skip
def test_a_pin_that_cannot_work_is_refused(target, role, pin, reason):
    pins = pin_map.read(KCONFIG, target)
    pins[role] = pin
    with pytest.raises(Problem, match=re.escape(reason)):
        chips.check(target, pins, "here")


def test_a_pin_tolerated_for_one_use_is_not_for_another():
    with pytest.raises(Problem, match="BLK: GPIO8 is a strapping pin"):
        chips.check("esp32c6", {"BLK": 8}, "here")


def test_a_button_may_be_on_an_input():
    chips.check("esp32", {"button": 34}, "here")


def test_the_panels_clock_is_one_that_it_takes():
    # ST7789V datasheet, section 7.4.1: a write cycle is 16 ns or longer.
    megahertz = int(re.search(
        r"config SLEEVE_PANEL_MHZ\n(?:.*\n)*?\s*default (\d+)", KCONFIG.read_text())[1])
    assert 1000 / megahertz >= 16


def test_the_components_are_pinned():
    manifest = yaml.safe_load((BOARD / "main/idf_component.yml").read_text())
    for name, version in manifest["dependencies"].items():
        if name == "idf":
            continue
        assert re.fullmatch(r"[\w-]+/[\w-]+", name), name
        assert re.fullmatch(r"(==)?\d+\.\d+\.\d+", version), f"{name} is not pinned: {version}"


def test_make_and_the_project_name_the_same_sdk():
    wanted = re.search(r"^ESP_IDF_VERSION := v(.*)$", (BOARD / "board.mk").read_text(), re.MULTILINE)[1]
    cmake = (BOARD / "CMakeLists.txt").read_text()
    assert f'STREQUAL "{wanted}"' in cmake
    manifest = yaml.safe_load((BOARD / "main/idf_component.yml").read_text())
    assert wanted in manifest["dependencies"]["idf"]
    assert re.search(r"^project\(sleeve\)$", cmake, re.MULTILINE)


def test_wokwi_finds_what_make_builds():
    settings = tomllib.loads((BOARD / "wokwi.toml").read_text())["wokwi"]
    assert settings["version"] == 1
    assert settings["firmware"] == "../../.build/esp32c6/flasher_args.json"
    assert settings["elf"] == "../../.build/esp32c6/sleeve.elf"


# What the display of the simulator calls the pins of the real one. Its RST and LED do nothing.
WOKWI_DISPLAY = {"SCL": "SCK", "SDA": "MOSI", "CS": "CS", "DC": "D/C", "BLK": "LED"}


def diagram_pins(diagram):
    """`{display's pin: GPIO number}` of the wires between the board and the display."""
    kinds = {part["id"]: part["type"] for part in diagram["parts"]}
    pins = {}
    for start, end, color, _ in diagram["connections"]:
        ends = sorted((start, end), key=lambda name: kinds.get(name.split(":")[0], ""))
        board, display = (name.split(":") for name in ends)
        assert color
        if board[0].startswith("$") or not kinds[display[0]].startswith("wokwi-ili9341"):
            continue
        if board[1].isdigit():
            assert display[1] not in pins
            pins[display[1]] = int(board[1])
    return pins


def test_the_diagram_is_wired_as_the_firmware_expects():
    diagram = json.loads((BOARD / "diagram.json").read_text())
    kinds = sorted(part["type"] for part in diagram["parts"])
    assert kinds == ["board-esp32-c6-devkitc-1", "wokwi-ili9341"]
    pins = pin_map.read(KCONFIG, "esp32c6")
    assert diagram_pins(diagram) == {WOKWI_DISPLAY[role]: pins[role] for role in WOKWI_DISPLAY}
    diagram["connections"][-1][0] = diagram["connections"][-1][0].rpartition(":")[0] + ":2"
    assert diagram_pins(diagram) != {WOKWI_DISPLAY[role]: pins[role] for role in WOKWI_DISPLAY}


@pytest.mark.parametrize("target", BUILT)
def test_the_drawing_is_of_these_pins(target):
    drawing = BOARD / f"wiring-{target}.svg"
    assert drawing.read_text() == make_wiring.drawing(target), "please run make_wiring.py"
    tree = xml.etree.ElementTree.parse(drawing)
    texts = "".join(tree.getroot().itertext())
    pins = pin_map.read(KCONFIG, target)
    assert all(f"GPIO{pins[role]}" in texts and role in texts for role in pins if role != "button")


@pytest.mark.parametrize("column, target", list(enumerate(BUILT, start=2)))
def test_the_readme_wires_the_same_pins(column, target):
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in (BOARD / "README.md").read_text().splitlines() if line.startswith("| ")]
    wires = [row for row in rows if len(row) == 2 + len(BUILT) and row[column].startswith("GPIO")]
    table = {row[0]: row[column] for row in wires}
    pins = pin_map.read(KCONFIG, target)
    assert table == {role: f"GPIO{pin}" for role, pin in pins.items() if role != "button"}
