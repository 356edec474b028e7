"""The gateway of a board under test, asked by a plain HTTP client, and the run with it."""

import http.client
import json
import re
import ssl
import time
import urllib.error
import urllib.request

import boot
import pytest
from authority import Authority
from conftest import ROOT
from gateway import Gateway, Scene

DOCUMENT = (ROOT / "Tests/Covers/flat.json").read_bytes()
IMAGE = bytes(range(256)) * 40
COVER = "/now-playing?cover=rgb565&encoding=rle&width=240&height=240"


@pytest.fixture(scope="module")
def tls(tmp_path_factory):
    """Where an authority, a certificate for 127.0.0.1 and its key are."""
    folder = tmp_path_factory.mktemp("tls")
    authority = Authority()
    certificate, key = authority.issue("gateway", address="127.0.0.1")
    (folder / "ca.pem").write_bytes(authority.pem)
    (folder / "gateway.pem").write_bytes(certificate)
    (folder / "gateway.key").write_bytes(key)
    client, client_key = authority.issue("desk")
    (folder / "client.pem").write_bytes(client)
    (folder / "client.key").write_bytes(client_key)
    return folder


@pytest.fixture
def gateway():
    made = Gateway(DOCUMENT, secret="hush", manifest=b'{"version":"2.0.0"}', image=IMAGE)
    made.port = made.start()
    yield made
    made.stop()


def get(gateway, path, secret="hush", **headers):
    request = urllib.request.Request(f"http://127.0.0.1:{gateway.port}{path}", headers={
        "X-Gateway-Secret": secret, "User-Agent": "sleeve/1.0.0 (sim)", **headers})
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def test_a_browser_gets_no_picture_and_a_device_gets_it_last(gateway):
    before = time.time_ns() // 1_000_000
    plain = json.loads(get(gateway, "/now-playing")[2])
    assert before <= plain["server_time_ms"] <= time.time_ns() // 1_000_000
    assert "cover_id" in plain and not [name for name in plain if name == "cover_rgb565"]
    status, headers, body = get(gateway, COVER)
    full = json.loads(body)
    assert (status, headers["Content-Type"]) == (200, "application/json")
    assert list(full)[-1] == "cover_rgb565"
    assert full["cover_rgb565"] == json.loads(DOCUMENT)["cover_rgb565"]
    assert {k: v for k, v in full.items() if k in plain and k != "server_time_ms"} == {
        k: v for k, v in plain.items() if k != "server_time_ms"}


def test_without_the_secret_there_is_nothing(gateway):
    for path in ("/now-playing", COVER, "/firmware/manifest.json", "/firmware/a.bin", "/other"):
        assert get(gateway, path, secret="hus")[::2] == (401, b"")
    assert get(gateway, "/other")[0] == 404
    assert get(gateway, "/firmware/manifest.json")[2] == b'{"version":"2.0.0"}'
    gateway.manifest = gateway.image = None
    assert get(gateway, "/firmware/manifest.json")[0] == 404
    assert get(gateway, "/firmware/a.bin")[0] == 404


@pytest.mark.parametrize("start", [0, 1, 4096, len(IMAGE) - 1])
def test_an_image_comes_from_any_byte_on(gateway, start):
    status, headers, body = get(gateway, "/firmware/a.bin", Range=f"bytes={start}-")
    assert (status, body) == (206, IMAGE[start:])
    assert headers["Content-Range"] == f"bytes {start}-{len(IMAGE) - 1}/{len(IMAGE)}"
    assert get(gateway, "/firmware/a.bin", Range=f"bytes={len(IMAGE)}-")[0] == 416
    assert get(gateway, "/firmware/a.bin")[::2] == (200, IMAGE)


def test_a_connection_breaks_once(gateway):
    gateway.cut_image_at = 1000
    with pytest.raises(http.client.IncompleteRead) as raised:
        get(gateway, "/firmware/a.bin")
    assert raised.value.partial == IMAGE[:1000]
    assert get(gateway, "/firmware/a.bin")[2] == IMAGE


def wait_for_requests(gateway, count):
    """A request is recorded a moment after its answer is sent."""
    for _ in range(100):
        if len(gateway.requests) == count:
            break
        time.sleep(0.01)
    assert len(gateway.requests) == count


def test_it_remembers_who_asked_for_what(gateway):
    get(gateway, "/now-playing")
    # It is remembered after the answer, by a thread of its own.
    wait_for_requests(gateway, 1)
    get(gateway, "/firmware/a.bin", secret="wrong")
    wait_for_requests(gateway, 2)
    first, second = gateway.requests
    assert (first.path, first.status, first.user_agent) == (
        "/now-playing", 200, "sleeve/1.0.0 (sim)")
    assert (second.path, second.status, second.byte_count) == ("/firmware/a.bin", 401, 0)


def test_a_busy_gateway_says_for_how_long(gateway):
    gateway.scene = Scene.BUSY
    for path in ("/now-playing", COVER, "/firmware/manifest.json", "/firmware/a.bin"):
        status, headers, body = get(gateway, path)
        assert (status, headers["Retry-After"], body) == (503, "120", b"")
    assert get(gateway, "/now-playing", secret="wrong")[0] == 401
    gateway.scene = Scene.OPEN
    assert get(gateway, "/now-playing")[0] == 200


def test_in_an_outage_connections_end_without_a_byte(gateway):
    kept = http.client.HTTPConnection("127.0.0.1", gateway.port, timeout=5)
    headers = {"X-Gateway-Secret": "hush"}
    kept.request("GET", "/now-playing", headers=headers)
    assert kept.getresponse().read()
    gateway.scene = Scene.OUTAGE
    kept.request("GET", "/now-playing", headers=headers)
    with pytest.raises(ConnectionError):
        kept.getresponse()
    with pytest.raises(OSError):
        get(gateway, "/now-playing")
    gateway.scene = Scene.OPEN
    assert get(gateway, "/now-playing")[0] == 200
    wait_for_requests(gateway, 2)


def test_the_music_can_be_paused(gateway):
    assert json.loads(get(gateway, "/now-playing")[2])["is_playing"] is True
    gateway.is_playing = False
    assert json.loads(get(gateway, "/now-playing")[2])["is_playing"] is False
    assert json.loads(get(gateway, COVER)[2])["is_playing"] is False


def ask_over_tls(port, tls, with_certificate):
    context = ssl.create_default_context(cafile=tls / "ca.pem")
    if with_certificate:
        context.load_cert_chain(tls / "client.pem", tls / "client.key")
    with urllib.request.urlopen(
            f"https://127.0.0.1:{port}/now-playing", context=context, timeout=5) as answer:
        return answer.status


def test_over_tls_a_client_may_have_to_name_itself(tls):
    gateway = Gateway(DOCUMENT)
    port = gateway.start(
        certificate=tls / "gateway.pem", key=tls / "gateway.key", client_authority=tls / "ca.pem")
    assert ask_over_tls(port, tls, True) == 200
    with pytest.raises((ssl.SSLError, OSError)):
        ask_over_tls(port, tls, False)
    gateway.stop()


@pytest.fixture
def bench(tmp_path, tls, monkeypatch):
    """Runs the driver with a device that behaves so; returns its status."""
    port_holder = Gateway(DOCUMENT)
    port = port_holder.start()
    port_holder.stop()
    for name, data in {
        "old.bin": b"0.0.1".ljust(16), "new.bin": IMAGE, "manifest.json": b"{}",
        "document.json": DOCUMENT, "secret.txt": b"hush\n", "nvs.bin": b"settings",
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(data)
    monkeypatch.setenv("FAKE_GATEWAY", f"https://127.0.0.1:{port}")
    monkeypatch.setenv("FAKE_SECRET", "hush")
    monkeypatch.setenv("FAKE_AUTHORITY", str(tls / "ca.pem"))

    def run(behaviour, seconds="20"):
        monkeypatch.setenv("FAKE_DEVICE", behaviour)
        names = {"--flash": "old.bin", "--image": "new.bin", "--manifest": "manifest.json",
                 "--document": "document.json", "--secret-file": "secret.txt", "--out": "out"}
        arguments = [word for option, name in names.items()
                     for word in (option, str(tmp_path / name))]
        return boot.main([
            *arguments, "--part", f"0x9000:{tmp_path / 'nvs.bin'}", "--port", str(port),
            "--certificate", str(tls / "gateway.pem"), "--key", str(tls / "gateway.key"),
            "--old", "0.0.1", "--new", "0.0.2", "--seconds", seconds, "--retry-after", "1",
            "--outage", "1", "--trial-outage", "1",
            "--qemu", str(ROOT / "Tests/Board/fake_device.py")])

    run.out = tmp_path / "out"
    return run


def test_a_good_device_passes_and_leaves_its_logs(bench, capsys):
    assert bench("good") == 0
    steps = capsys.readouterr().out.splitlines()
    assert all(step.endswith(": yes") for step in steps)
    assert [step.removesuffix(": yes") for step in steps] == [
        "question of 0.0.1 for a cover", "cover drawn by 0.0.1", "reason why 0.0.1 started",
        "question of 0.0.1 to a busy gateway", "Retry-After for 0.0.1 without a restart",
        "question of 0.0.1 after a busy gateway", "outage for 0.0.1 without a restart",
        "question of 0.0.1 after an outage", "whole image of 0.0.2",
        "question of 0.0.1 while paused", "restart for 0.0.2",
        "question of 0.0.2 to a busy gateway", "Retry-After for 0.0.2 without a restart",
        "outage for 0.0.2 without a restart", "question of 0.0.2 after an outage",
        "question of 0.0.2 for a cover", "cover drawn by 0.0.2", "confirmation of 0.0.2",
        "reason why 0.0.2 started", "question after a loss of power"]
    flash = (bench.out / "flash.bin").read_bytes()
    assert flash[0x9000:0x9008] == b"settings" and flash[-1] == 0xFF
    efuse = (bench.out / "efuse.bin").read_bytes()
    assert len(efuse) == 1024 and [i for i, byte in enumerate(efuse) if byte] == [38]
    assert (bench.out / "serial.log").read_text().count("screen 3: 15200 bytes") >= 2
    log = (bench.out / "gateway.log").read_text()
    assert "206 /firmware/sleeve.bin sleeve/0.0.1 (esp32c3)\n" in log
    assert "503 /now-playing sleeve/0.0.2 (esp32c3)\n" in log


HANG = "the task watchdog: a task hung"


@pytest.mark.parametrize("behaviour, seconds, message", [
    ("silent", 0.5, "no question of 0.0.1 for a cover within 0.5 s"),
    ("draws too little", 3, "no cover drawn by 0.0.1 within 3.0 s"),
    ("crashes", 20, "the device crashed while .* was awaited: Guru Meditation Error"),
    ("ends", 20, "the emulator ended while question of 0.0.1 for a cover was awaited"),
    ("starts after a brown-out", 20, "started after a brown-out: .* instead of power-on"),
    ("hides its reason", 3, "no reason why 0.0.1 started within 3.0 s"),
    ("restarts while busy", 20, f"restarted while the end of Retry-After .*: after {HANG}"),
    ("restarts in an outage", 20, f"restarted while the end of outage .*: after {HANG}"),
    ("restarts by itself while busy", 20, "restarted while .*: after a restart of its own"),
    ("restarts quietly while busy", 20, "restarted while .*: after no given reason"),
    ("restarts quietly in an outage", 20, "restarted while .*: after no given reason"),
    ("ignores Retry-After", 20, r"0\.0\.1 asked a busy gateway \d+ times within its Retry-After"),
    ("sleeps for ever while busy", 3, "no question of 0.0.1 after a busy gateway within 3.0 s"),
    ("updates by a panic", 20, "the device started after a panic instead of a restart of its own"),
    ("starts the old one", 3, "no question of 0.0.2 to a busy gateway within 3.0 s"),
    ("restarts while busy on trial", 20, f"restarted while .*-After for 0.0.2.*: after {HANG}"),
    ("restarts in an outage on trial", 20, f"restarted while .*outage for 0.0.2.*: after {HANG}"),
    ("restarts quietly in an outage on trial", 20, "restarted while .*: after no given reason"),
    ("confirms too early", 20, "0.0.2 is confirmed without an answer of the gateway"),
    ("does not confirm", 3, "no confirmation of 0.0.2 within 3.0 s"),
    ("rolls back", 20, "0.0.1 runs again after a loss of power"),
])  # fmt: skip
def test_a_bad_device_is_told_apart(bench, capsys, behaviour, seconds, message):
    assert bench(behaviour, str(seconds)) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1 and re.search(message, error), error


def test_a_device_that_stays_away_after_an_outage_is_told(bench, capsys, monkeypatch):
    monkeypatch.setattr(boot, "RETURN_SECONDS", 1)
    assert bench("sleeps for ever in an outage", "3") == 1
    assert "no question of 0.0.1 after an outage within 4.0 s" in capsys.readouterr().err


def test_the_emulators_watchdogs_are_on_and_its_time_is_counted_in_instructions():
    command = " ".join(boot.qemu("qemu-system-riscv32", "flash.bin", "efuse.bin"))
    assert "-icount 3 " in command and "wdt" not in command


def test_the_runs_limits_are_the_firmwares():
    limits = (ROOT / "Firmware/1-Values/Limits.swift").read_text()
    cap, trial = (
        int(re.search(rf"{name}: UInt32 {{ ([\d_]+) }}", limits)[1].replace("_", "")) // 1000
        for name in ("backoffCapMs", "trialMs"))
    assert cap == boot.RETURN_SECONDS
    options = boot.options(MINIMAL)
    assert options.retry_after * 9 / 8 + options.trial_outage + cap < trial
    assert options.retry_after == 120 and options.outage == 300
    reasons = (ROOT / "Board/esp-idf/components/hardware/board_reset.c").read_text()
    assert f'case ESP_RST_POWERON: return "{boot.POWER_ON}"' in reasons
    assert f'case ESP_RST_SW: return "{boot.RESTART}"' in reasons
    assert 'board_log_text("started after"' in reasons


MINIMAL = [
    "--flash", "a", "--image", "a", "--manifest", "a", "--document", "a", "--certificate", "a",
    "--key", "a", "--secret-file", "a", "--old", "a", "--new", "b", "--out", "a"]  # fmt: skip


def test_an_emulator_that_is_missing_is_named(bench, capsys):
    assert boot.main([*MINIMAL, "--qemu", "no-such-emulator"]) == 1
    assert capsys.readouterr().err == "no-such-emulator is not installed\n"
