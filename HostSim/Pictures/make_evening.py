#!/usr/bin/env python3
"""Paints evening.png: a sun behind hills, a moon upper left, a lit house lower right."""

import numpy as np
from painting import Painting, colour

HORIZON = 0.60


def heavens(picture):
    picture.sky([
        (0.00, "141b41"), (0.20, "33306b"), (0.36, "7a3f82"), (0.48, "d2607a"),
        (0.56, "f69a62"), (0.64, "ffd27a"), (1.00, "ffd27a"),
    ])
    for _ in range(70):
        x, y = picture.random.uniform(0, 1), picture.random.uniform(0, 0.34) ** 1.2
        brightness = picture.random.uniform(0.25, 1) * (1 - y / 0.36)
        picture.glow(x, y, picture.random.uniform(0.0016, 0.0032), colour("fff4dc"), brightness)
    picture.glow(0.2, 0.17, 0.13, colour("c9c4ff"), 0.28)
    # A crescent: the part of one disc that another, aside of it, leaves.
    outer = (0.062 - picture.distance(0.2, 0.17)) * picture.size + 0.5
    inner = (picture.distance(0.228, 0.153) - 0.056) * picture.size + 0.5
    picture.lay(colour("fff3d6"), np.minimum(outer, inner))


def sun(picture):
    picture.glow(0.62, 0.53, 0.42, colour("ff8a5c"), 0.50)
    picture.glow(0.62, 0.53, 0.20, colour("ffc56e"), 0.60)
    picture.disc(0.62, 0.53, 0.105, colour("fff0b8"))


def clouds(picture):
    """Long streaks, lit from below."""
    for y, left, right, thickness in (
        (0.335, 0.42, 1.05, 0.010), (0.395, -0.1, 0.38, 0.012), (0.445, 0.50, 0.93, 0.008),
        (0.475, 0.05, 0.47, 0.007), (0.515, 0.38, 0.80, 0.006),
    ):
        middle = y + 0.006 * picture.waves(4)[None, :]
        along = np.clip((picture.x - left) * (right - picture.x) / ((right - left) / 2) ** 2, 0, 1)
        body = np.clip(1 - np.abs(picture.y - middle) / (thickness * along**0.5 + 1e-6), 0, 1)
        lit = np.clip((picture.y - middle) / thickness + 0.5, 0, 1)[..., None]
        shade = colour("8d4f86") * (1 - lit) + colour("ffb27d") * lit
        picture.lay(shade, 0.75 * body**0.6 * along**0.4)


def hills(picture):
    layers = (
        (HORIZON - 0.02, 0.045, 6, "b8577f", "e08a7c"),
        (HORIZON + 0.06, 0.050, 6, "7b3f78", "a9557f"),
        (HORIZON + 0.15, 0.045, 5, "4a2f66", "74417a"),
        (HORIZON + 0.24, 0.040, 5, "2a2250", "48336b"),
    )
    for base, swing, octaves, near, far in layers:
        picture.ridge(base + swing * picture.waves(octaves), colour(near), colour(far), 0.14)


def firs(picture):
    """A wood on the left of the last hill, thinning out to the right."""
    for x in np.sort(picture.random.beta(1.1, 3.2, 46)) * 0.75:
        foot = 0.93 + 0.03 * x
        tall = picture.random.uniform(0.07, 0.14) * (1 - 0.5 * x)
        up = np.clip((foot - picture.y) / tall, 0, 1)
        # Saw teeth: five tiers of branches, each wider at its foot.
        tier = 1 - (up * 5) % 1
        half = 0.19 * tall * (1 - up) * (0.55 + 0.45 * tier)
        inside = np.where((picture.y < foot) & (up < 1), half - np.abs(picture.x - x), -1)
        picture.lay(colour("15163a"), inside * picture.size + 0.5)


def house(picture):
    """Roof, wall, chimney and two lit windows, whose light falls on the meadow."""
    wall, roof, lamp = colour("221c42"), colour("120f2c"), colour("ffcf6b")
    picture.glow(0.80, 0.895, 0.11, colour("ff9d4a"), 0.55)
    picture.box(0.825, 0.775, 0.845, 0.84, roof)
    picture.box(0.735, 0.845, 0.865, 0.925, wall)
    slope = np.minimum(picture.y - 0.785 - 0.85 * np.abs(picture.x - 0.80), 0.848 - picture.y)
    picture.lay(roof, slope * picture.size + 0.5)
    for left in (0.757, 0.815):
        picture.box(left, 0.868, left + 0.028, 0.900, lamp)
        picture.glow(left + 0.014, 0.884, 0.035, lamp, 0.55)
        picture.box(left + 0.0125, 0.868, left + 0.0155, 0.900, wall)
        picture.box(left, 0.8825, left + 0.028, 0.8855, wall)


def meadow(picture):
    picture.ridge(0.925 + 0.012 * picture.waves(3), colour("0d0f2a"), colour("1b1b40"), 0.05)
    picture.glow(0.80, 0.945, 0.07, colour("ff9d4a"), 0.30)


def main():
    picture = Painting(side=640, seed=2)
    heavens(picture)
    sun(picture)
    clouds(picture)
    hills(picture)
    firs(picture)
    house(picture)
    meadow(picture)
    picture.vignette(0.25)
    picture.grain(0.008)
    picture.save("evening.png", shades=86)


if __name__ == "__main__":
    main()
