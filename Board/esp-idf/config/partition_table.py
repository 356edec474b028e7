"""Partition tables as ESP-IDF reads them, and the rules that they must keep.

Source of the rules: ESP-IDF Programming Guide, "Partition Tables". The SDK's generator checks most
of them too, but only on a machine that has the SDK.
"""

import dataclasses
import itertools

from problem import Problem, read_text

SECTOR = 0x1000
APP_ALIGNMENT = 0x10000
# The table itself is one sector at CONFIG_PARTITION_TABLE_OFFSET.
TABLE_OFFSET = 0x8000
FIRST_OFFSET = TABLE_OFFSET + SECTOR
# 0xC00 bytes of 32-byte entries, less the one that holds the checksum.
ENTRIES_MAX = 95
LABEL_BYTES_MAX = 16
OTADATA_BYTES = 0x2000

TYPES = {"app": 0x00, "data": 0x01}
SUBTYPES = {
    0x00: {"factory": 0x00, "test": 0x20} | {f"ota_{slot}": 0x10 + slot for slot in range(16)},
    0x01: {
        "ota": 0x00, "phy": 0x01, "nvs": 0x02, "coredump": 0x03, "nvs_keys": 0x04, "efuse": 0x05,
        "undefined": 0x06, "esphttpd": 0x80, "fat": 0x81, "spiffs": 0x82, "littlefs": 0x83,
    },
}  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Partition:
    """One line of the table; offset and size in bytes."""

    name: str
    type: int
    subtype: int
    offset: int
    size: int
    place: str
    is_readonly: bool = False

    @property
    def end(self):
        return self.offset + self.size

    @property
    def is_app(self):
        return self.type == TYPES["app"]


def read(path):
    """The partitions of a CSV file, in its order."""
    partitions = []
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        text = line.partition("#")[0].strip()
        if text:
            partitions.append(_partition(text, f"{path}:{number}"))
    if not partitions:
        raise Problem(path, "has no partition")
    return partitions


def named(partitions, name, path):
    """The partition of that name."""
    for partition in partitions:
        if partition.name == name:
            return partition
    raise Problem(path, f'has no partition "{name}"')


def check(partitions, flash_bytes):
    """Raises a Problem at the first partition that breaks a rule."""
    for partition in partitions:
        _check_alone(partition, flash_bytes)
    if len(partitions) > ENTRIES_MAX:
        raise Problem(partitions[ENTRIES_MAX].place, f"is more than {ENTRIES_MAX} partitions")
    _check_unique(partitions)
    ordered = sorted(partitions, key=lambda partition: partition.offset)
    for before, after in itertools.pairwise(ordered):
        if after.offset < before.end:
            raise Problem(after.place, f'"{after.name}" overlaps "{before.name}"')


def _check_alone(partition, flash_bytes):
    label = partition.name.encode()
    if not 1 <= len(label) <= LABEL_BYTES_MAX:
        raise Problem(partition.place, f"a label has 1…{LABEL_BYTES_MAX} bytes, not {len(label)}")
    alignment = APP_ALIGNMENT if partition.is_app else SECTOR
    if partition.offset % alignment:
        raise Problem(
            partition.place, f"offset {partition.offset:#x} is no multiple of {alignment:#x}")
    if partition.size % SECTOR or partition.size == 0:
        raise Problem(
            partition.place, f"size {partition.size:#x} is no multiple of a sector, {SECTOR:#x}")
    if partition.offset < FIRST_OFFSET:
        raise Problem(
            partition.place, f"offset {partition.offset:#x} is in the bootloader or in the table")
    if partition.end > flash_bytes:
        raise Problem(
            partition.place, f"ends at {partition.end:#x}, past the flash's {flash_bytes:#x}")


def _check_unique(partitions):
    seen = set()
    otadata = [p for p in partitions if (p.type, p.subtype) == (0x01, 0x00)]
    for partition in partitions:
        if partition.name in seen:
            raise Problem(partition.place, f'there is another "{partition.name}"')
        seen.add(partition.name)
    if len(otadata) > 1:
        raise Problem(otadata[1].place, "is a second partition for the OTA data")
    if otadata and otadata[0].size != OTADATA_BYTES:
        raise Problem(otadata[0].place, f"OTA data takes {OTADATA_BYTES:#x} bytes")


def _partition(text, place):
    fields = [field.strip() for field in text.split(",")]
    flags = fields[5] if len(fields) == 6 else ""
    if not 5 <= len(fields) <= 6 or flags not in ("", "readonly"):
        raise Problem(place, "is not name, type, subtype, offset, size, and maybe readonly")
    kind = _number(fields[1], TYPES, place)
    subtype = _number(fields[2], SUBTYPES.get(kind, {}), place)
    offset, size = (_number(field, {}, place) for field in fields[3:5])
    for value, name in ((kind, "type"), (subtype, "subtype")):
        if not 0 <= value <= 0xFE:
            raise Problem(place, f"{name} {value:#x} does not fit a byte")
    return Partition(fields[0], kind, subtype, offset, size, place, flags == "readonly")


def _number(text, names, place):
    """A number as the SDK writes it: decimal, 0x…, or with K or M for 1,024 or 1,048,576."""
    if text in names:
        return names[text]
    digits, factor = text, 1
    if text[-1:].upper() in ("K", "M"):
        digits, factor = text[:-1], {"K": 1 << 10, "M": 1 << 20}[text[-1].upper()]
    try:
        return int(digits, 0) * factor
    except ValueError:
        raise Problem(place, f'"{text}" is no number and no known name') from None
