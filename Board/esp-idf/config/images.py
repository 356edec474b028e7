"""The bytes of the two partitions that make a device a person's own."""

import io

from esp_idf_nvs_partition_gen import nvs_partition_gen as nvs
from littlefs import LittleFS, LittleFSError
from problem import Problem

NAMESPACE = "sleeve"

# What the LittleFS component of ESP-IDF uses by default; the file system holds the name length and
# the block size, and a driver with others does not mount it.
GEOMETRY = {
    "block_size": 4096,
    "read_size": 128,
    "prog_size": 128,
    "cache_size": 512,
    "lookahead_size": 128,
    "block_cycles": 512,
    "name_max": 64,
}


def settings_image(settings, partition):
    """An NVS partition with `settings` as strings in the namespace `sleeve`."""
    result = io.BytesIO()
    # The last page stays empty: NVS needs it to move entries.
    room, read_only = nvs.check_size(hex(partition.size))
    try:
        with nvs.nvs_open(result, room, nvs.Page.VERSION2, read_only=read_only) as image:
            image.write_namespace(NAMESPACE)
            for key, value in settings.items():
                image.write_entry(key, value, "string")
    except nvs.InsufficientSizeError:
        raise Problem(
            partition.place, f'"{partition.name}" has no room for the settings') from None
    return result.getvalue()


def files_image(files, partition):
    """A LittleFS partition with `files`, `{name: bytes}`, in its root."""
    blocks = partition.size // GEOMETRY["block_size"]
    system = LittleFS(block_count=blocks, **GEOMETRY)
    try:
        for name in sorted(files):
            with system.open(name, "wb") as file:
                file.write(files[name])
    except LittleFSError as error:
        raise Problem(
            partition.place, f'"{partition.name}" has no room for {name}: {error}') from None
    system.unmount()
    return bytes(system.context.buffer)
