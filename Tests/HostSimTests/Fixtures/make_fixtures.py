#!/usr/bin/env python3
"""Writes the pictures beside this script, which the tests of HostSim/Images read.

PNG: colour-<type>-depth-<bits>[-interlaced][-trns | -gama-<times 100,000>].png, each of
13 x 11 pixels whose samples follow `sample`. They are put together chunk by chunk, since no common
library writes every colour type, bit depth and interlacing.

JPEG: 37 x 29 pixels, smooth, as `smooth_rgb` has them.

Needs Pillow, and the TurboJPEG library for the one kind (YCCK) that Pillow cannot write.
Run it again only to add a fixture: another version of the libraries may write other bytes.
"""

import ctypes
import ctypes.util
import io
import struct
import zlib
from pathlib import Path

from PIL import Image

FOLDER = Path(__file__).parent

PNG_WIDTH, PNG_HEIGHT = 13, 11
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
# Start and step of the seven passes of Adam7, along x and y.
ADAM7 = (
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4),
    (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
)
PALETTE_ALPHAS = 12

JPEG_WIDTH, JPEG_HEIGHT = 37, 29


def sample(x, y, channel, depth):
    """The sample that the tests expect, too."""
    value = (x * 2311 + y * 5003 + channel * 9973 + x * y * 101) & 0xFFFF
    return value >> (16 - depth)


def chunk(kind, data):
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def packed_row(samples, depth):
    if depth == 16:
        return b"".join(struct.pack(">H", value) for value in samples)
    bits = "".join(format(value, f"0{depth}b") for value in samples)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits), 8))


def scanlines(colour, depth, interlaced):
    """All rows, each behind a filter byte of 0 (none)."""
    passes = ADAM7 if interlaced else ((0, 0, 1, 1),)
    data = b""
    for x0, y0, dx, dy in passes:
        columns = range(x0, PNG_WIDTH, dx)
        if not columns:
            continue
        for y in range(y0, PNG_HEIGHT, dy):
            row = [sample(x, y, c, depth) for x in columns for c in range(CHANNELS[colour])]
            data += b"\0" + packed_row(row, depth)
    return data


def transparency(colour, depth):
    """The value of pixel (3, 2) is transparent; in a palette, alphas rise from entry 0 on."""
    if colour == 3:
        return bytes(i * 23 for i in range(min(PALETTE_ALPHAS, 1 << depth)))
    return b"".join(
        struct.pack(">H", sample(3, 2, c, depth)) for c in range(CHANNELS[colour])
    )


def png(colour, depth, interlaced=False, trns=False, gamma=None):
    name = f"colour-{colour}-depth-{depth}"
    header = struct.pack(">IIBBBBB", PNG_WIDTH, PNG_HEIGHT, depth, colour, 0, 0, interlaced)
    file = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
    if gamma is not None:
        file += chunk(b"gAMA", struct.pack(">I", gamma))
        name += f"-gama-{gamma}"
    if colour == 3:
        palette = (c & 255 for i in range(1 << depth) for c in (i * 37, i * 91, 255 - i * 53))
        file += chunk(b"PLTE", bytes(palette))
    if trns:
        file += chunk(b"tRNS", transparency(colour, depth))
        name += "-trns"
    data = zlib.compress(scanlines(colour, depth, interlaced), 9)
    # Two chunks of picture data, since readers must join them.
    file += chunk(b"IDAT", data[:20]) + chunk(b"IDAT", data[20:]) + chunk(b"IEND", b"")
    name += "-interlaced" if interlaced else ""
    (FOLDER / f"{name}.png").write_bytes(file)


def smooth_rgb(x, y):
    """The pixel that the tests expect, too."""
    return (
        255 * x // (JPEG_WIDTH - 1),
        255 * y // (JPEG_HEIGHT - 1),
        255 * (x + y) // (JPEG_WIDTH + JPEG_HEIGHT - 2),
    )


def smooth_picture():
    picture = Image.new("RGB", (JPEG_WIDTH, JPEG_HEIGHT))
    picture.putdata([smooth_rgb(x, y) for y in range(JPEG_HEIGHT) for x in range(JPEG_WIDTH)])
    return picture


def jpeg(name, picture, **options):
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=95, **options)
    (FOLDER / f"{name}.jpg").write_bytes(buffer.getvalue())


def orientation(value):
    exif = Image.Exif()
    exif[0x0112] = value
    return exif


def cmyk_picture():
    """Pillow's own conversion takes no black; this one takes as much as it can."""
    inks = []
    for rgb in smooth_picture().getdata():
        light = max(rgb) or 1
        inks.append(tuple(255 - value * 255 // light for value in rgb) + (255 - light,))
    picture = Image.new("CMYK", (JPEG_WIDTH, JPEG_HEIGHT))
    picture.putdata(inks)
    return picture


def without_adobe(name, source):
    """The same file without its APP14 segment, and with its inks to be read as they stand."""
    file = (FOLDER / f"{source}.jpg").read_bytes()
    at = file.index(b"\xff\xee")
    length = struct.unpack(">H", file[at + 2 : at + 4])[0]
    (FOLDER / f"{name}.jpg").write_bytes(file[:at] + file[at + 2 + length :])


def ycck(name, picture):
    """Four components through TurboJPEG, which turns CMYK into YCCK; inks inverted, as Adobe's."""
    library = ctypes.CDLL(ctypes.util.find_library("turbojpeg"))
    library.tjInitCompress.restype = ctypes.c_void_p
    inks = bytes(255 - value for pixel in picture.getdata() for value in pixel)
    file, size = ctypes.c_void_p(), ctypes.c_ulong()
    pixel_format_cmyk, subsampling_420, quality = 11, 2, 95
    status = library.tjCompress2(
        ctypes.c_void_p(library.tjInitCompress()), inks, JPEG_WIDTH, 0, JPEG_HEIGHT,
        pixel_format_cmyk, ctypes.byref(file), ctypes.byref(size), subsampling_420, quality, 0,
    )
    assert status == 0
    (FOLDER / f"{name}.jpg").write_bytes(ctypes.string_at(file, size.value))


def main():
    for colour, depths in DEPTHS.items():
        for depth in depths:
            for interlaced in (False, True):
                png(colour, depth, interlaced)
    for colour, depth in ((0, 2), (0, 8), (0, 16), (2, 8), (2, 16), (3, 2), (3, 8)):
        png(colour, depth, trns=True)
    png(0, 8, gamma=45455)
    png(2, 8, gamma=100000)
    png(2, 16, gamma=100000)

    picture = smooth_picture()
    jpeg("baseline-444", picture, subsampling="4:4:4")
    jpeg("baseline-422", picture, subsampling="4:2:2")
    jpeg("baseline-420", picture, subsampling="4:2:0")
    jpeg("progressive-444", picture, subsampling="4:4:4", progressive=True)
    jpeg("progressive-420", picture, subsampling="4:2:0", progressive=True)
    jpeg("restart-444", picture, subsampling="4:4:4", restart_marker_blocks=3)
    jpeg("grey", picture.getchannel("G"))
    jpeg("orientation-6", picture, subsampling="4:4:4", exif=orientation(6))
    jpeg("cmyk", cmyk_picture())
    without_adobe("cmyk-without-adobe", "cmyk")
    ycck("ycck-420", cmyk_picture())


if __name__ == "__main__":
    main()
