#!/usr/bin/env python3
"""Boots an image in QEMU against a gateway on loopback, until it has drawn and taken an update.

What it expects, in this order, each within its time:
  1. the first version asks for a picture, and draws as many bytes as it has;
  2. it goes on through a gateway that is busy (503 with Retry-After), and through an outage;
  3. after its power went off and on, it fetches the second version's image, the first time over a
     connection that breaks, and starts it when the music stops;
  4. the second version, on trial, goes on through a busy gateway and an outage too, asks for a
     picture, draws it, and says that it is confirmed;
  5. power goes off and on, and the second version still runs.

The start that the update asks for is the only one that is not after power-on: any other fails the
run, whatever its reason.

Exit status: 0 all of it came; 1 something did not, or the device crashed or restarted: one line
says what; 2 wrong usage.
"""

import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import threading
import time

from gateway import Gateway, Scene

# A panic, a failed assertion, a watchdog (ESP-IDF Programming Guide, "Fatal Errors").
CRASHES = ("Guru Meditation Error", "abort() was called", "assert failed:", "Task watchdog got")
# What the board without a panel prints of all that would have gone to one.
SCREEN = re.compile(r"screen \d+: (\d+) bytes")
CONFIRMED = "the new firmware is confirmed"
COVER = "/now-playing?cover=rgb565"
# What the chip's ROM prints at each start, and what the firmware says of why (ResetReason.swift).
ROM_START = "rst:0x"
START_REASON = re.compile(r"started after (.*)")
POWER_ON, RESTART = "power-on", "a restart of its own"
# The longest that a device waits before it asks a gateway that is back (Limits.backoffCapMs).
RETURN_SECONDS = 300
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
        self.reader = None

    def start(self):
        self.lines = []
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, errors="replace")
        self.reader = threading.Thread(target=self._read, args=(self.process,), daemon=True)
        self.reader.start()

    def stop(self):
        """Takes the power away: nothing is asked of the firmware."""
        if self.process:
            self.process.kill()
            self.process.wait()
            # What is still in the pipe belongs to this start, not to the next.
            self.reader.join()

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
        with self.changed:
            for _, line in self.lines:
                if any(mark in line for mark in CRASHES):
                    return line
        return None

    def reasons(self):
        """Why the device started, for each start that it has told of."""
        with self.changed:
            found = [START_REASON.search(line) for _, line in self.lines]
        return [match[1] for match in found if match]

    def start_count(self):
        """How often the device has started: the ROM tells of starts that the firmware does not."""
        with self.changed:
            booted = sum(ROM_START in line for _, line in self.lines)
        return max(booted, len(self.reasons()))


class Run:
    """Device and gateway, and what has been seen of both."""

    def __init__(self, device, gateway):
        self.device = device
        self.gateway = gateway
        # Why it may start, from power-on to power-off.
        self.expected_reasons = [POWER_ON]

    def power_on(self):
        self.expected_reasons = [POWER_ON]
        self.device.start()

    def check(self, awaited):
        """A Failure where the device crashed, ended, or started when or why it should not."""
        crash = self.device.crash()
        if crash:
            raise Failure(f"the device crashed while {awaited} was awaited: {crash}")
        reasons, expected = self.device.reasons(), self.expected_reasons
        for reason, right in zip(reasons, expected):
            if reason != right:
                raise Failure(f"the device started after {reason} instead of {right}")
        if self.device.start_count() > len(expected):
            reason = reasons[len(expected)] if len(reasons) > len(expected) else "no given reason"
            raise Failure(f"the device restarted while {awaited} was awaited: after {reason}")
        if self.device.process.poll() is not None:
            raise Failure(f"the emulator ended while {awaited} was awaited")

    def expect(self, what, condition, seconds):
        """Waits until `condition()` is true; a Failure where it does not become so in time."""
        end = time.monotonic() + seconds
        while not condition():
            self.check(what)
            if time.monotonic() > end:
                raise Failure(f"no {what} within {seconds} s")
            time.sleep(0.05)
        self.check(what)
        print(f"{what}: yes", flush=True)

    def wait(self, what, seconds):
        """Waits for all of that time, in which the device may not restart."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.check(f"the end of {what}")
            time.sleep(0.05)
        print(f"{what} without a restart: yes", flush=True)

    def said(self, text):
        with self.device.changed:
            return any(text in line for _, line in self.device.lines)

    def answers(self, version, start, since=0, statuses=(200, 206)):
        """What that version has been given for paths that start so, since that request."""
        agent = f"sleeve/{version} "
        with self.gateway.changed:
            return [
                request for request in self.gateway.requests[since:]
                if request.user_agent.startswith(agent) and request.path.startswith(start)
                and request.status in statuses]

    def drawn(self, version, since):
        """Whether as much as the picture has been drawn since that version was first given it,
        after that request."""
        answers = self.answers(version, COVER, since)
        if not answers:
            return False
        with self.device.changed:
            found = [SCREEN.search(line) for seconds, line in self.device.lines
                     if seconds > answers[0].seconds]
        return sum(int(match[1]) for match in found if match) >= self.gateway.cover_byte_count()

    def fetched(self):
        """Whether the image's last byte has been sent, after an answer that was cut."""
        with self.gateway.changed:
            images = [r for r in self.gateway.requests if r.path.endswith(".bin")]
            sent = sum(r.byte_count for r in images)
            return len(images) >= 2 and sent >= len(self.gateway.image)


def stay_busy(run, version, seconds):
    """Answers with 503 until Retry-After has nearly passed: the device is to wait only once."""
    since = len(run.gateway.requests)
    run.gateway.scene = Scene.BUSY
    run.expect(f"question of {version} to a busy gateway",
               lambda: run.answers(version, "/now-playing", since, statuses=(503,)), seconds)
    run.wait(f"Retry-After for {version}", 0.9 * run.gateway.retry_after)
    count = len(run.answers(version, "/now-playing", since, statuses=(503,)))
    # A question that was under way already may be refused as well.
    if count > 2:
        raise Failure(f"{version} asked a busy gateway {count} times within its Retry-After")


def stay_away(run, version, outage_seconds):
    run.gateway.scene = Scene.OUTAGE
    run.wait(f"outage for {version}", outage_seconds)


def come_back(run, version, what, seconds):
    since = len(run.gateway.requests)
    run.gateway.scene = Scene.OPEN
    run.expect(f"question of {version} after {what}",
               lambda: run.answers(version, "/now-playing", since), seconds)


def draw(run, version, since, seconds):
    run.expect(f"question of {version} for a cover",
               lambda: run.answers(version, COVER, since), seconds)
    run.expect(f"cover drawn by {version}", lambda: run.drawn(version, since), seconds)


def play(run, options, manifest):
    old, new, seconds = options.old, options.new, options.seconds
    run.power_on()
    draw(run, old, 0, seconds)
    run.expect(f"reason why {old} started", lambda: run.device.reasons(), seconds)
    stay_busy(run, old, seconds)
    come_back(run, old, "a busy gateway", seconds)
    stay_away(run, old, options.outage)
    come_back(run, old, "an outage", RETURN_SECONDS + seconds)

    # A device that found nothing new asks again in hours, or after its power went off.
    run.device.stop()
    run.gateway.manifest = manifest
    run.power_on()
    run.expect(f"whole image of {new}", run.fetched, 2 * seconds)
    run.expected_reasons.append(RESTART)
    # While music plays, a device waits for half an hour.
    run.gateway.is_playing = False
    since = len(run.gateway.requests)
    run.expect(f"question of {old} while paused",
               lambda: run.answers(old, "/now-playing", since), seconds)
    # Before the new version asks: an answer would end its trial.
    run.gateway.scene = Scene.BUSY
    run.expect(f"restart for {new}", lambda: run.device.start_count() == 2, seconds)
    stay_busy(run, new, seconds)
    stay_away(run, new, options.trial_outage)
    if run.said(CONFIRMED):
        raise Failure(f"{new} is confirmed without an answer of the gateway")
    come_back(run, new, "an outage", RETURN_SECONDS + seconds)
    run.gateway.is_playing = True
    draw(run, new, 0, seconds)
    run.expect(f"confirmation of {new}", lambda: run.said(CONFIRMED), seconds)
    run.expect(f"reason why {new} started", lambda: len(run.device.reasons()) == 2, seconds)

    run.device.stop()
    since = len(run.gateway.requests)
    run.power_on()
    run.expect("question after a loss of power",
               lambda: run.answers(new, "/", since) or run.answers(old, "/", since), seconds)
    if run.answers(old, "/", since):
        raise Failure(f"{old} runs again after a loss of power")


def qemu(program, flash, efuse):
    """The emulated ESP32-C3 with its Ethernet. An instruction takes 8 ns of its time: without that,
    some boots hang in the emulator, and its watchdogs bite while the machine is busy elsewhere."""
    return [
        program, "-M", "esp32c3", "-icount", "3", "-nographic", "-serial", "mon:stdio",
        "-drive", f"file={flash},if=mtd,format=raw",
        "-drive", f"file={efuse},if=none,format=raw,id=efuse",
        "-global", "driver=nvram.esp32c3.efuse,property=drive,value=efuse",
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


def options(arguments):
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
    parser.add_argument("--retry-after", type=int, default=120, metavar="SECONDS",
                        help="that a busy gateway asks for")
    parser.add_argument("--outage", type=float, default=300, metavar="SECONDS")
    # A trial has fifteen minutes (Limits.trialMs): for Retry-After and the eighth that a device
    # waits longer, the outage and RETURN_SECONDS.
    parser.add_argument("--trial-outage", type=float, default=300, metavar="SECONDS")
    parser.add_argument("--qemu", default="qemu-system-riscv32")
    parser.add_argument("--out", type=pathlib.Path, required=True, metavar="FOLDER")
    return parser.parse_args(arguments)


def main(arguments):
    chosen = options(arguments)
    if not shutil.which(chosen.qemu):
        print(f"{chosen.qemu} is not installed", file=sys.stderr)
        return 1
    try:
        return _run(chosen)
    except (Failure, OSError) as error:
        print(error, file=sys.stderr)
        return 1


def _run(options):
    options.out.mkdir(parents=True, exist_ok=True)
    flash, efuse = options.out / "flash.bin", options.out / "efuse.bin"
    write_flash(flash, options.flash, options.part)
    write_efuse(efuse)
    image = options.image.read_bytes()
    manifest = options.manifest.read_bytes()
    gateway = Gateway(
        options.document.read_bytes(), secret=options.secret_file.read_text().strip(), image=image,
        cut_image_at=len(image) // 2, retry_after=options.retry_after)
    gateway.start(options.port, options.certificate, options.key)
    with open(options.out / "serial.log", "w", encoding="utf-8") as log:
        device = Device(qemu(options.qemu, flash, efuse), log)
        try:
            play(Run(device, gateway), options, manifest)
        finally:
            device.stop()
            gateway.stop()
            requests = "".join(f"{r.status} {r.path} {r.user_agent}\n" for r in gateway.requests)
            (options.out / "gateway.log").write_text(requests)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
