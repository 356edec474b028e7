#!/usr/bin/env python3
"""Makes fonts.bin, the four anti-aliased fonts that are compiled into the firmware.

The format is described byte by byte in README.md, beside this file, with how to run it. The output
depends on nothing but the source fonts and the pinned libraries.
"""

import struct
import sys
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

import freetype
import numpy as np

SOURCE = Path("/usr/share/fonts/truetype")
ROBOTO = SOURCE / "roboto/unhinted/RobotoTTF"
DEJAVU = SOURCE / "dejavu"
# What is promised: every assigned code point in these ranges has a glyph.
RANGES = [
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x02BB, 0x02BF), (0x02C6, 0x02C7), (0x02D8, 0x02DD),
    (0x0300, 0x036F), (0x0370, 0x03FF), (0x0400, 0x04FF), (0x1E00, 0x1EFF), (0x2000, 0x200A),
    (0x2010, 0x2027), (0x202F, 0x205F), (0x20A0, 0x20BE), (0x2116, 0x2117), (0x2120, 0x2122),
    (0x2190, 0x2199), (0x221E, 0x221E), (0x25C6, 0x25C6), (0x2605, 0x2606), (0x2661, 0x2661), (0x2665, 0x2665),
    (0x2669, 0x266F), (0xFFFD, 0xFFFD),
]  # fmt: skip
CLOCK_RANGES = [(ord("0"), ord(":")), (ord("A"), ord("A")), (ord("M"), ord("M")), (ord("P"), ord("P"))]
FONTS = [
    # Pixels per em, the sources (the first that has a character draws it), the characters.
    (24, [ROBOTO / "Roboto-Medium.ttf", DEJAVU / "DejaVuSans.ttf"], RANGES),
    (18, [ROBOTO / "Roboto-Medium.ttf", DEJAVU / "DejaVuSans.ttf"], RANGES),
    (14, [ROBOTO / "Roboto-Regular.ttf", DEJAVU / "DejaVuSans.ttf"], RANGES),
    (86, [ROBOTO / "Roboto-Light.ttf"], CLOCK_RANGES),
]
# The letters of AM and PM stand beside the clock's digits, smaller.
CLOCK_LETTERS = 32
# Bytes to a step of a record's place.
ALIGNMENT = 2
# Coptic letters stand in the Greek block; the fallback font has them.
OMITTED = set(range(0x03E2, 0x03F0))
LEVELS = 15
# A composite may differ from the glyph it stands for by this many levels in any pixel of the base,
MAX_BASE_ERROR = 3
# and its mark by this share of the ink of the mark.
MAX_MARK_ERROR = 0.30
DOTLESS = {"i": "ı", "j": "ȷ"}


@dataclass
class Glyph:
    """A trimmed picture in levels 0...15, placed relative to the pen on the baseline."""

    advance: int
    left: int = 0
    top: int = 0  # rows from the baseline up to the upper edge of the picture
    pixels: np.ndarray = field(default_factory=lambda: np.zeros((0, 0), np.int16))

    def trimmed(self):
        rows, columns = self.pixels.any(axis=1).nonzero()[0], self.pixels.any(axis=0).nonzero()[0]
        if not len(rows):
            return Glyph(self.advance)
        box = self.pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        return Glyph(self.advance, self.left + int(columns[0]), self.top - int(rows[0]), box)

    def canvas(self, dx=0, dy=0):
        """The picture on a plane that holds any glyph, the pen at column 20 of row 40."""
        plane = np.zeros((64, 80), np.int16)
        row, column = 40 - self.top - dy, 20 + self.left + dx
        plane[row : row + self.pixels.shape[0], column : column + self.pixels.shape[1]] = self.pixels
        return plane

    def key(self):
        return self.advance, self.left, self.top, self.pixels.shape, self.pixels.tobytes()


@dataclass
class Composite:
    """A glyph drawn as two: `mark`, moved right by `dx` and up by `dy`, over `base`."""

    base: int
    mark: int
    dx: int
    dy: int


class Renderer:
    """Draws code points with the first source that has them, hinted along the vertical only."""

    def __init__(self, size, paths, letters):
        self.size, self.letters = size, letters
        self.faces = [freetype.Face(str(path)) for path in paths]

    def glyph(self, code):
        for face in self.faces:
            if not face.get_char_index(code):
                continue
            face.set_char_size(64 * (self.letters if chr(code).isalpha() else self.size))
            face.load_char(
                code,
                freetype.FT_LOAD_RENDER
                | freetype.FT_LOAD_TARGET_LIGHT
                | freetype.FT_LOAD_FORCE_AUTOHINT,
            )
            slot, bitmap = face.glyph, face.glyph.bitmap
            pixels = np.array(bitmap.buffer, np.int32).reshape(bitmap.rows, bitmap.pitch)[:, : bitmap.width]
            levels = ((pixels * LEVELS + 127) // 255).astype(np.int16)
            mark = unicodedata.category(chr(code)) in ("Mn", "Me")
            advance = 0 if mark else slot.advance.x >> 6
            return Glyph(advance, slot.bitmap_left, slot.bitmap_top, levels).trimmed()
        return None


def is_promised(code):
    assigned = unicodedata.category(chr(code)) not in ("Cn", "Cc", "Cf", "Zl", "Zp")
    return assigned and code not in OMITTED


def bases(code):
    """The characters that `code` may be drawn over, closest first."""
    text = chr(code)
    while True:
        parts = unicodedata.decomposition(text).split()
        if len(parts) != 2 or parts[0].startswith("<"):
            return
        text = chr(int(parts[0], 16))
        yield ord(DOTLESS.get(text, text))


class FontMaker:
    """Collects glyphs under one numbering: code points in order first, then the shared marks."""

    def __init__(self, size, paths, ranges):
        self.renderer = Renderer(size, paths, CLOCK_LETTERS if ranges is CLOCK_RANGES else size)
        self.numbers = {}
        self.glyphs = []
        self.ranges = []
        for first, last in ranges:
            self.ranges.append((first, last, len(self.glyphs)))
            for code in range(first, last + 1):
                self.numbers[code] = len(self.glyphs)
                self.glyphs.append(self.renderer.glyph(code) if is_promised(code) else None)
                if is_promised(code) and self.glyphs[-1] is None:
                    sys.exit(f"no source has U+{code:04X}")
        self.marks = []
        whole = list(self.glyphs)
        # A base is stored whole, so characters are taken apart in the order of their bases.
        for code in sorted(self.numbers, key=lambda code: (len(list(bases(code))), code)):
            number = self.numbers[code]
            if whole[number] is not None:
                self.glyphs[number] = self.composite(code, whole) or whole[number]

    def composite(self, code, whole):
        goal = whole[self.numbers[code]]
        for base in bases(code):
            number = self.numbers.get(base)
            if number is None or not isinstance(self.glyphs[number], Glyph):
                continue
            if whole[number].advance != goal.advance:
                continue
            plane, under = goal.canvas(), whole[number].canvas()
            rest = np.where(plane > under + MAX_BASE_ERROR, plane, 0)
            if np.abs(np.maximum(under, rest) - plane).max() > MAX_BASE_ERROR or not rest.any():
                continue
            return self.over(number, Glyph(0, -20, 40, rest).trimmed(), under, plane)
        return None

    def over(self, base, mark, under, plane):
        """The composite with the mark that comes closest, or with a new one."""
        best = None
        ink = mark.pixels.sum()
        for index, known in enumerate(self.marks):
            if known.pixels.shape[0] != mark.pixels.shape[0]:
                continue
            dy = mark.top - known.top
            for dx in range(mark.left - known.left - 1, mark.left - known.left + 2):
                if not (-16 <= dx <= 15 and -8 <= dy <= 7):
                    continue
                error = np.abs(np.maximum(under, known.canvas(dx, dy)) - plane).sum() / ink
                if best is None or error < best[0]:
                    best = error, index, dx, dy
        if best is None or best[0] > MAX_MARK_ERROR:
            self.marks.append(mark)
            best = 0, len(self.marks) - 1, 0, 0
        return Composite(base, len(self.glyphs) + best[1], best[2], best[3])

    def encoded(self):
        glyphs = self.glyphs + self.marks
        body = bytearray()
        head = -(-(8 + 6 * len(self.ranges) + 2 * len(glyphs)) // ALIGNMENT) * ALIGNMENT
        places, offsets = {}, []
        for glyph in glyphs:
            record = b"" if glyph is None else encoded_glyph(glyph)
            if record and record not in places:
                places[record] = (head + len(body)) // ALIGNMENT
                body += record + bytes(-len(record) % ALIGNMENT)
            offsets.append(places[record] if record else 0)
        ascent = max(g.top for g in self.line_glyphs() if g)
        descent = max(g.pixels.shape[0] - g.top for g in self.line_glyphs() if g)
        x_height = self.glyphs[self.numbers.get(ord("x"), 0)].top
        assert (head + len(body)) // ALIGNMENT <= 0xFFFF
        out = struct.pack("<BBBBHH", ascent, descent, x_height, len(self.ranges), len(glyphs), 0)
        for entry in self.ranges:
            out += struct.pack("<HHH", *entry)
        out += struct.pack(f"<{len(offsets)}H", *offsets)
        return out.ljust(head, b"\0") + bytes(body)

    def line_glyphs(self):
        """What a line's height must hold: all of ASCII and Latin-1 that the font has."""
        for code in [*range(0x21, 0x7F), *range(0xA1, 0x100)]:
            if code in self.numbers:
                yield self.renderer.glyph(code)


def encoded_glyph(glyph):
    if isinstance(glyph, Composite):
        word = glyph.base | glyph.mark << 11 | (glyph.dx + 16) << 22 | (glyph.dy + 8) << 27
        assert glyph.base < 2048 and glyph.mark < 2048
        return struct.pack("<I", word | 1 << 31)
    rows, width = glyph.pixels.shape
    fields = [(glyph.advance, 6), (width, 6), (rows, 6), (glyph.left + 32, 6), (glyph.top + 16, 7)]
    word = shift = 0
    for value, bits in fields:
        assert 0 <= value < 1 << bits, fields
        word |= value << shift
        shift += bits
    stored, mask = [], 0
    for row in range(rows):
        if row == 0 or (glyph.pixels[row] != glyph.pixels[row - 1]).any():
            mask |= 1 << row
            stored.extend(int(level) for level in glyph.pixels[row])
    stored += [0] * (len(stored) % 2)
    nibbles = bytes(a << 4 | b for a, b in zip(stored[::2], stored[1::2]))
    return struct.pack("<I", word) + mask.to_bytes((rows + 7) // 8, "little") + nibbles


def main():
    fonts, out = [FontMaker(*font) for font in FONTS], b""
    head = 8 + 4 * len(fonts)
    offsets = []
    for font in fonts:
        offsets.append(head + len(out))
        out += font.encoded()
    header = struct.pack("<4sHH", b"SLVF", 3, len(fonts))
    data = header + struct.pack(f"<{len(offsets)}I", *offsets) + out
    here = Path(__file__).parent
    (here / "fonts.bin").write_bytes(data)
    (here / "include/FontSize.h").write_text(
        "#pragma once\n// Written by make_fonts.py: the bytes in fonts.bin.\n"
        f"#define SLEEVE_FONT_BYTES {len(data)}\n"
    )
    for font in fonts:
        kinds = [type(glyph).__name__ for glyph in font.glyphs + font.marks]
        counts = {kind: kinds.count(kind) for kind in sorted(set(kinds))}
        print(f"{len(font.encoded())} bytes, {len(font.marks)} marks, {counts}", file=sys.stderr)
    print(f"{len(data)} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
