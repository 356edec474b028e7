#!/usr/bin/env python3
"""Stands in for the emulator: a device of a few lines, whose flash remembers the version it runs.

It takes the emulator's command line, and behaves as FAKE_DEVICE says: `good`, or one way to fail.
"""

import http.client
import os
import pathlib
import re
import ssl
import sys
import time
import urllib.request

BEHAVIOUR = os.environ["FAKE_DEVICE"]
GATEWAY = os.environ["FAKE_GATEWAY"]
SECRET = os.environ["FAKE_SECRET"]
CONTEXT = ssl.create_default_context(cafile=os.environ["FAKE_AUTHORITY"])
FLASH = pathlib.Path(re.search(r"file=(\S+flash\.bin),if=mtd", " ".join(sys.argv))[1])
VERSION_BYTES = 16


def say(line):
    print(line, flush=True)


def get(path, version, **headers):
    request = urllib.request.Request(GATEWAY + path, headers={
        "User-Agent": f"sleeve/{version} (esp32c3)", "X-Gateway-Secret": SECRET, **headers})
    with urllib.request.urlopen(request, context=CONTEXT, timeout=5) as answer:
        return answer.read()


def main():
    assert len(FLASH.read_bytes()) == 4 << 20
    version = FLASH.read_bytes()[:VERSION_BYTES].decode().strip()
    is_new = version == "0.0.2"
    if BEHAVIOUR == "rolls back" and is_new:
        # The bootloader's part: what was not confirmed is not started again.
        store("0.0.1")
    if BEHAVIOUR == "silent":
        time.sleep(60)
    if BEHAVIOUR == "ends":
        return
    get("/now-playing", version)
    say("I (1500) sleeve: screen 1: 134400 bytes, checksum 89ab0123")
    time.sleep(0.05)
    get("/now-playing?cover=rgb565&encoding=rle&width=240&height=240", version)
    if BEHAVIOUR == "crashes":
        say("Guru Meditation Error: Core  0 panic'ed (Load access fault)")
        time.sleep(60)
    if BEHAVIOUR == "draws too little":
        say("I (2000) sleeve: screen 2: 115199 bytes, checksum 0123abcd")
        time.sleep(60)
    say("I (2000) sleeve: screen 2: 100000 bytes, checksum 0123abcd")
    say("I (2010) sleeve: screen 3: 15200 bytes, checksum 4567cdef")
    if is_new:
        say("I (9000) sleeve: the new firmware is confirmed")
        time.sleep(60)
    get("/firmware/manifest.json", version)
    fetch(version)
    store("0.0.2")
    main()


def fetch(version):
    try:
        get("/firmware/sleeve.bin", version)
        raise AssertionError("the first answer should break off")
    except http.client.IncompleteRead as error:
        get("/firmware/sleeve.bin", version, Range=f"bytes={len(error.partial)}-")


def store(version):
    data = FLASH.read_bytes()
    FLASH.write_bytes(version.ljust(VERSION_BYTES).encode() + data[VERSION_BYTES:])


main()
