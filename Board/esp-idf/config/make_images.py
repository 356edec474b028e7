#!/usr/bin/env python3
"""Makes the images of the partitions `settings` and `config` from a folder.

The folder holds `settings.txt` and the certificates, each where it is needed: `ca.pem` for a
gateway whose certificate no public authority has signed, `client.pem` with `client.key` for one
that asks for them. Wi-Fi is set on the device itself.

Prints where each image goes, as esptool takes it: `0x14000 FOLDER/settings.bin`.

A setting that cannot be used is a line on stderr, and its default counts.

Exit status: 0 both images are written; 1 a file cannot be used, and nothing is written; 2 wrong
usage.
"""

import argparse
import os
import pathlib
import sys

import certificates
import images
import partition_table
import settings
from problem import Problem

SETTINGS = "settings.txt"
BOARD = pathlib.Path(__file__).resolve().parent.parent


def main(arguments):
    options = _options(arguments)
    try:
        written = make(options.folder, options.partitions, options.out, _tell)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    for offset, path in written:
        print(f"{offset:#x} {path}")
    return 0


def _tell(problem):
    print(problem, file=sys.stderr)


def make(folder, table, out, tell=settings.refuse):
    """Writes both images into `out`; returns for each its place in the flash and its path."""
    _check_names(folder)
    partitions = partition_table.read(table)
    chosen = settings.read(folder / SETTINGS, tell)
    files = certificates.read(folder)
    stored, config = (
        partition_table.named(partitions, name, table) for name in ("settings", "config"))
    pieces = (
        (stored, images.settings_image(chosen, stored)),
        (config, images.files_image(files, config)),
    )
    out.mkdir(parents=True, exist_ok=True)
    for partition, data in pieces:
        _write_private(out / f"{partition.name}.bin", data)
    return [(partition.offset, out / f"{partition.name}.bin") for partition, _ in pieces]


def _check_names(folder):
    """A file that nobody reads is most likely one whose name is misspelt."""
    if not folder.is_dir():
        raise Problem(folder, "is no folder")
    known = {SETTINGS, "README.md", *certificates.NAMES}
    for path in sorted(folder.iterdir()):
        if path.name not in known and not path.name.startswith("."):
            raise Problem(path, f"must be one of {', '.join(sorted(known))}")


def _write_private(path, data):
    """Both images hold secrets: only their owner may read them."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(data)


def _options(arguments):
    parser = argparse.ArgumentParser(
        description="Makes the images of the partitions settings and config from a folder with "
        "settings.txt, ca.pem, client.pem and client.key.")
    parser.add_argument("folder", type=pathlib.Path, help="where settings and certificates are")
    parser.add_argument("--out", type=pathlib.Path, required=True, metavar="FOLDER",
                        help="where settings.bin and config.bin are written")
    parser.add_argument("--partitions", type=pathlib.Path, default=BOARD / "partitions.csv",
                        metavar="FILE.csv", help="the partition table (default: %(default)s)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
