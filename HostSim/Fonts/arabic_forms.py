"""Draws the joined shapes of Arabic letters that Unicode has no code points for.

Unicode encodes the shapes of the letters of Arabic, Persian and Urdu; those of Kurdish, Pashto,
Sindhi, Uyghur and others are left to fonts. Here each is made from a relative: a letter of the
same joining group gives the body in its place, and what the letter itself has beyond the body of
its relative (dots, rings, hooks) is put above or below it.
"""

import unicodedata
from pathlib import Path

SHAPING = Path("/usr/share/unicode/ArabicShaping.txt")
# Letters whose shapes have slots of their own, and the slots: final, initial, medial.
BLOCKS = (range(0x620, 0x700), range(0x750, 0x780))
FIRST_SLOT = 0x105A0
SHAPES = ("final", "initial", "medial")
# The letter that lends its body, by joining group.
RELATIVES = {
    "AFRICAN FEH": 0x641, "AFRICAN NOON": 0x646, "AFRICAN QAF": 0x642, "AIN": 0x639, "ALEF": 0x627,
    "BEH": 0x628, "DAL": 0x62F, "FARSI YEH": 0x6CC, "FEH": 0x641, "GAF": 0x6A9, "HAH": 0x62D,
    "HEH GOAL": 0x6C1, "KAF": 0x643, "KNOTTED HEH": 0x6BE, "LAM": 0x644, "MEEM": 0x645,
    "NOON": 0x646, "NYA": 0x646, "QAF": 0x642, "REH": 0x631, "SAD": 0x635, "SEEN": 0x633,
    "SWASH KAF": 0x6A9, "TAH": 0x637, "TEH MARBUTA": 0x647, "TEH MARBUTA GOAL": 0x6C1, "WAW": 0x648,
    "YEH": 0x649, "YEH WITH TAIL": 0x649, "BURUSHASKI YEH BARREE": 0x6CC,
}  # fmt: skip
LAST_ROW = 15
# Pixels of a relative's body that a letter may lack.
FIT_TOLERANCE = 2


def slot(code, shape):
    """Where the font keeps a shape of the letter at `code`."""
    index = 0
    for block in BLOCKS:
        if code in block:
            return FIRST_SLOT + 3 * (index + code - block.start) + SHAPES.index(shape)
        index += len(block)
    raise ValueError(f"U+{code:04X} has no slots")


def encoded_shapes():
    """The code points of the shapes that Unicode has, by letter and name of the shape."""
    shapes = {}
    for code in (*range(0xFB50, 0xFDFE), *range(0xFE70, 0xFEFD)):
        kind, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        if kind.strip("<>") in SHAPES and len(letters) == 1:
            shapes.setdefault(int(letters[0], 16), {})[kind.strip("<>")] = code
    return shapes


def joining_letters():
    """Joining type (D: on both sides, R: to the one before) and group, by letter."""
    for line in SHAPING.read_text(encoding="utf-8").splitlines():
        code, _, rest = line.partition("#")[0].partition(";")
        if not rest:
            continue
        code, (_, kind, group) = int(code, 16), [part.strip() for part in rest.split(";")]
        if kind in "DR" and any(code in block for block in BLOCKS):
            yield code, kind, group


def body(rows):
    """The largest set of pixels that touch each other, corners included."""
    left = {(x, y) for y, row in enumerate(rows) for x in range(16) if row >> 15 - x & 1}
    parts = []
    while left:
        part, edge = set(), [left.pop()]
        while edge:
            x, y = edge.pop()
            part.add((x, y))
            near = {(x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1)} & left
            left -= near
            edge += near
        parts.append(part)
    return from_pixels(max(parts, key=len))


def from_pixels(pixels):
    rows = [0] * 16
    for x, y in pixels:
        rows[y] |= 0x8000 >> x
    return rows


def filled(rows):
    return [y for y, row in enumerate(rows) if row]


def columns(rows):
    union = 0
    for row in rows:
        union |= row
    return [x for x in range(16) if union >> 15 - x & 1]


def moved(rows, dx, dy, width):
    """The picture moved, as far as it stays in its cell."""
    xs, ys = columns(rows), filled(rows)
    dx = max(-xs[0], min(dx, width - 1 - xs[-1]))
    dy = max(-ys[0], min(dy, LAST_ROW - ys[-1]))
    rows = [row << -dx & 0xFFFF if dx < 0 else row >> dx for row in rows]
    return [rows[y - dy] if 0 <= y - dy <= LAST_ROW else 0 for y in range(16)]


def final(alone, relative_alone, relative_final):
    """The letter with the stroke from the one before, as its relative has it."""
    return [
        row & ~(before & ~after) | after & ~before
        for row, before, after in zip(alone, relative_alone, relative_final)
    ]


def center(xs):
    return (xs[0] + xs[-1]) // 2


def put(marks, is_above, skeleton, shape, width):
    """`shape` with the marks over or under it, a free row between them where there was one."""
    edge = filled(skeleton)[0 if is_above else -1]
    ends = filled(marks)
    if is_above:
        gap = min(max(edge - ends[-1], 1), 2)
        top = filled(shape)[0]
        dy = top - gap - ends[-1]
        tip = [x for x in range(16) if shape[top] >> 15 - x & 1]
        dx = center(tip) - center(columns(marks))
        if ends[0] + dy < 0:
            # No room above a tall letter: it becomes shorter, as it does alone.
            dy = -ends[0] + 1
            shape = [0 if y <= ends[-1] + dy + 1 else row for y, row in enumerate(shape)]
    else:
        gap = min(max(ends[0] - edge, 1), 2)
        dy = filled(shape)[-1] + gap - ends[0]
        dx = center(columns(shape)) - center(columns(marks))
    return [a | b for a, b in zip(shape, moved(marks, dx, dy, width))]


def count(rows):
    return sum(row.bit_count() for row in rows)


def without(rows, others):
    return [row & ~other for row, other in zip(rows, others)]


def taken_apart(alone, relative_alone):
    """The letter's body and its marks.

    The body is that of the relative, which may stand some rows higher or lower. Where none fits,
    the letter's largest part is its body.
    """
    model = body(relative_alone)
    fits = [[0] * -dy + model[: 16 + dy] if dy < 0 else model[dy:] + [0] * dy for dy in range(-3, 4)]
    fit = min(fits, key=lambda rows: count(without(rows, alone)))
    if count(without(fit, alone)) > FIT_TOLERANCE:
        fit = body(alone)
    return fit, without(alone, fit)


def joined(alone, relative_alone, relative_shape, width):
    """The relative's shape with the letter's own marks."""
    skeleton, marks = taken_apart(alone, relative_alone)
    shape = body(relative_shape)
    middle = sum(filled(skeleton)) / len(filled(skeleton))
    over = [row if y < middle else 0 for y, row in enumerate(marks)]
    under = [row if y >= middle else 0 for y, row in enumerate(marks)]
    for part, is_above in ((over, True), (under, False)):
        if any(part):
            shape = put(part, is_above, skeleton, shape, width)
    return shape


def draw(glyphs):
    """Width and rows of all shapes by slot: Unicode's where it has them, otherwise drawn."""
    encoded = encoded_shapes()
    shapes = {}
    for code, kind, group in joining_letters():
        own = encoded.get(code, {})
        relative = RELATIVES.get(group)
        lent = encoded.get(relative, {})
        for shape in SHAPES if kind == "D" else SHAPES[:1]:
            width, alone = glyphs[code]
            if shape in own:
                width, rows = glyphs[own[shape]]
            elif shape not in lent or glyphs[lent[shape]][0] != width:
                rows = alone
            elif shape == "final":
                rows = final(alone, glyphs[relative][1], glyphs[lent[shape]][1])
            else:
                rows = joined(alone, glyphs[relative][1], glyphs[lent[shape]][1], width)
            shapes[slot(code, shape)] = width, rows
    return shapes
