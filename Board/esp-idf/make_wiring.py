#!/usr/bin/env python3
"""Draws how the display is wired to each board: wiring-<target>.svg beside this file.

The pins come from the firmware's own Kconfig.
"""

import pathlib
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER / "config"))

import pin_map

BOARDS = {
    "esp32c6": ("FireBeetle 2", "ESP32-C6"),
    "esp32c3": ("DevKitM-1", "ESP32-C3"),
    "esp32": ("FireBeetle", "ESP32"),
    "esp32s3": ("DevKitC-1", "ESP32-S3"),
}
# What the FireBeetles' maker calls the pins, by GPIO; Espressif calls them by their numbers.
CALLED = {
    "esp32c6": {23: "SCK", 22: "MOSI", 14: "D3", 8: "D2", 1: "D6", 15: "D13"},
    "esp32": {18: "SCK", 23: "MOSI", 26: "D3", 25: "D2", 27: "D4", 13: "D7"},
}  # fmt: skip
# In the order of the pins of a common 1.69 inch display, with the colour of each wire.
WIRES = (
    ("GND", "#30343b"), ("VCC", "#d0342c"), ("SCL", "#d9a400"), ("SDA", "#2f6fde"),
    ("RES", "#8a8f98"), ("DC", "#8e44ad"), ("CS", "#2e9e4f"), ("BLK", "#e67e22"),
)  # fmt: skip
WIDTH, HEIGHT = 760, 400
TOP, STEP = 92, 34
BOARD_EDGE, DISPLAY_EDGE = 268, 470


def drawing(target):
    """The drawing as SVG text."""
    pins = pin_map.read(FOLDER / "main/Kconfig.projbuild", target)
    maker, chip = BOARDS[target]
    parts = [
        (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
         f'width="{WIDTH}" height="{HEIGHT}" font-family="Helvetica, Arial, sans-serif">'),
        f"<title>Wiring of the display to {maker} {chip}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="16" fill="#f6f4ef"/>',
        *_board(maker, chip), *_display(),
    ]
    for row, (role, color) in enumerate(WIRES):
        parts += _wire(TOP + row * STEP, role, color, _label(target, pins, role))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _label(target, pins, role):
    if role in ("GND", "VCC"):
        return {"GND": "GND", "VCC": "3V3"}[role]
    called = CALLED.get(target, {}).get(pins[role])
    return f"GPIO{pins[role]}" + (f" · {called}" if called else "")


def _board(maker, chip):
    return (
        '<rect x="48" y="40" width="220" height="320" rx="14" fill="#1f4e5f"/>',
        '<rect x="126" y="24" width="64" height="34" rx="8" fill="#b9bec6"/>',
        '<rect x="66" y="150" width="84" height="100" rx="4" fill="#c9ced6"/>',
        _text(108, 196, maker, 12, "#1f2a30", "middle"),
        _text(108, 214, chip, 13, "#1f2a30", "middle", bold=True),
        _text(158, 19, "USB", 11, "#6b7078", "middle"),
    )


def _display():
    return (
        '<rect x="470" y="40" width="250" height="320" rx="14" fill="#26303c"/>',
        '<rect x="536" y="56" width="168" height="288" rx="30" fill="#0b0d10"/>',
        '<rect x="552" y="76" width="136" height="136" rx="6" fill="#d9673c"/>',
        ('<path d="M552 176 L592 136 L622 166 L650 128 L688 170 V206 a6 6 0 0 1 -6 6 H558 '
         'a6 6 0 0 1 -6 -6 Z" fill="#5b2a4d"/>'),
        '<circle cx="656" cy="104" r="12" fill="#f6d27a"/>',
        '<rect x="552" y="228" width="104" height="10" rx="5" fill="#f6f4ef"/>',
        '<rect x="552" y="248" width="76" height="8" rx="4" fill="#8a8f98"/>',
        '<rect x="552" y="276" width="136" height="5" rx="2.5" fill="#3b4048"/>',
        '<rect x="552" y="276" width="58" height="5" rx="2.5" fill="#d9673c"/>',
        _text(620, 322, "240 × 280, ST7789", 12, "#8a8f98", "middle"),
    )


def _wire(y, role, color, label):
    return (
        (f'<line x1="{BOARD_EDGE}" y1="{y}" x2="{DISPLAY_EDGE}" y2="{y}" stroke="{color}" '
         'stroke-width="5" stroke-linecap="round"/>'),
        f'<circle cx="{BOARD_EDGE - 10}" cy="{y}" r="6" fill="#e8c872"/>',
        f'<circle cx="{DISPLAY_EDGE + 10}" cy="{y}" r="6" fill="#e8c872"/>',
        _text(BOARD_EDGE - 24, y + 5, label, 13, "#ffffff", "end"),
        _text(DISPLAY_EDGE + 22, y + 5, role, 13, "#ffffff", "start"),
    )


def _text(x, y, text, size, color, anchor, bold=False):
    weight = ' font-weight="bold"' if bold else ""
    return (f'<text x="{x}" y="{y}" font-size="{size}" fill="{color}" '
            f'text-anchor="{anchor}"{weight}>{text}</text>')


if __name__ == "__main__":
    for name in BOARDS:
        (FOLDER / f"wiring-{name}.svg").write_text(drawing(name), encoding="utf-8")
