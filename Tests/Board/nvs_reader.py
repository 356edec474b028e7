"""Reads an NVS partition back, from the format alone and without the package that wrote it.

Source: ESP-IDF Programming Guide, "Non-Volatile Storage Library", section "Internals".
"""

import struct
import zlib

PAGE = 4096
ENTRY = 32
ENTRIES = 126
FIRST_ENTRY = 64
EMPTY, ACTIVE, FULL = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFC
VERSION_2 = 0xFE
U8, STRING = 0x01, 0x21
WRITTEN = 0b10


def read(image):
    """`{namespace: {key: text}}`; an AssertionError where a checksum or a state is wrong."""
    namespaces, values = {}, []
    states = []
    for start in range(0, len(image), PAGE):
        page = image[start:start + PAGE]
        states.append(struct.unpack_from("<I", page)[0])
        if states[-1] != EMPTY:
            _read_page(page, namespaces, values)
    assert len(image) % PAGE == 0 and states[-1] == EMPTY, "NVS needs an empty page to move entries"
    assert set(states) <= {EMPTY, ACTIVE, FULL} and states.count(ACTIVE) == 1, states
    result = {name: {} for name in namespaces.values()}
    for index, key, text in values:
        assert key not in result[namespaces[index]], key
        result[namespaces[index]][key] = text
    return result


def _read_page(page, namespaces, values):
    _, _, version = struct.unpack_from("<IIB", page)
    assert version == VERSION_2
    assert struct.unpack_from("<I", page, 28)[0] == _crc(page[4:28])
    index = 0
    while index < ENTRIES:
        state = page[32 + index // 4] >> (index % 4 * 2) & 0b11
        if state != WRITTEN:
            index += 1
            continue
        offset = FIRST_ENTRY + index * ENTRY
        entry = page[offset:offset + ENTRY]
        space, kind, span, _, crc = struct.unpack_from("<BBBBI", entry)
        assert crc == _crc(entry[:4] + entry[8:])
        key = entry[8:24].rstrip(b"\0").decode("ascii")
        if space == 0:
            assert kind == U8
            namespaces[entry[24]] = key
        else:
            assert kind == STRING, f"{key} is no string"
            size, _, data_crc = struct.unpack_from("<HHI", entry, 24)
            data = page[offset + ENTRY:offset + ENTRY + size]
            assert data_crc == _crc(data) and data.endswith(b"\0")
            values.append((space, key, data[:-1].decode("utf-8")))
        index += span


def _crc(data):
    return zlib.crc32(data, 0xFFFFFFFF)
