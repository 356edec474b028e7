#!/usr/bin/env python3
"""Boots an image in QEMU against a gateway on loopback, until it has drawn and taken an update.

What it expects, in this order, each within its time:
  1. the first version asks for a picture, and draws as many bytes as it has;
  2. it fetches the second version's image, the first time over a connection that breaks;
  3. the second version asks for a picture, draws it, and says that it is confirmed;
  4. power goes off and on, and the second version still runs.

Exit status: 0 all of it came; 1 something did not, or the device crashed: one line says what;
2 wrong usage.
"""

import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import threading
import time

from gateway import Gateway

# A panic, a failed assertion, a watchdog (ESP-IDF Programming Guide, "Fatal Errors").
CRASHES = ("Guru Meditation Error", "abort() was called", "assert failed:", "Task watchdog got")
# What the board without a panel prints of all that would have gone to one.
SCREEN = re.compile(r"screen \d+: (\d+) bytes")
CONFIRMED = "the new firmware is confirmed"
COVER = "/now-playing?cover=rgb565"
# eFuse block 1 says which revision the chip has; ESP-IDF refuses to boot on one before v0.3, and
# the emulator's own default is v0.0.
EFUSE_BYTES = 1024
EFUSE_REVISION = (38, 0x0C)
FLASH_BYTES = 4 << 20


class Failure(Exception):
    """What did not come."""


class Device:
    """A device that runs from `start` to `stop`; its serial output goes to `log`."""

    def __init__(self, command, log):
        self.command = command
        self.log = log
        self.lines = []
        self.changed = threading.Condition()
        self.process = None

    def start(self):
        self.lines = []
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, errors="replace")
        threading.Thread(target=self._read, args=(self.process,), daemon=True).start()

    def stop(self):
        """Takes the power away: nothing is asked of the firmware."""
        if self.process:
            self.process.kill()
            self.process.wait()

    def _read(self, process):
        for line in process.stdout:
            self.log.write(line)
            self.log.flush()
            with self.changed:
                self.lines.append((time.monotonic(), line.rstrip()))
                self.changed.notify_all()
        with self.changed:
            self.changed.notify_all()

    def crash(self):
        """The line with which the device crashed; None while it has not."""
        for _, line in self.lines:
            if any(mark in line for mark in CRASHES):
                return line
        return None


class Run:
    """Device and gateway, and what has been seen of both."""

    def __init__(self, device, gateway):
        self.device = device
        self.gateway = gateway

    def expect(self, what, condition, seconds):
        """Waits until `condition()` is true; a Failure where it does not become so in time."""
        end = time.monotonic() + seconds
        while not condition():
            crash = self.device.crash()
            if crash:
                raise Failure(f"the device crashed while {what} was awaited: {crash}")
            if self.device.process.poll() is not None:
                raise Failure(f"the emulator ended while {what} was awaited")
            if time.monotonic() > end:
                raise Failure(f"no {what} within {seconds} s")
            time.sleep(0.05)
        print(f"{what}: yes", flush=True)

    def said(self, text):
        with self.device.changed:
            return any(text in line for _, line in self.device.lines)

    def answers(self, version, start, since=0):
        """What that version has been given for paths that start so, since that request."""
        agent = f"sleeve/{version} "
        with self.gateway.changed:
            return [
                request for request in self.gateway.requests[since:]
                if request.user_agent.startswith(agent) and request.path.startswith(start)
                and request.status in (200, 206)]

    def drawn(self, version):
        """Whether as much as the picture has been drawn since that version was first given it."""
        answers = self.answers(version, COVER)
        if not answers:
            return False
        with self.device.changed:
            found = [SCREEN.search(line) for seconds, line in self.device.lines
                     if seconds > answers[0].seconds]
        return sum(int(match[1]) for match in found if match) >= self.gateway.cover_byte_count()

    def fetched(self, byte_count):
        """Whether the image's last byte has been sent, after an answer that was cut."""
        with self.gateway.changed:
            images = [r for r in self.gateway.requests if r.path.endswith(".bin")]
            return len(images) >= 2 and sum(r.byte_count for r in images) >= byte_count


def play(run, old, new, image_byte_count, seconds):
    run.expect(f"question of {old} for a cover", lambda: run.answers(old, COVER), seconds)
    run.expect(f"cover drawn by {old}", lambda: run.drawn(old), seconds)
    run.expect(f"whole image of {new}", lambda: run.fetched(image_byte_count), 2 * seconds)
    run.expect(f"question of {new} for a cover", lambda: run.answers(new, COVER), seconds)
    run.expect(f"cover drawn by {new}", lambda: run.drawn(new), seconds)
    run.expect(f"confirmation of {new}", lambda: run.said(CONFIRMED), seconds)
    run.device.stop()
    since = len(run.gateway.requests)
    run.device.start()
    run.expect("question after a loss of power",
               lambda: run.answers(new, "/", since) or run.answers(old, "/", since), seconds)
    if run.answers(old, "/", since):
        raise Failure(f"{old} runs again after a loss of power")


def qemu(program, flash, efuse):
    """The emulated ESP32-C3 with its Ethernet; its watchdogs are off, as time is not real there."""
    return [
        program, "-M", "esp32c3", "-nographic", "-serial", "mon:stdio",
        "-drive", f"file={flash},if=mtd,format=raw",
        "-drive", f"file={efuse},if=none,format=raw,id=efuse",
        "-global", "driver=nvram.esp32c3.efuse,property=drive,value=efuse",
        "-global", "driver=timer.esp32c3.timg,property=wdt_disable,value=true",
        "-nic", "user,model=open_eth",
    ]  # fmt: skip


def write_flash(path, source, parts):
    """A flash of 4 MiB with the merged image and, over it, images at their own places."""
    data = source.read_bytes().ljust(FLASH_BYTES, b"\xff")
    for offset, part in parts:
        piece = part.read_bytes()
        data = data[:offset] + piece + data[offset + len(piece):]
    if len(data) != FLASH_BYTES:
        raise Failure(f"{source}: what goes into the flash has {len(data)} bytes")
    path.write_bytes(data)


def write_efuse(path):
    data = bytearray(EFUSE_BYTES)
    data[EFUSE_REVISION[0]] = EFUSE_REVISION[1]
    path.write_bytes(data)


def part(text):
    offset, _, path = text.partition(":")
    return int(offset, 0), pathlib.Path(path)


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--flash", type=pathlib.Path, required=True, help="merged image of --old")
    parser.add_argument("--part", type=part, action="append", default=[], metavar="OFFSET:FILE",
                        help="more to put into the flash, such as settings")
    parser.add_argument("--image", type=pathlib.Path, required=True, help="update to --new")
    parser.add_argument("--manifest", type=pathlib.Path, required=True)
    parser.add_argument("--document", type=pathlib.Path, required=True)
    parser.add_argument("--certificate", type=pathlib.Path, required=True)
    parser.add_argument("--key", type=pathlib.Path, required=True)
    parser.add_argument("--secret-file", type=pathlib.Path, required=True)
    parser.add_argument("--port", type=int, default=8443)
    parser.add_argument("--old", required=True, metavar="VERSION")
    parser.add_argument("--new", required=True, metavar="VERSION")
    parser.add_argument("--seconds", type=float, default=180, help="for each step")
    parser.add_argument("--qemu", default="qemu-system-riscv32")
    parser.add_argument("--out", type=pathlib.Path, required=True, metavar="FOLDER")
    options = parser.parse_args(arguments)
    if not shutil.which(options.qemu):
        print(f"{options.qemu} is not installed", file=sys.stderr)
        return 1
    try:
        return _run(options)
    except (Failure, OSError) as error:
        print(error, file=sys.stderr)
        return 1


def _run(options):
    options.out.mkdir(parents=True, exist_ok=True)
    flash, efuse = options.out / "flash.bin", options.out / "efuse.bin"
    write_flash(flash, options.flash, options.part)
    write_efuse(efuse)
    image = options.image.read_bytes()
    gateway = Gateway(
        options.document.read_bytes(), secret=options.secret_file.read_text().strip(),
        manifest=options.manifest.read_bytes(), image=image, cut_image_at=len(image) // 2)
    gateway.start(options.port, options.certificate, options.key)
    with open(options.out / "serial.log", "w", encoding="utf-8") as log:
        device = Device(qemu(options.qemu, flash, efuse), log)
        try:
            device.start()
            play(Run(device, gateway), options.old, options.new, len(image), options.seconds)
        finally:
            device.stop()
            gateway.stop()
            requests = "".join(f"{r.status} {r.path} {r.user_agent}\n" for r in gateway.requests)
            (options.out / "gateway.log").write_text(requests)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
