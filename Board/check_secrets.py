#!/usr/bin/env python3
"""Refuses what must never be in the repository: private keys, secrets, and images that hold them.

It reads what git has in its index, so both what is tracked and what is staged for the next commit.
usage: check_secrets.py [REPOSITORY]
Exit status: 0 nothing found; 1 one line for each finding; 2 wrong usage.
"""

import pathlib
import re
import subprocess
import sys

# The only binaries that are sources: they are made by scripts beside them, from open fonts.
KNOWN_BINARIES = {"Firmware/Fonts/fonts.bin", "Firmware/Fonts/text.bin", "Firmware/Fonts/words.bin",
                  "HostSim/Fonts/fallback.bin"}

NAMES = (
    (re.compile(r"(^|/)secrets/"), "is in a folder for secrets"),
    (re.compile(r"\.(key|p8|p12|pfx|jks|keystore)$", re.IGNORECASE), "is named like a private key"),
    (re.compile(r"\.(bin|elf|img|uf2)$", re.IGNORECASE), "is named like a generated image"),
)
CONTENTS = (
    (re.compile(rb"-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY-----"), "holds a private key"),
    # How SEC 1 and PKCS #8 begin for a P-256 key, in base64; a PEM header is easily lost.
    (re.compile(rb"(MHcCAQEEI|MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg)[A-Za-z0-9+/]{40}"),
     "holds a private key"),
    # Twelve characters with a digit: what is drawn at random, and not the name of a variable.
    (re.compile(rb"(?i)gateway[_-]secret[\"']?\s*[=:,]\s*[\"']?"
                rb"(?=[a-z+/_=.~-]*[0-9])[a-z0-9+/_=.~-]{12}"),
     "holds a gateway secret"),
    (re.compile(rb"\b(AKIA|ASIA)[0-9A-Z]{16}\b"), "holds an access key of a store"),
    # The superblock of LittleFS; a page header of NVS, active or full, version 1 or 2.
    (re.compile(rb"\A.{8}littlefs", re.DOTALL), "is an image of a LittleFS partition"),
    (re.compile(rb"\A[\xFC\xFE]\xFF\xFF\xFF.{4}[\xFE\xFF]\xFF{19}", re.DOTALL),
     "is an image of an NVS partition"),
)  # fmt: skip


def findings(repository):
    """`path: what is wrong` for each file of the index that must not be there."""
    found = []
    for path, content in _index(repository):
        if path in KNOWN_BINARIES:
            continue
        reasons = [reason for pattern, reason in NAMES if pattern.search(path)]
        reasons += [reason for pattern, reason in CONTENTS if pattern.search(content)]
        found += [f"{path}: {reason}" for reason in dict.fromkeys(reasons)]
    return found


def _index(repository):
    """Path and content of each file in git's index."""
    listing = _git(repository, "ls-files", "--stage", "-z").split(b"\0")
    entries = [line.partition(b"\t")[::2] for line in listing if line]
    # A submodule is a commit, which has no content here.
    entries = [(head.split()[1], path) for head, path in entries if not head.startswith(b"160000")]
    names = b"".join(name + b"\n" for name, _ in entries)
    data, offset = _git(repository, "cat-file", "--batch", stdin=names), 0
    for _, path in entries:
        end = data.index(b"\n", offset)
        size = int(data[offset:end].split()[2])
        yield path.decode("utf-8", "replace"), data[end + 1:end + 1 + size]
        offset = end + 1 + size + 1


def _git(repository, *arguments, stdin=None):
    # In a CI container the work tree often belongs to another user than the one who reads it.
    command = ["git", "-c", "safe.directory=*", "-C", str(repository), *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=True).stdout


def main(arguments):
    if len(arguments) > 1 or arguments[:1] == ["--help"]:
        print(__doc__, file=sys.stderr)
        return 0 if arguments == ["--help"] else 2
    repository = pathlib.Path(arguments[0] if arguments else ".")
    try:
        found = findings(repository)
    except subprocess.CalledProcessError as error:
        print(f"{repository}: {error.stderr.decode().strip()}", file=sys.stderr)
        return 1
    for line in found:
        print(line, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
