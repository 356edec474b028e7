#!/usr/bin/env python3
"""Makes text.bin: what laying out a line of text needs to know of Unicode's characters.

README.md beside this file describes its bytes, and how to run this. The sources are files of the
Unicode Character Database, as Debian's package `unicode-data` has them.
"""

import struct
import sys
from pathlib import Path

UNICODE = Path("/usr/share/unicode")
FOLDER = Path(__file__).parent
# Beyond, only planes whose characters have no glyph.
LIMIT = 0x20000
RUNS_PER_ANCHOR = 16
# Combinations of class and role.
TRAITS = 32

# In the order of `BidiClass`.
CLASSES = ["L", "R", "AL", "EN", "ES", "ET", "AN", "CS", "NSM", "BN", "B", "S", "WS", "ON"]
# In the order of `ScalarTraits.Role`.
ROLES = ["spacing", "mark", "invisible", "before", "split", "joins both", "joins before"]

# A sign of these stands over the cell of its consonant, as the fallback font draws it.
CELL_SCRIPTS = {
    "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Telugu", "Kannada", "Khmer",
}  # fmt: skip
# Burmese signs that do, and signs of the next scripts that do not: they follow their consonant.
CELL_SIGNS = {0x1031, 0x103C, 0x1084}
FOLLOWING_SIGNS = {0xBBE, 0xBD7}
# Most consonants of these reach into the columns where their signs on the right have their ink.
FOLLOWING_SCRIPTS = {"Malayalam", "Sinhala"}
# Signs of these that stand on the left are put before their consonant.
REORDERED_SCRIPTS = {"Tamil", "Malayalam", "Sinhala"}


def read(name, field=1):
    """The values of one of Unicode's files, by code point."""
    values = {}
    for line in (UNICODE / name).read_text(encoding="utf-8").splitlines():
        parts = [part.strip() for part in line.partition("#")[0].split(";")]
        if len(parts) > field:
            first, _, last = parts[0].partition("..")
            for code in range(int(first, 16), int(last or first, 16) + 1):
                values[code] = parts[field]
    return values


def indic_role(code, script, position, kind):
    """How a spacing sign of an Indic script is drawn."""
    if kind in ("Bindu", "Visarga"):
        # They follow the vowel sign that stands right of the consonant, too.
        return "spacing"
    if script in CELL_SCRIPTS or code in CELL_SIGNS:
        return "mark"
    if script not in REORDERED_SCRIPTS or code in FOLLOWING_SIGNS:
        return "spacing"
    if script in FOLLOWING_SCRIPTS and position.get(code) == "Right":
        return "spacing"
    if "Left" in position.get(code, ""):
        return "before" if position[code] == "Left" else "split"
    return "mark"


def traits():
    """Bidi class and role of each assigned character that is told apart."""
    category = read("extracted/DerivedGeneralCategory.txt")
    bidi = read("extracted/DerivedBidiClass.txt")
    joining = read("extracted/DerivedJoiningType.txt")
    script = read("Scripts.txt")
    position = read("IndicPositionalCategory.txt")
    syllabic = read("IndicSyllabicCategory.txt")
    properties = (UNICODE / "DerivedCoreProperties.txt").read_text(encoding="utf-8")
    ignorable = set()
    for line in properties.splitlines():
        parts = [part.strip() for part in line.partition("#")[0].split(";")]
        if len(parts) > 1 and parts[1] == "Default_Ignorable_Code_Point":
            first, _, last = parts[0].partition("..")
            ignorable |= set(range(int(first, 16), int(last or first, 16) + 1))
    for code in range(LIMIT):
        kind = category.get(code, "Cn")
        if kind in ("Cn", "Co", "Cs"):
            continue
        level = bidi.get(code, "L")
        # Isolates and embeddings: the algorithm knows them by their code points.
        level = level if level in CLASSES else "BN"
        if code > 0xFFFF and level == "NSM":
            # No font has marks there.
            continue
        role = "spacing"
        if kind == "Cc" or code in ignorable or kind in ("Zl", "Zp") or 0xFFF9 <= code <= 0xFFFB:
            role = "invisible"
        elif kind in ("Mn", "Me"):
            role = "mark"
        elif kind == "Mc" and code <= 0xFFFF:
            role = indic_role(code, script.get(code), position, syllabic.get(code))
        elif level == "AL" and code <= 0x8FF and joining.get(code) in ("D", "R"):
            role = "joins both" if joining[code] == "D" else "joins before"
        yield code, (level, role)


def runs():
    """First code point and traits of each run; it reaches over unassigned code points."""
    found = [(0, ("BN", "invisible"))]
    for code, value in traits():
        if value != found[-1][1]:
            found.append((code, value))
    return found


def length_bytes(length):
    """The lower three bits of a run's first byte, and the bytes after it."""
    if length <= 6:
        return length, b""
    if length < 0x100 + 7:
        return 0, bytes([length - 7])
    return 7, struct.pack("<H", min(length, 0xFFFF))


def run_table(kinds):
    """Anchors and runs."""
    found = runs()
    anchors, body = bytearray(), bytearray()
    for index, (code, value) in enumerate(found):
        if index % RUNS_PER_ANCHOR == 0:
            anchors += struct.pack("<HH", code & 0xFFFF, len(body) | code >> 16 << 15)
        end = found[index + 1][0] if index + 1 < len(found) else LIMIT
        low, more = length_bytes(end - code)
        body += bytes([kinds.index(value) << 3 | low]) + more
    return bytes(anchors), bytes(body)


def mirrors():
    """Runs of mirrored pairs: first code point, distance, number of pairs, which one opens."""
    pairs = {code: int(other, 16) for code, other in read("BidiMirroring.txt").items()}
    brackets = read("BidiBrackets.txt", 2)
    found = []
    for code, other in sorted(pairs.items()):
        if code > other:
            continue
        distance, opens = other - code, ("", "o", "c").index(brackets.get(code, ""))
        last = found[-1] if found else None
        step = 2 if distance == 1 else 1
        if last and (last[0] + last[2] * step, last[1], last[3]) == (code, distance, opens):
            last[2] += 1
        else:
            found.append([code, distance, 1, opens])
    return b"".join(
        struct.pack("<HHB", code, distance, count | opens << 6)
        for code, distance, count, opens in found
    )


def main():
    order = {value for _, value in runs()}
    kinds = sorted(order, key=lambda value: (ROLES.index(value[1]), CLASSES.index(value[0])))
    assert len(kinds) <= TRAITS
    anchors, body = run_table(kinds)
    pairs = mirrors()
    table = bytes(CLASSES.index(bidi) | ROLES.index(role) << 4 for bidi, role in kinds)
    out = struct.pack("<4sHH", b"SLVT", len(anchors) // 4, len(pairs) // 5)
    out += table.ljust(TRAITS, b"\0") + anchors + pairs + body
    (FOLDER / "text.bin").write_bytes(out)
    (FOLDER / "include/TextSize.h").write_text(
        "#pragma once\n// Written by make_text_tables.py: the bytes in text.bin.\n"
        f"#define SLEEVE_TEXT_BYTES {len(out)}\n"
    )
    print(f"{len(runs())} runs, {len(out)} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
