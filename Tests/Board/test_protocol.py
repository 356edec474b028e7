"""What PROTOCOL.md promises to whoever writes a gateway, and the gateway beside it."""

import base64
import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time

import pytest
from conftest import ROOT

PROTOCOL = (ROOT / "Firmware/PROTOCOL.md").read_text()
EXAMPLE = ROOT / "Board/example_gateway.py"
HOSTSIM = [ROOT / ".build" / kind / "hostsim" for kind in ("debug", "release")]
COVER = ("cover_width", "cover_height", "cover_encoding", "cover_rgb565")


def pixels(stream):
    """The pixels of an RLE stream, read as the page has it."""
    result = []
    while stream:
        count = (stream[0] & 0x7F) + 1
        run = bool(stream[0] & 0x80)
        body, stream = stream[1:3 if run else 1 + 2 * count], stream[3 if run else 1 + 2 * count:]
        found = [int.from_bytes(body[at:at + 2], "big") for at in range(0, len(body), 2)]
        assert len(found) == (1 if run else count)
        result += found * (count if run else 1)
    return result


def limit(name):
    """A number of the core's."""
    text = (ROOT / "Firmware/1-Values/Limits.swift").read_text()
    value = re.search(rf"var {name}: \S+ {{ ([\d_.]+) }}|typealias {name} = UTF8Buffer<(\d+)>", text)
    return (value[1] or value[2]).replace("_", "")


def row(label):
    """The numbers that the page's table of limits has for `label`."""
    found = re.search(rf"^\| {re.escape(label)}[^|]*\| ([^|]*) \|$", PROTOCOL, re.MULTILINE)
    assert found, label
    return [int(number) for number in re.findall(r"\d+", found[1].replace(",", ""))]


@pytest.mark.parametrize("label, name, unit", [
    ("document without a picture", "metadataDeadlineMs", 1000),
    ("a question is held for", "holdSeconds", 1),
    ("document with a picture", "coverDeadlineMs", 1000),
    ("longest wait after failures", "backoffCapMs", 1000),
    ("failures are not shown for", "patienceMs", 1000),
    ("containers in one another", "jsonDepth", 1),
    ("title, artist, album", "Text", 1),
    ("longest item with times", "itemMs", 1000),
])
def test_the_pages_limits_are_the_firmwares(label, name, unit):
    assert [number * unit for number in row(label)] == [int(limit(name))]


def test_the_pages_other_numbers_are_the_firmwares_too():
    low, high = map(int, limit("retryAfterSeconds").split("..."))
    assert row("`Retry-After`")[:2] == [low, high]
    assert row("`Retry-After`")[2] * 1000 == int(limit("retryAfterSpreadMs"))
    assert limit("retryAfterSpread") == "8" and "an eighth" in PROTOCOL
    assert row("width and height") == list(map(int, limit("coverSide").split("...")))
    poll = int(limit("pollPeriodMs")) // 1000
    assert row("shortest wait after a failure") == [poll] and f"then {poll} s after" in PROTOCOL
    refresh = int(limit("coverRefreshMs")) // 60_000
    assert f"every {refresh} min" in PROTOCOL
    first = [int(ms) // 1000 for ms in limit("updateFirstCheckMs").split("...")]
    assert "{} s to {} s after the start".format(*first) in PROTOCOL
    text = (ROOT / "Firmware/8-Device/Setting.swift").read_text()
    assert "case .pollPeriodMs: .number(1_000, 60_000)" in text and "1 s to 60 s" in PROTOCOL


def test_the_test_vector_is_one():
    wanted, stream, text = (
        re.search(rf"^\| {name} \| (.*) \|$", PROTOCOL, re.MULTILINE)[1]
        for name in ("pixels", "stream", "base64"))
    words = bytes.fromhex("".join(re.findall(r"`([0-9A-F ]+)`", stream)))
    assert base64.b64encode(words).decode() == text.strip("`")
    assert pixels(words) == [int(pixel, 16) for pixel in re.findall(r"[0-9A-F]{4}", wanted)]


def test_the_example_answer_is_as_long_as_it_says():
    length, body = re.search(r"Content-Length: (\d+)\n\n(\{.*\})\n", PROTOCOL).groups()
    assert len(body.encode()) == int(length)
    assert json.loads(body)["cover_id"] == "stripes"


@pytest.fixture(scope="module")
def port():
    """Where the example gateway listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    gateway = subprocess.Popen(
        [sys.executable, EXAMPLE, str(number)], env={**os.environ, "GATEWAY_SECRET": "hush"},
        stderr=subprocess.DEVNULL)
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", number), timeout=1).close()
            break
        except OSError:
            time.sleep(0.05)
    yield number
    gateway.kill()
    gateway.wait()


def ask(port, path, secret="hush"):
    """As the device does: its headers, and no others."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.putrequest("GET", path, skip_accept_encoding=True)
    for name, value in (("User-Agent", "sleeve/1.0.0 (esp32c6)"), ("Accept", "application/json"),
                        ("X-Gateway-Secret", secret)):
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def test_the_example_gateway_answers_as_the_page_says(port):
    answer, body = ask(port, "/now-playing")
    assert answer.status == 200 and answer.headers["Content-Encoding"] is None
    plain = json.loads(body)
    assert not set(COVER) & set(plain) and plain["cover_id"]
    for width, height in ((240, 240), (170, 170), (135, 130), (1, 1), (320, 320)):
        query = f"?cover=rgb565&encoding=rle&width={width}&height={height}"
        document = json.loads(ask(port, "/now-playing" + query)[1])
        assert list(document) == [*plain, *COVER]
        assert (document["cover_width"], document["cover_height"]) == (width, height)
        assert document["cover_id"] == plain["cover_id"]
        stream = base64.b64decode(document["cover_rgb565"], validate=True)
        shown = pixels(stream)
        assert len(shown) == width * height and shown[0] == 0xF800
    assert ask(port, "/other")[0].status == 404
    for secret in ("hus", ""):
        answer, body = ask(port, "/now-playing", secret)
        assert (answer.status, body) == (401, b"")


def test_the_firmware_takes_what_the_example_gateway_says(port, tmp_path):
    hostsim = next((path for path in HOSTSIM if path.exists()), None)
    if hostsim is None:
        pytest.skip("hostsim is not built")
    query = "?cover=rgb565&encoding=rle&width=240&height=240"
    for name, path in (("plain", "/now-playing"), ("full", "/now-playing" + query)):
        document = tmp_path / name
        document.write_bytes(ask(port, path)[1])
        said = subprocess.run(
            [hostsim, "check", document], capture_output=True, text=True, check=False)
        assert said.returncode == 0 and "warning" not in said.stdout, said.stdout
    subprocess.run(
        [hostsim, "decode", tmp_path / "full", "--out", tmp_path / "a.png"], check=True)


def test_the_example_gateway_is_short_and_stands_alone():
    text = EXAMPLE.read_text()
    assert len(text.splitlines()) <= 60 and "60 lines" in PROTOCOL
    modules = re.findall(r"^(?:import|from) ([\w.]+)", text, re.MULTILINE)
    assert modules and {name.split(".")[0] for name in modules} <= sys.stdlib_module_names
