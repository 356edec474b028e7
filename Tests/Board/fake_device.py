#!/usr/bin/env python3
"""Stands in for the emulator: a device of a few lines, whose flash remembers the version it runs.

It takes the emulator's command line, and behaves as FAKE_DEVICE says: `good`, or one way to fail.
"""

import http.client
import json
import os
import pathlib
import re
import ssl
import sys
import time
import urllib.error
import urllib.request

BEHAVIOUR = os.environ["FAKE_DEVICE"]
GATEWAY = os.environ["FAKE_GATEWAY"]
SECRET = os.environ["FAKE_SECRET"]
CONTEXT = ssl.create_default_context(cafile=os.environ["FAKE_AUTHORITY"])
FLASH = pathlib.Path(re.search(r"file=(\S+flash\.bin),if=mtd", " ".join(sys.argv))[1])
VERSION_BYTES = 16
COVER = "/now-playing?cover=rgb565&encoding=rle&width=240&height=240"
POWER_ON, RESTART, HANG = "power-on", "a restart of its own", "the task watchdog: a task hung"


class Restart(Exception):
    """The chip starts again, for that reason."""


def say(line):
    print(line, flush=True)


def misbehaves(way, is_new):
    """Whether the device fails that way; `on trial` is added for the version of the update."""
    return BEHAVIOUR == (f"{way} on trial" if is_new else way)


def ask(path, version, **headers):
    request = urllib.request.Request(GATEWAY + path, headers={
        "User-Agent": f"sleeve/{version} (esp32c3)", "X-Gateway-Secret": SECRET, **headers})
    with urllib.request.urlopen(request, context=CONTEXT, timeout=5) as answer:
        return answer.read()


def get(path, version):
    """Asks until there is an answer, as a device does for what plays; the body."""
    is_new = version == "0.0.2"
    while True:
        try:
            return ask(path, version)
        except urllib.error.HTTPError as error:
            if error.code != 503:
                raise
            if misbehaves("ignores Retry-After", is_new):
                time.sleep(0.05)
                continue
            wait(float(error.headers["Retry-After"]), "while busy", is_new)
        except OSError:
            wait(0.1, "in an outage", is_new)


def wait(seconds, when, is_new):
    time.sleep(seconds / 2)
    if misbehaves(f"restarts {when}", is_new):
        raise Restart(HANG)
    if misbehaves(f"restarts quietly {when}", is_new):
        raise Restart(None)
    if misbehaves(f"restarts by itself {when}", is_new):
        raise Restart(RESTART)
    if misbehaves(f"sleeps for ever {when}", is_new):
        time.sleep(60)
    if BEHAVIOUR == "confirms too early" and is_new:
        say("I (9000) sleeve: update: the new firmware is confirmed")
    time.sleep(seconds / 2)


def announce(reason):
    say("ESP-ROM:esp32c3-api1-20210207")
    say(f"rst:{'0x1 (POWERON)' if reason == POWER_ON else '0x3 (RTC_SW_SYS_RST)'},boot:0x8")
    if BEHAVIOUR == "starts after a brown-out":
        reason = "a brown-out: the supply is too weak"
    if BEHAVIOUR == "updates by a panic" and reason == RESTART:
        reason = "a panic"
    if reason and BEHAVIOUR != "hides its reason":
        say("I (300) sleeve: sleeve starts")
        say(f"I (301) sleeve: started after {reason}")


def run(version):
    is_new = version == "0.0.2"
    if BEHAVIOUR == "silent":
        time.sleep(60)
    if BEHAVIOUR == "ends":
        sys.exit(0)
    get("/now-playing", version)
    say("I (1500) sleeve: screen 1: 134400 bytes, checksum 89ab0123")
    time.sleep(0.05)
    get(COVER, version)
    if BEHAVIOUR == "crashes":
        say("Guru Meditation Error: Core  0 panic'ed (Load access fault)")
        time.sleep(60)
    if BEHAVIOUR == "draws too little":
        say("I (2000) sleeve: screen 2: 115199 bytes, checksum 0123abcd")
        time.sleep(60)
    say("I (2000) sleeve: screen 2: 100000 bytes, checksum 0123abcd")
    say("I (2010) sleeve: screen 3: 15200 bytes, checksum 4567cdef")
    if is_new and BEHAVIOUR != "does not confirm":
        say("I (9000) sleeve: update: the new firmware is confirmed")
    has_image = is_new
    while True:
        is_playing = json.loads(get("/now-playing", version))["is_playing"]
        if has_image and not is_new and not is_playing:
            store("0.0.1" if BEHAVIOUR == "starts the old one" else "0.0.2")
            raise Restart(RESTART)
        has_image = has_image or fetch(version)
        time.sleep(0.05)


def fetch(version):
    """Whether there is an image, which then has been fetched."""
    try:
        ask("/firmware/manifest.json", version)
    except OSError:
        return False
    try:
        ask("/firmware/sleeve.bin", version)
        raise AssertionError("the first answer should break off")
    except http.client.IncompleteRead as error:
        ask("/firmware/sleeve.bin", version, Range=f"bytes={len(error.partial)}-")
    return True


def store(version):
    data = FLASH.read_bytes()
    FLASH.write_bytes(version.ljust(VERSION_BYTES).encode() + data[VERSION_BYTES:])


def main():
    data = FLASH.read_bytes()
    assert len(data) == 4 << 20
    if BEHAVIOUR == "rolls back" and data.startswith(b"0.0.2"):
        # The bootloader's part: what was not confirmed is not started again.
        store("0.0.1")
    reason = POWER_ON
    while True:
        announce(reason)
        # Until it has an address.
        time.sleep(0.2)
        try:
            run(FLASH.read_bytes()[:VERSION_BYTES].decode().strip())
        except Restart as restart:
            reason = restart.args[0]


main()
