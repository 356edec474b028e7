#!/usr/bin/env python3
"""Paints morning.png: a pale sun over a misty lake, a boat at the left, reeds at the right."""

import numpy as np
from painting import Painting, colour

SHORE = 0.56


def heavens(picture):
    picture.sky([
        (0.00, "6fb7d6"), (0.25, "a9d6dd"), (0.42, "f4e3c8"), (SHORE, "ffd9b0"), (1.00, "ffd9b0"),
    ])
    picture.glow(0.30, 0.38, 0.40, colour("ffe9b8"), 0.60)
    picture.disc(0.30, 0.38, 0.085, colour("fffbe6"))


def mountains(picture):
    for base, swing, near, far in (
        (0.44, 0.05, "d5dcd6", "9dbfca"), (0.51, 0.04, "bcd2cd", "6f9fae"),
        (0.545, 0.015, "8fb5ae", "3f7d86"),
    ):
        line = base + swing * picture.waves(5) - 0.06 * (picture.x[0] - 0.4)
        picture.ridge(line, colour(near), colour(far), 0.12)


def lake(picture):
    """The sky, upside down and dimmer, with the sun's path upon it."""
    top = int(SHORE * picture.size)
    rows = np.clip(2 * top - np.arange(top, picture.size), 0, top - 1)
    picture.canvas[top:] = picture.canvas[rows] * 0.80 + colour("2f7f93") * 0.20
    depth = np.clip((picture.y - SHORE) / (1 - SHORE), 0, 1)
    ripple = np.sin(2 * np.pi * 26 * depth**0.55 + 3 * picture.waves(3)[None, :])
    path = np.exp(-(((picture.x - 0.30) / (0.03 + 0.12 * depth)) ** 2))
    picture.add(colour("fff0c4"), (picture.y > SHORE) * np.clip(ripple, 0, 1) * path * 0.75)
    mist = np.exp(-(((picture.y - SHORE) / 0.035) ** 2))
    picture.lay(colour("fff1de"), 0.65 * mist)


def boat(picture):
    dark = colour("1f4450")
    hull = np.minimum(picture.y - 0.70, 0.735 - picture.y - 2.2 * (np.abs(picture.x - 0.2) - 0.07))
    picture.lay(dark, np.minimum(hull, 0.728 - picture.y) * picture.size + 0.5)
    picture.box(0.207, 0.52, 0.212, 0.705, dark)
    sail = np.minimum(picture.y - 0.53 - 1.7 * (picture.x - 0.215), 0.685 - picture.y)
    sail = np.minimum(sail, picture.x - 0.215)
    picture.lay(colour("e2584a"), sail * picture.size + 0.5)
    mirrored = np.abs(picture.x - 0.2 - 0.006 * np.sin(picture.y * 400)) < 0.06
    picture.lay(dark, 0.35 * mirrored * ((picture.y > 0.728) & (picture.y < 0.77)))


def reeds(picture):
    dark = colour("17393d")
    for _ in range(34):
        root, tall = picture.random.uniform(0.70, 1.02), picture.random.uniform(0.10, 0.30)
        lean = picture.random.uniform(-0.06, 0.03)
        up = np.clip((1 - picture.y) / tall, 0, 1)
        stem = 0.0045 * (1 - 0.7 * up) - np.abs(picture.x - root - lean * up**2)
        picture.lay(dark, np.where(up < 1, stem, -1) * picture.size + 0.5)
        if tall > 0.22:
            across, along = picture.x - root - lean * 0.98, (picture.y - 1 + tall) / 3.2
            picture.lay(colour("5b3a2a"), (0.009 - np.hypot(across, along)) * picture.size + 0.5)


def main():
    picture = Painting(side=320, seed=5)
    heavens(picture)
    mountains(picture)
    lake(picture)
    boat(picture)
    reeds(picture)
    picture.grain(0.006)
    picture.save("morning.png", shades=86)


if __name__ == "__main__":
    main()
