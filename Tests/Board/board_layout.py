"""What the firmware takes for granted of a flash, held against a partition table."""

import re

import partition_table
from problem import Problem

FLASH_BYTES = 4 << 20
# Types that this project gives a meaning: the update journal and the fallback font.
JOURNAL_SUBTYPE = 0x40
FONT_SUBTYPE = 0x41
# NVS keeps one page free, and needs one for each of old and new.
NVS_BYTES_MIN = 3 * partition_table.SECTOR


def check(partitions, path, font_bytes):
    """Raises a Problem where the firmware would not find what it needs."""
    find = {name: partition_table.named(partitions, name, path) for name in (
        "nvs", "otadata", "phy_init", "update", "settings", "ota_0", "ota_1", "config", "font")}
    _check_type(find["otadata"], 0x01, 0x00)
    for name in ("nvs", "settings"):
        _check_type(find[name], 0x01, 0x02)
        _check_size(find[name], NVS_BYTES_MIN, "three pages of NVS")
    # A fault there is to be told, and not to be repaired by erasing. In all others something writes.
    for partition in partitions:
        if partition.is_readonly != (partition.name == "settings"):
            raise Problem(partition.place, f'"{partition.name}" is the wrong one to be readonly')
    _check_type(find["phy_init"], 0x01, 0x01)
    _check_type(find["update"], 0x01, JOURNAL_SUBTYPE)
    _check_type(find["font"], 0x01, FONT_SUBTYPE)
    _check_type(find["config"], 0x01, 0x83)
    _check_type(find["ota_0"], 0x00, 0x10)
    _check_type(find["ota_1"], 0x00, 0x11)
    apps = [partition for partition in partitions if partition.is_app]
    if len(apps) != 2:
        raise Problem(apps[-1].place, f"is one of {len(apps)} places for images; updates use two")
    if find["ota_0"].size != find["ota_1"].size:
        raise Problem(find["ota_1"].place, "is not as large as the other place for an image")
    _check_size(find["update"], 2 * partition_table.SECTOR, "two records of the update journal")
    _check_size(find["font"], font_bytes, "the fallback font")


def check_simulation(partitions, path, source):
    """The flash that updates are tested on is this one."""
    for name, label in (("otadata", "otadata"), ("journal", "update"), ("firstSlot", "ota_0"),
                        ("secondSlot", "ota_1")):
        found = re.search(rf"{name}: 0x([0-9A-F_]+)\.\.<0x([0-9A-F_]+)", source)
        start, end = (int(text.replace("_", ""), 16) for text in found.groups())
        partition = partition_table.named(partitions, label, path)
        if (partition.offset, partition.end) != (start, end):
            raise Problem(partition.place, f'"{label}" is not where the simulated flash has it')


def check_sdkconfig(text, path):
    """The SDK is told to use the table, and to build what the firmware needs."""
    lines = {line.strip() for line in text.splitlines()}
    for wanted in (
        "CONFIG_PARTITION_TABLE_CUSTOM=y",
        'CONFIG_PARTITION_TABLE_CUSTOM_FILENAME="partitions.csv"',
        "CONFIG_ESPTOOLPY_FLASHSIZE_4MB=y",
        # A new image that does not prove itself is left again.
        "CONFIG_BOOTLOADER_APP_ROLLBACK_ENABLE=y",
        # A weak supply does not end in a loop of restarts.
        "CONFIG_ESP_BROWNOUT_DET=y",
        "CONFIG_ESP_PHY_REDUCE_TX_POWER=y",
        # The same commit makes the same bytes.
        "CONFIG_APP_REPRODUCIBLE_BUILD=y",
        # A gateway may have its certificate from any public authority.
        "CONFIG_MBEDTLS_CERTIFICATE_BUNDLE_DEFAULT_FULL=y",
    ):
        if wanted not in lines:
            raise Problem(path, f"does not say {wanted}")


def _check_type(partition, kind, subtype):
    if (partition.type, partition.subtype) != (kind, subtype):
        raise Problem(
            partition.place, f'"{partition.name}" is not of type {kind:#x}, subtype {subtype:#x}')


def _check_size(partition, bytes_min, what):
    if partition.size < bytes_min:
        raise Problem(
            partition.place, f'"{partition.name}" is too small for {what}: {bytes_min} bytes')
