#!/usr/bin/env python3
"""Makes words.bin: the names of days and months, the forms of dates, and all words of the glass.

Dates are from CLDR, as Babel has it; all else is from words/, a file a language, of which en.txt says what
there is and in which order. README.md, beside this file, describes the bytes.
"""

import re
import struct
import sys
from pathlib import Path

from babel import Locale

HERE = Path(__file__).parent
# In the order of the setting `language`.
LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "pl"]
# What stands for the weekday, the day and the month in the form of a date.
PLACES = {"EEEE": "\1", "d": "\2", "MMMM": "\3"}
# The glass has them in its smallest font; the core's buffer for the words of one line is as long.
BYTES_MAX = 128


def own_words(language):
    lines = (HERE / f"words/{language}.txt").read_text().splitlines()
    pairs = [line.split(" = ", 1) for line in lines if line and not line.startswith("#")]
    return {key: words for key, words in pairs}


def form(pattern):
    """The pattern of a date with PLACES; text between quotes stands for itself."""
    parts = re.findall(r"'[^']*'|E+|d+|M+|[^'EdM]+", pattern)
    return "".join(PLACES.get(part, part.strip("'")) for part in parts)


def dates(language):
    """Days from Monday on, months, and the forms of a date with its weekday, and without."""
    locale = Locale.parse(language)
    days = [locale.days["format"]["wide"][day] for day in range(7)]
    months = [locale.months["format"]["wide"][month] for month in range(1, 13)]
    short = form(locale.datetime_skeletons["MMMMd"].pattern)
    # The long form has a year, which the glass has no room for: what it has between the weekday and the rest.
    link = re.match(r"EEEE((?:'[^']*'|[^dM'])*)", locale.date_formats["full"].pattern).group(1)
    return [*days, *months, "\1" + link.replace("'", "") + short, short]


def main():
    keys = list(own_words("en"))
    strings = []
    for language in LANGUAGES:
        words = own_words(language)
        if list(words) != keys:
            sys.exit(f"words/{language}.txt lacks a line of en.txt, has one too many, or another order")
        strings += dates(language) + list(words.values())
    count = len(strings) // len(LANGUAGES)
    body, places = bytearray(), {}
    head = 8 + 2 * len(LANGUAGES) + 2 * len(strings)
    offsets = []
    for text in strings:
        data = text.encode()
        assert len(data) <= BYTES_MAX, text
        if data not in places:
            places[data] = head + len(body)
            body += bytes([len(data)]) + data
        offsets.append(places[data])
    out = struct.pack("<4sHH", b"SLVW", len(LANGUAGES), count) + "".join(LANGUAGES).encode()
    out += struct.pack(f"<{len(offsets)}H", *offsets) + bytes(body)
    (HERE / "words.bin").write_bytes(out)
    (HERE / "include/WordsSize.h").write_text(
        "#pragma once\n// Written by make_words.py: the bytes in words.bin.\n"
        f"#define SLEEVE_WORDS_BYTES {len(out)}\n"
    )
    print(f"{len(out)} bytes, {count} strings", file=sys.stderr)


if __name__ == "__main__":
    main()
