"""The partition table, and broken copies of it."""

import board_layout
import partition_table
import pytest
from conftest import ROOT
from problem import Problem

PATH = ROOT / "Board/esp-idf/partitions.csv"
FONT = ROOT / "HostSim/Fonts/fallback.bin"
SIMULATION = (ROOT / "HostSim/Flash/FlashLayout.swift").read_text()
SDKCONFIG = ROOT / "Board/esp-idf/sdkconfig.defaults"


def rows():
    """The table's lines as lists of fields, without comments."""
    lines = [line.partition("#")[0].strip() for line in PATH.read_text().splitlines()]
    return [[field.strip() for field in line.split(",")] for line in lines if line]


def check(table, tmp_path):
    path = tmp_path / "partitions.csv"
    path.write_text("".join(", ".join(row) + "\n" for row in table))
    partitions = partition_table.read(path)
    partition_table.check(partitions, board_layout.FLASH_BYTES)
    board_layout.check(partitions, path, FONT.stat().st_size)
    board_layout.check_simulation(partitions, path, SIMULATION)


def changed(name, column, value):
    """The table with one field of one partition changed."""
    table = rows()
    row = next(row for row in table if row[0] == name)
    row[column] = value
    return table


def without(name):
    return [row for row in rows() if row[0] != name]


def test_the_table_keeps_every_rule(tmp_path):
    check(rows(), tmp_path)
    partition_table.check(partition_table.read(PATH), board_layout.FLASH_BYTES)


def test_another_way_to_write_it_is_the_same(tmp_path):
    check(changed("ota_0", 3, "128K"), tmp_path)
    check(changed("ota_0", 1, "0"), tmp_path)
    check(changed("nvs", 4, str(0x6000)), tmp_path)
    check([["# a comment"], *rows()], tmp_path)


NAME, TYPE, SUBTYPE, OFFSET, SIZE, FLAGS = range(6)


@pytest.mark.parametrize("table, reason", [
    # The rules of the SDK.
    (changed("ota_0", OFFSET, "0x21000"), "offset 0x21000 is no multiple of 0x10000"),
    (changed("update", OFFSET, "0x12800"), "offset 0x12800 is no multiple of 0x1000"),
    (changed("config", SIZE, "0x800"), "size 0x800 is no multiple of a sector"),
    (changed("config", SIZE, "0"), "size 0x0 is no multiple of a sector"),
    (changed("nvs", OFFSET, "0x8000"), "is in the bootloader or in the table"),
    (changed("font", SIZE, "0xF1000"), "past the flash's 0x400000"),
    (changed("nvs", SIZE, "0x7000"), '"otadata" overlaps "nvs"'),
    (changed("ota_1", OFFSET, "0x180000"), '"ota_1" overlaps "ota_0"'),
    (changed("phy_init", NAME, "a" * 17), "a label has 1…16 bytes, not 17"),
    (changed("phy_init", NAME, "é" * 9), "a label has 1…16 bytes, not 18"),
    (changed("phy_init", NAME, ""), "a label has 1…16 bytes, not 0"),
    (changed("phy_init", NAME, "nvs"), 'there is another "nvs"'),
    (changed("otadata", SIZE, "0x1000"), "OTA data takes 0x2000 bytes"),
    (changed("phy_init", SUBTYPE, "ota"), "a second partition for the OTA data"),
    (changed("phy_init", TYPE, "date"), '"date" is no number and no known name'),
    (changed("phy_init", SUBTYPE, "0x1FF"), "subtype 0x1ff does not fit a byte"),
    (changed("phy_init", SUBTYPE, "fay"), '"fay" is no number and no known name'),
    (changed("phy_init", OFFSET, ""), "is no number"),
    (changed("settings", FLAGS, "encrypted"), "and maybe readonly"),
    ([["nvs", "data"]], "is not name, type, subtype, offset, size"),
    ([], "has no partition"),
    # What the firmware takes for granted.
    (changed("ota_1", SIZE, "0x160000"), "is not as large as the other place for an image"),
    (changed("update", SIZE, "0x1000"), '"update" is too small for two records'),
    (changed("update", SUBTYPE, "0x42"), '"update" is not of type 0x1, subtype 0x40'),
    (changed("font", SIZE, "0x80000"), '"font" is too small for the fallback font'),
    (changed("nvs", SIZE, "0x2000"), '"nvs" is too small for three pages'),
    (changed("config", SUBTYPE, "fat"), '"config" is not of type 0x1, subtype 0x83'),
    (changed("ota_1", SUBTYPE, "ota_2"), '"ota_1" is not of type 0x0, subtype 0x11'),
    (changed("settings", SIZE, "0x2000"), '"settings" is too small for three pages'),
    (changed("settings", SUBTYPE, "0x42"), '"settings" is not of type 0x1, subtype 0x2'),
    (changed("settings", FLAGS, ""), '"settings" is the wrong one to be readonly'),
    ([*without("nvs"), ["nvs", "data", "nvs", "0x9000", "0x6000", "readonly"]],
     '"nvs" is the wrong one to be readonly'),
    (without("settings"), 'has no partition "settings"'),
    (changed("config", NAME, "files"), 'has no partition "config"'),
    (without("font"), 'has no partition "font"'),
    (changed("otadata", OFFSET, "0x10000"), '"otadata" overlaps|overlaps "otadata"'),
])  # fmt: skip
def test_a_broken_table_is_refused(table, reason, tmp_path):
    with pytest.raises(Problem, match=reason):
        check(table, tmp_path)


def test_a_third_place_for_an_image_is_refused(tmp_path):
    table = changed("ota_0", SIZE, "0x160000")
    next(row for row in table if row[NAME] == "ota_1")[SIZE] = "0x160000"
    with pytest.raises(Problem, match="is one of 3 places for images"):
        check([*table, ["factory", "app", "factory", "0x180000", "0x10000"]], tmp_path)


def test_a_table_that_the_simulation_does_not_know_is_refused(tmp_path):
    table = [*without("update"), ["update", "data", "0x40", "0x1A000", "0x2000"]]
    with pytest.raises(Problem, match='"update" is not where the simulated flash has it'):
        check(table, tmp_path)


def test_more_partitions_than_the_table_holds_are_refused():
    many = [partition_table.Partition(f"p{n}", 1, 6, 0x9000 + n * 0x1000, 0x1000, "here")
            for n in range(96)]
    partition_table.check(many[:95], board_layout.FLASH_BYTES)
    with pytest.raises(Problem, match="more than 95 partitions"):
        partition_table.check(many, board_layout.FLASH_BYTES)


def test_the_sdk_is_told_to_use_the_table():
    text = SDKCONFIG.read_text()
    board_layout.check_sdkconfig(text, SDKCONFIG)
    wanted = [line for line in text.splitlines() if line.startswith((
        "CONFIG_PARTITION_TABLE_CUSTOM", "CONFIG_ESPTOOLPY_FLASHSIZE_4MB",
        "CONFIG_BOOTLOADER_APP_ROLLBACK_ENABLE", "CONFIG_APP_REPRODUCIBLE_BUILD",
        "CONFIG_MBEDTLS_CERTIFICATE_BUNDLE_DEFAULT"))]
    assert len(wanted) == 6
    for line in wanted:
        with pytest.raises(Problem, match="does not say"):
            board_layout.check_sdkconfig(text.replace(line, "# " + line), SDKCONFIG)
