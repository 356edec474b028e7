#!/usr/bin/env python3
"""Makes fallback.bin, the 16-pixel-high font for what the compiled-in fonts lack.

The format is described byte by byte in README.md, beside this file, with how to run it. Only
Python's own library is needed, and Unicode's file of joining letters (Debian's `unicode-data`).
"""

import struct
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import arabic_forms

sys.path.append(str(Path(__file__).parents[2] / "Firmware/Fonts"))
import make_text_tables

SOURCE = Path("/usr/share/unifont/unifont.hex")
COMMON_ROWS, OTHER_ROWS, BLOCK_SLOTS = 128, 2048, 16
HANGUL_BASE, INITIALS, VOWELS, FINALS = 0xAC00, 19, 21, 28
INITIAL_SLOTS, VOWEL_SLOTS, FINAL_SLOTS = 0x10000, 0x10320, 0x10350
OMITTED_CATEGORIES = {"Cc", "Cs", "Co"}


def is_placeholder(digits):
    """Whether this is the box with four hexadecimal digits that stands for no character."""
    rows = [digits[at : at + 4] for at in range(0, 64, 4)]
    edges = {row for row in range(16) if rows[row] == "7FFE"}
    return len(digits) == 64 and edges == {1, 7, 8, 14}


def read_source():
    """Width and sixteen rows, the highest of 16 bits leftmost, by code point."""
    glyphs = {}
    for line in SOURCE.read_text().splitlines():
        code, digits = line.split(":")
        code, width = int(code, 16), len(digits) // 4
        if unicodedata.category(chr(code)) in OMITTED_CATEGORIES or is_placeholder(digits):
            continue
        step = width // 4
        rows = [int(digits[at : at + step], 16) << 16 - width for at in range(0, len(digits), step)]
        glyphs[code] = width, rows
    return glyphs


def narrow_signs(glyphs):
    """Puts spacing vowel signs that stand by themselves, not over their consonant, into cells of 8
    columns where they fit, as the source has them in wide cells with their ink at one side."""
    for code, (_, role) in make_text_tables.traits():
        is_sign = unicodedata.category(chr(code)) == "Mc" and role in ("spacing", "before")
        if not is_sign or code not in glyphs or glyphs[code][0] == 8:
            continue
        rows = glyphs[code][1]
        columns = [x for x in range(16) if any(row >> (15 - x) & 1 for row in rows)]
        ink = columns[-1] - columns[0] + 1
        if ink <= 8:
            left = max(0, columns[0] - (1 if role == "spacing" and ink < 8 else 0))
            glyphs[code] = 8, [row << left & 0xFF00 for row in rows]


def take_hangul(glyphs):
    """Moves the Hangul syllables out of `glyphs`, and returns the letters that they consist of.

    A letter's shape is what all syllables with it share in its case; together, the three letters
    of each syllable must give back exactly the syllable.
    """
    shared = defaultdict(lambda: [0xFFFF] * 16)
    syllables = {}
    for index in range(INITIALS * VOWELS * FINALS):
        initial, vowel, final = index // (VOWELS * FINALS), index // FINALS % VOWELS, index % FINALS
        slots = [
            INITIAL_SLOTS + 2 * (initial * VOWELS + vowel) + (final > 0),
            VOWEL_SLOTS + 2 * vowel + (final > 0),
        ]
        if final:
            slots.append(FINAL_SLOTS + vowel * FINALS + final)
        rows = glyphs.pop(HANGUL_BASE + index)[1]
        syllables[index] = slots, rows
        for slot in slots:
            shared[slot] = [a & b for a, b in zip(shared[slot], rows)]
    for slots, rows in syllables.values():
        drawn = [0] * 16
        for slot in slots:
            drawn = [a | b for a, b in zip(drawn, shared[slot])]
        assert drawn == rows
    return {slot: (16, rows) for slot, rows in shared.items()}


def new_rows(rows):
    """The rows that are not the same as the one above; above the first is an empty one."""
    return [row for above, row in zip([0] + rows, rows) if row != above]


def frequent_rows(glyphs):
    """The rows worth a number, most frequent first: by the bits that a number saves."""
    saved = Counter()
    for width, rows in glyphs.values():
        for row in new_rows(rows):
            saved[row] += width
    ranked = sorted(saved, key=lambda row: (-saved[row], row))
    return ranked[: COMMON_ROWS + OTHER_ROWS]


def encode(width, rows, numbers):
    """One glyph's row codes, filled up to whole bytes."""
    bits = ""
    above = 0
    for row in rows:
        number = numbers.get(row)
        if row == above:
            bits += "00"
        elif number is not None and number < COMMON_ROWS:
            bits += f"01{number:07b}"
        elif width == 8 or number is None:
            bits += f"11{row >> (16 - width):0{width}b}"
        else:
            bits += f"10{number - COMMON_ROWS:011b}"
        above = row
    bits = bits.ljust((len(bits) + 7) // 8 * 8, "0")
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def main():
    glyphs = read_source()
    narrow_signs(glyphs)
    glyphs |= take_hangul(glyphs) | arabic_forms.draw(glyphs)
    table = frequent_rows(glyphs)
    numbers = {row: number for number, row in enumerate(table)}
    block_count = max(glyphs) // BLOCK_SLOTS + 1
    head = 12 + 2 * len(table) + 4 * block_count
    body = bytearray()
    offsets = []
    for first in range(0, block_count * BLOCK_SLOTS, BLOCK_SLOTS):
        slots = [glyphs.get(slot) for slot in range(first, first + BLOCK_SLOTS)]
        codes = [encode(*glyph, numbers) if glyph else b"" for glyph in slots]
        offsets.append(head + len(body) if any(codes) else 0)
        if any(codes):
            wide = [0x80 if glyph and glyph[0] == 16 else 0 for glyph in slots]
            body += bytes(len(code) | flag for code, flag in zip(codes, wide))
            body += b"".join(codes)
    size = head + len(body)
    out = struct.pack("<4sHHI", b"SLVU", 1, block_count, size)
    out += struct.pack(f"<{len(table)}H", *table)
    out += struct.pack(f"<{block_count}I", *offsets) + body
    (Path(__file__).parent / "fallback.bin").write_bytes(out)
    print(f"{len(glyphs)} glyphs, {size} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
