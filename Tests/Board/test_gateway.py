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
from gateway import Gateway

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


def test_it_remembers_who_asked_for_what(gateway):
    get(gateway, "/now-playing")
    get(gateway, "/firmware/a.bin", secret="wrong")
    for _ in range(100):
        if len(gateway.requests) == 2:
            break
        time.sleep(0.01)
    first, second = gateway.requests
    assert (first.path, first.status, first.user_agent) == (
        "/now-playing", 200, "sleeve/1.0.0 (sim)")
    assert (second.path, second.status, second.byte_count) == ("/firmware/a.bin", 401, 0)


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
            "--old", "0.0.1", "--new", "0.0.2", "--seconds", seconds,
            "--qemu", str(ROOT / "Tests/Board/fake_device.py")])

    run.out = tmp_path / "out"
    return run


def test_a_good_device_passes_and_leaves_its_logs(bench, capsys):
    assert bench("good") == 0
    assert capsys.readouterr().out.count(": yes\n") == 7
    flash = (bench.out / "flash.bin").read_bytes()
    assert flash[0x9000:0x9008] == b"settings" and flash[-1] == 0xFF
    efuse = (bench.out / "efuse.bin").read_bytes()
    assert len(efuse) == 1024 and [i for i, byte in enumerate(efuse) if byte] == [38]
    assert (bench.out / "serial.log").read_text().count("screen 3: 15200 bytes") >= 2
    log = (bench.out / "gateway.log").read_text()
    assert "206 /firmware/sleeve.bin sleeve/0.0.1 (esp32c3)\n" in log


@pytest.mark.parametrize("behaviour, seconds, message", [
    ("silent", 0.5, "no question of 0.0.1 for a cover within 0.5 s"),
    ("draws too little", 3, "no cover drawn by 0.0.1 within 3.0 s"),
    ("crashes", 20, "the device crashed while .* was awaited: Guru Meditation Error"),
    ("ends", 20, "the emulator ended while question of 0.0.1 for a cover was awaited"),
    ("rolls back", 20, "0.0.1 runs again after a loss of power"),
])  # fmt: skip
def test_a_bad_device_is_told_apart(bench, capsys, behaviour, seconds, message):
    assert bench(behaviour, str(seconds)) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1 and re.search(message, error), error


def test_an_emulator_that_is_missing_is_named(bench, capsys):
    assert boot.main([
        "--flash", "a", "--image", "a", "--manifest", "a", "--document", "a", "--certificate", "a",
        "--key", "a", "--secret-file", "a", "--old", "a", "--new", "b", "--out", "a",
        "--qemu", "no-such-emulator"]) == 1
    assert capsys.readouterr().err == "no-such-emulator is not installed\n"
