#!/usr/bin/env python3
"""Packs inputs into one file, and unpacks them again.

usage: corpus.py pack FOLDER FILE
       corpus.py unpack FILE FOLDER

A packed corpus is its inputs one after the other, the shortest first: two bytes of length, the low
one first, and the bytes.
"""

import hashlib
import pathlib
import sys


def unpack(packed):
    inputs = []
    while packed:
        count = int.from_bytes(packed[:2], "little")
        if len(packed) < 2 + count:
            sys.exit("the packed corpus ends in the middle of an input")
        inputs.append(packed[2 : 2 + count])
        packed = packed[2 + count :]
    return inputs


def pack(inputs):
    ordered = sorted(set(inputs), key=lambda item: (len(item), item))
    return b"".join(len(item).to_bytes(2, "little") + item for item in ordered)


def main(command, source, target):
    source, target = pathlib.Path(source), pathlib.Path(target)
    if command == "pack":
        target.write_bytes(pack([file.read_bytes() for file in source.iterdir()]))
    else:
        target.mkdir(parents=True, exist_ok=True)
        for item in unpack(source.read_bytes()):
            (target / hashlib.sha1(item).hexdigest()).write_bytes(item)


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in ("pack", "unpack"):
        sys.exit(__doc__)
    main(*sys.argv[1:])
