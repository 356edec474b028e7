"""What the scripts that paint the pictures share: light, noise, ridges, and saving.

A canvas is a numpy array of height x width x 3, 0 to 1, painted at twice the final size.
"""

from pathlib import Path

import numpy as np
from PIL import Image

FOLDER = Path(__file__).parent
OVERSAMPLING = 2


def colour(text):
    """`rrggbb` as three numbers from 0 to 1."""
    return np.array([int(text[at : at + 2], 16) for at in (0, 2, 4)]) / 255


class Painting:
    """A square canvas. Places and lengths are in parts of its side, y downwards."""

    def __init__(self, side, seed):
        self.side = side
        self.size = side * OVERSAMPLING
        self.random = np.random.default_rng(seed)
        ticks = (np.arange(self.size) + 0.5) / self.size
        self.x, self.y = np.meshgrid(ticks, ticks)
        self.canvas = np.zeros((self.size, self.size, 3))

    def lay(self, paint, cover):
        """Paint over what is there; `cover` runs from 0 to 1."""
        cover = np.clip(cover, 0, 1)[..., None]
        self.canvas = self.canvas * (1 - cover) + paint * cover

    def add(self, light, strength):
        """Light on top of what is there."""
        self.canvas = 1 - (1 - self.canvas) * (1 - light * np.clip(strength, 0, 1)[..., None])

    def sky(self, stops):
        """A vertical gradient through (y, colour) stops."""
        places = [place for place, _ in stops]
        shades = np.array([colour(shade) for _, shade in stops])
        channels = [np.interp(self.y, places, shades[:, c]) for c in range(3)]
        self.canvas = np.stack(channels, axis=-1)

    def distance(self, x, y):
        return np.hypot(self.x - x, self.y - y)

    def disc(self, x, y, radius, paint):
        self.lay(paint, (radius - self.distance(x, y)) * self.size + 0.5)

    def glow(self, x, y, radius, light, strength):
        self.add(light, strength * np.exp(-((self.distance(x, y) / radius) ** 2)))

    def box(self, left, top, right, bottom, paint):
        inside = np.minimum(
            np.minimum(self.x - left, right - self.x), np.minimum(self.y - top, bottom - self.y)
        )
        self.lay(paint, inside * self.size + 0.5)

    def waves(self, octaves, roughness=0.5):
        """A line across the canvas, about -1 to 1: sines of doubling frequency, random phases."""
        line = np.zeros(self.size)
        for octave in range(octaves):
            phase, wobble = self.random.uniform(0, 2 * np.pi), self.random.uniform(0.8, 1.2)
            line += roughness**octave * np.sin(2 * np.pi * wobble * 2**octave * self.x[0] + phase)
        return line * (1 - roughness)

    def ridge(self, height, near, far, depth=0.25):
        """Hills below the line `height`, from `far` at their edge to `near` lower down."""
        below = self.y - height[None, :]
        shade = np.clip(below / depth, 0, 1)[..., None]
        self.lay(far * (1 - shade) + near * shade, below * self.size + 0.5)

    def grain(self, strength, cell=2):
        """Noise, as of paper, in squares of `cell` final pixels: one value for all channels."""
        count, width = self.side // cell, OVERSAMPLING * cell
        noise = np.kron(self.random.standard_normal((count, count)), np.ones((width, width)))
        self.canvas = self.canvas + strength * noise[..., None]

    def vignette(self, strength):
        self.canvas = self.canvas * (1 - strength * self.distance(0.5, 0.5)[..., None] ** 2)

    def save(self, name, shades=256):
        """Reduce to the final size and at most `shades` levels a channel, and write a PNG."""
        shape = (self.side, OVERSAMPLING, self.side, OVERSAMPLING, 3)
        small = np.clip(self.canvas, 0, 1).reshape(shape).mean(axis=(1, 3))
        levels = np.rint(small * (shades - 1)) * 255 / (shades - 1)
        image = Image.fromarray(np.rint(levels).astype(np.uint8))
        image.save(FOLDER / name, optimize=True)
