#!/usr/bin/env python3
"""Makes CombiningMarks.swift from the Unicode data that Python carries."""

import unicodedata
from pathlib import Path

OUTPUT = Path(__file__).parent.parent / "6-Text/CombiningMarks.swift"
TEXT = """\
/// The scalars of the Basic Multilingual Plane that are drawn over the one before them.
///
/// Written by Firmware/Fonts/make_marks.py: general categories Mn and Me of Unicode {version}.
enum CombiningMarks {{
  /// First and last of each run, in order. A run may reach over unassigned code points.
  private static let runs: InlineArray<{count}, UInt16> = [
{rows}
  ]

  static func contains(_ scalar: UInt32) -> Bool {{
    var low = 0
    var high = runs.count / 2
    while low < high {{
      let middle = (low &+ high) / 2
      if scalar < UInt32(runs[2 &* middle]) {{
        high = middle
      }} else if scalar > UInt32(runs[2 &* middle &+ 1]) {{
        low = middle &+ 1
      }} else {{
        return true
      }}
    }}
    return false
  }}
}}
"""


def category(code):
    return unicodedata.category(chr(code))


def runs():
    found = []
    open_run = False
    for code in range(0x300, 0x10000):
        if category(code) in ("Mn", "Me"):
            if open_run:
                found[-1][1] = code
            else:
                found.append([code, code])
            open_run = True
        elif category(code) != "Cn":
            open_run = False
    return [code for run in found for code in run]


def main():
    values = [f"0x{code:04X}," for code in runs()]
    rows = ["    " + " ".join(values[at : at + 12]) for at in range(0, len(values), 12)]
    version = unicodedata.unidata_version
    text = TEXT.format(version=version, count=len(values), rows="\n".join(rows))
    OUTPUT.write_text(text)


if __name__ == "__main__":
    main()
