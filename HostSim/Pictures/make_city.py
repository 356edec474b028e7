#!/usr/bin/env python3
"""Paints city.png: a skyline by night in the rain, a tower at the right, neon at the left."""

import numpy as np
from painting import Painting, colour

STREET = 0.84


def heavens(picture):
    picture.sky([(0.00, "060b1f"), (0.40, "10244a"), (0.75, "1f5a78"), (1.00, "2b8a8f")])
    picture.glow(0.35, 0.80, 0.45, colour("ff4f8b"), 0.35)
    picture.disc(0.72, 0.17, 0.07, colour("dff3ff"))
    picture.glow(0.72, 0.17, 0.20, colour("9fd8ff"), 0.35)


def row_of_houses(picture, tallest, paint, lamp, chance):
    """From left to right; every window is lit by chance."""
    left = -0.02
    while left < 1:
        right = left + picture.random.uniform(0.07, 0.14)
        top = STREET - tallest * picture.random.uniform(0.45, 1)
        picture.box(left, top, right, 1, paint)
        for x in np.arange(left + 0.014, right - 0.016, 0.022):
            for y in np.arange(top + 0.02, STREET - 0.03, 0.03):
                if picture.random.uniform() < chance:
                    shade = lamp * picture.random.uniform(0.55, 1)
                    picture.box(x, y, x + 0.011, y + 0.015, shade)
        left = right + picture.random.choice([0, 0.012])


def tower(picture):
    dark = colour("050816")
    half = np.interp(picture.y, [0.20, 0.34, 0.36, 0.60, 1.0], [0.004, 0.006, 0.028, 0.034, 0.040])
    inside = np.where(picture.y > 0.20, half - np.abs(picture.x - 0.86), -1)
    picture.lay(dark, inside * picture.size + 0.5)
    picture.box(0.815, 0.39, 0.905, 0.43, dark)
    picture.box(0.822, 0.403, 0.898, 0.414, colour("6ff2e0"))
    picture.disc(0.86, 0.20, 0.008, colour("ff4a4a"))
    picture.glow(0.86, 0.20, 0.04, colour("ff4a4a"), 0.7)


def neon(picture):
    """A sign: a ring and a bar."""
    ring = 0.006 - np.abs(picture.distance(0.19, 0.55) - 0.045)
    pink, cyan = colour("ff5fa8"), colour("4fe8ff")
    picture.box(0.12, 0.48, 0.26, 0.68, colour("0a0d22"))
    picture.lay(pink, ring * picture.size + 0.5)
    picture.box(0.135, 0.635, 0.245, 0.648, cyan)
    picture.glow(0.19, 0.55, 0.10, pink, 0.45)
    picture.glow(0.19, 0.642, 0.07, cyan, 0.35)


def wet_street(picture):
    """What stands above, upside down, blurred by ripples, dimmer the nearer."""
    top = int(STREET * picture.size)
    for row in range(top, picture.size):
        depth = row - top
        source = max(0, top - 1 - int(depth * 2.4))
        shift = int(3 * np.sin(depth * 0.55) + 2 * np.sin(depth * 0.23 + 1))
        dim = 0.62 - 0.30 * depth / (picture.size - top)
        picture.canvas[row] = np.roll(picture.canvas[source], shift, axis=0) * dim
    picture.box(-1, STREET - 0.004, 2, STREET + 0.004, colour("050816"))


def rain(picture):
    for _ in range(90):
        x, y = picture.random.uniform(0, 1.1), picture.random.uniform(-0.1, 0.9)
        tall = picture.random.uniform(0.03, 0.07)
        across = np.abs(picture.x - x + 0.18 * (picture.y - y))
        along = (picture.y > y) & (picture.y < y + tall)
        picture.add(colour("a8d8ff"), 0.28 * along * np.clip(1.2 - across / 0.0018, 0, 1))


def main():
    picture = Painting(side=320, seed=11)
    heavens(picture)
    row_of_houses(picture, 0.50, colour("15315a"), colour("7fc4d8"), 0.20)
    row_of_houses(picture, 0.36, colour("0c1a38"), colour("ffd27a"), 0.38)
    tower(picture)
    neon(picture)
    row_of_houses(picture, 0.15, colour("060c1e"), colour("ff9f5a"), 0.45)
    wet_street(picture)
    rain(picture)
    picture.grain(0.006)
    picture.save("city.png", shades=86)


if __name__ == "__main__":
    main()
