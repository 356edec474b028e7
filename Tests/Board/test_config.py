"""The images of a device's settings and certificates, read back by other means."""

import os
import re
import stat
import subprocess
import sys

import certificates
import images
import littlefs
import make_images
import nvs_reader
import pytest
import settings
from authority import Authority, key_pem
from conftest import ROOT
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from problem import Problem

TABLE = """nvs, data, nvs, 0x9000, 0x6000,
settings, data, nvs, 0x14000, 0x6000, readonly
config, data, littlefs, 0x300000, 0x10000,
"""
GOOD = {
    "poll_ms": "1000", "idle_ms": "3600000", "day_percent": "100", "night_percent": "0",
    "night_begins": "1439", "night_ends": "0", "rotation": "270", "panel": "172x320+34+0",
    "color_order": "rgb", "inverted": "1", "mirror": "0", "backlight": "low", "spi_hz": "26000000",
    "pin_sclk": "7", "pin_mosi": "6", "pin_cs": "14", "pin_dc": "15", "pin_reset": "-1",
    "pin_backlight": "22", "test_card": "on", "layout": "text",
    "idle_off_ms": "86400000", "night_wake": "0", "clock": "12", "language": "pl",
    "time_zone": "CET-1CEST,M3.5.0,M10.5.0/3", "gateway_url": "https://gateway.example:8443/a",
    "device_id": "desk.2_A-b", "gateway_secret": "s" * 127, "wifi_sleep": "1",
    "wifi_power_dbm": "8", "wifi_ssid": "Größe 5", "wifi_password": "p" * 63, "wifi_ssid_2": "s" * 32,
    "wifi_password_2": "0123456789abcdefABCDEF0123456789" * 2, "wifi_ssid_3": "open",
    "wifi_ssid_4": "four", "wifi_password_4": "with space",
}  # fmt: skip


@pytest.fixture(scope="module")
def authority():
    return Authority()


@pytest.fixture
def folder(tmp_path, authority):
    """A folder with everything in it, and its partition table beside it."""
    made = tmp_path / "desk"
    made.mkdir()
    certificate, key = authority.issue("desk")
    (made / "ca.pem").write_bytes(authority.pem)
    (made / "client.pem").write_bytes(certificate)
    (made / "client.key").write_bytes(key)
    write_settings(made, GOOD)
    (tmp_path / "partitions.csv").write_text(TABLE)
    return made


def write_settings(folder, values):
    (folder / "settings.txt").write_text("".join(f"{k} = {v}\n" for k, v in values.items()))


def make(folder):
    out = folder.parent / "out"
    make_images.make(folder, folder.parent / "partitions.csv", out)
    return (out / "settings.bin").read_bytes(), (out / "config.bin").read_bytes()


def mount(image):
    system = littlefs.LittleFS(
        mount=False, block_count=len(image) // 4096, block_size=4096, read_size=128, prog_size=128,
        cache_size=512, lookahead_size=128, name_max=64)
    system.context.buffer = bytearray(image)
    system.mount()
    return system


def test_both_images_hold_what_the_folder_holds(folder):
    stored, config = make(folder)
    assert (len(stored), len(config)) == (0x6000, 0x10000)
    assert nvs_reader.read(stored) == {"sleeve": GOOD}
    system = mount(config)
    assert sorted(system.listdir("/")) == ["ca.pem", "client.key", "client.pem"]
    for name in system.listdir("/"):
        with system.open(name, "rb") as file:
            assert file.read() == (folder / name).read_bytes()


def test_the_same_folder_makes_the_same_images(folder):
    assert make(folder) == make(folder)


def test_only_the_owner_reads_the_images(folder):
    out = folder.parent / "out"
    out.mkdir()
    for name in ("settings.bin", "config.bin"):
        (out / name).write_bytes(b"old, and open to all")
        os.chmod(out / name, 0o644)
    make(folder)
    assert [stat.S_IMODE((out / name).stat().st_mode) for name in ("settings.bin", "config.bin")] == [
        0o600, 0o600]


def test_the_example_is_complete_and_usable(tmp_path):
    path = ROOT / "Board/esp-idf/config/example/settings.txt"
    named = set(re.findall(r"^#? ?([a-z_]+(?:_[234])?) = ", path.read_text(), re.MULTILINE))
    networks = {*settings.WIFI_KEYS, *settings.WIFI_KEYS.values()}
    assert named == set(GOOD) - {key for key in networks if key.endswith(("_3", "_4"))}
    off = set(re.findall(r"^# ([a-z_]+) = ", path.read_text(), re.MULTILINE))
    assert set(settings.read(path)) == named - networks - off
    # What is off in it could be switched on.
    every = re.sub(r"^# ([a-z_2]+ = )(?!…)", r"\1", path.read_text(), flags=re.MULTILINE)
    (tmp_path / "settings.txt").write_text(every)
    assert set(settings.read(tmp_path / "settings.txt")) >= off - networks - {"gateway_secret"}


def forms():
    """The firmware's table of settings: `{key: form}`, as Setting.swift has it."""
    source = (ROOT / "Firmware/8-Device/Setting.swift").read_text()
    keys = dict(re.findall(r'case \.(\w+): "([a-z_]+)"', source))
    table = source[source.index("var form: Form"):source.index("var fallback")]
    found = {}
    for names, form in re.findall(r"case ((?:\.\w+(?:, )?)+): \.(.*)", table):
        for name in re.findall(r"\w+", names):
            found[keys[name]] = form
    assert len(found) == len(keys) > 20
    return found


def test_keys_and_forms_are_the_firmwares():
    boards = {*settings.SECRET_KEYS, settings.SLEEP_KEY, *settings.BOARD_NUMBERS,
              *settings.WIFI_KEYS}
    wording = (ROOT / "Firmware/7-Screens/Wording.swift").read_text()
    languages = re.search(r'languages: StaticString \{? ?=?\s*"([a-z ]+)"', wording)[1]
    table = {key: form.replace("Wording.languages", f'"{languages}"')
             for key, form in forms().items()}
    assert set(table) == set(GOOD) - boards
    expected = {key: key.replace("time_zone", "timeZone").replace("gateway_url", "gatewayURL")
                .replace("device_id", "deviceID") for key in
                ("panel", "time_zone", "gateway_url", "device_id")}  # fmt: skip
    for key, limits in settings.NUMBERS.items():
        expected[key] = ("clock" if key in settings.CLOCKS
                         else f"number({limits.start:_}, {limits.stop - 1:_})")
    for key, words in settings.CHOICES.items():
        expected[key] = f'choice("{" ".join(words)}")'
    for key, can_lack in settings.PINS.items():
        expected[key] = f"pin(canLack: {str(can_lack).lower()})"
    assert table == {key: form for key, form in expected.items() if key not in boards}
    core = (ROOT / "Firmware/8-Device/Setting.swift").read_text()
    assert f"text.count, 0, {settings.PIN_MAX})" in core and "0, 1_439)" in core
    limits = "".join(path.read_text() for path in (ROOT / "Firmware/1-Values").glob("Limits*.swift"))
    assert f"typealias DeviceID = ShortText<{settings.DEVICE_ID_BYTES_MAX}>" in limits
    assert f"typealias SettingValue = InlineArray<{settings.VALUE_BYTES_MAX}, UInt8>" in limits


def test_panels_are_the_firmwares():
    source = (ROOT / "Firmware/5-Panel/PanelDescription+Names.swift").read_text()
    names = re.search(r'panelNames: StaticString = """\n(.*?)"""', source, re.DOTALL)[1]
    assert tuple(names.split()) == settings.PANELS


def test_the_board_knows_every_setting():
    """The store reads any key, and each wire that may be set reaches the pins."""
    hardware = ROOT / "Board/esp-idf/components/hardware"
    assert "board_settings_read(name, text" in (hardware / "board_setting.c").read_text()
    source = (ROOT / "Firmware/8-Device/Setting.swift").read_text()
    keys = dict(re.findall(r'case \.(\w+): "([a-z_]+)"', source))
    pins = (hardware / "board_pins.c").read_text()
    rows = dict(re.findall(r'\{"(pin_\w+)", offsetof\(.*?\), (-?\d)\}', pins))
    assert rows == {key: "-1" if can_lack else "0" for key, can_lack in settings.PINS.items()}
    hertz = settings.NUMBERS["spi_hz"]
    for line in (f"PIN_MAX {settings.PIN_MAX}", f"HERTZ_MIN {hertz.start}", f"HERTZ_MAX {hertz.stop - 1}"):
        assert f"#define {line}\n" in pins
    used = {*rows, *re.findall(r'(?:_number|_read)\("(\w+)"', pins)}
    assert used == {*settings.PINS, "backlight", "spi_hz"}
    core = "".join(path.read_text() for path in (ROOT / "Firmware/8-Device").glob("C*.swift"))
    for name, key in keys.items():
        assert key in used or re.search(rf"\.{name}\b", core), key


@pytest.mark.parametrize("key", list(settings.NUMBERS))
def test_numbers_end_at_their_limits(folder, key):
    limits = settings.NUMBERS[key]
    for value in (limits.start, limits.stop - 1):
        write_settings(folder, {key: value})
        assert settings.read(folder / "settings.txt") == {key: str(value)}
    for value in (limits.start - 1, limits.stop, "", "1e3", "٣", "0000000001000"):
        write_settings(folder, {"device_id": "d", key: value})
        with pytest.raises(Problem, match=rf"settings.txt:2: {key} "):
            settings.read(folder / "settings.txt")


@pytest.mark.parametrize("line, reason", [
    ("colour = red", 'no setting is called "colour"'),
    ("poll_ms 3000", "is not key = value"),
    ("device_id = second", "device_id is set twice"),
    ("rotation = 45", "must be one of: 0 90 180 270; the default counts"),
    ("panel = 280240", "must be a name such as waveshare-1.83, or WIDTHxHEIGHT+COLUMN+ROW within"),
    ("panel = 240x320+0+1", "must be a name such as waveshare-1.83"),
    ("panel = 63x320+0+0", "must be a name such as waveshare-1.83"),
    ("panel = 172x320", "must be a name such as waveshare-1.83"),
    ("color_order = red", "must be one of: rgb bgr"),
    ("pin_dc = -1", "must be the number of a GPIO; the default counts"),
    ("pin_cs = 49", "must be the number of a GPIO, or -1 where it is not wired"),
    ("spi_hz = 40", "must be a whole number from 1000000 to 80000000"),
    ("gateway_url = ftp://x", "does not begin with https://"),
    ("gateway_url = https://", "does not begin with https://"),
    ("gateway_url = https://a b", "a character that no URL has"),
    ("gateway_url = https://:80", "a port that is none"),
    ("gateway_url = https://me@host", "has a user's name"),
    ("gateway_url = https://me:secret@host/", "has a user's name"),
    ("gateway_url = https://host?device=1", "has more than a path"),
    ("gateway_url = https://host/#top", "has more than a path"),
    ("gateway_url = https://host:0", "a port that is none"),
    ("gateway_url = https://host:65536", "a port that is none"),
    ("gateway_url = https://host:80a/", "a port that is none"),
    ("gateway_url = https://host:", "a port that is none"),
    ("gateway_url = https://a:1:2", "a port that is none"),
    ("night_begins = 24:00", "from 0 to 1439, or a time such as 22:00"),
    ("night_ends = 7:5", "from 0 to 1439, or a time such as 22:00"),
    ("poll_ms = 22:00", "from 1000 to 60000"),
    ("gateway_url = https://" + "a" * 121, "longer than 128 bytes"),
    ("gateway_secret = " + "x" * 128, "gateway_secret is longer than 127 bytes"),
    ("gateway_secret = two words", "gateway_secret has a character that no header has"),
    ("wifi_sleep = yes", "must be one of: 0 1"),
    ("wifi_sleep = 01", "must be one of: 0 1"),
    ("wifi_ssid = " + "ö" * 17, "is longer than 32 bytes"),
    ("wifi_ssid_5 = five", 'no setting is called "wifi_ssid_5"'),
    ("wifi_password = short", "has not 8 to 63 ASCII characters"),
    ("wifi_password = " + "x" * 64, "has not 8 to 63 ASCII characters"),
    ("wifi_password_2 = päßwörter", "has not 8 to 63 ASCII characters"),
    ("wifi_power_dbm = 8.5", "must be a whole number from 2 to 20"),
    ("time_zone = Europe/Entenhausen", "is no time zone"),
    ("time_zone = Europe", "is no time zone"),
    ("time_zone = ../../etc/passwd", "is no time zone"),
])  # fmt: skip
def test_a_bad_line_is_named(folder, line, reason):
    (folder / "settings.txt").write_text(f"# a comment\n\ndevice_id = desk\n{line}\n")
    with pytest.raises(Problem) as raised:
        make(folder)
    assert str(raised.value).startswith(f"{folder / 'settings.txt'}:4: ")
    assert reason in str(raised.value) and "\n" not in str(raised.value)
    assert not (folder.parent / "out").exists()


@pytest.mark.parametrize("key, written, stored", [
    ("night_begins", "22:00", "1320"), ("night_ends", "0:05", "5"), ("night_ends", "07:00", "420"),
    ("night_begins", "1320", "1320"),
    ("time_zone", "Europe/Berlin", "CET-1CEST,M3.5.0,M10.5.0/3"),
    ("time_zone", "America/Argentina/Buenos_Aires", "<-03>3"), ("time_zone", "UTC", "UTC0"),
    ("time_zone", "Etc/GMT-14", "<+14>-14"), ("time_zone", "EST5EDT", "EST5EDT"),
    ("gateway_url", "http://[fe80::1]:80/a", "http://[fe80::1]:80/a"),
])  # fmt: skip
def test_what_a_person_writes_is_stored_as_the_firmware_takes_it(folder, key, written, stored):
    write_settings(folder, {key: written})
    assert settings.read(folder / "settings.txt") == {key: stored}


def test_a_system_without_time_zones_asks_python(folder, monkeypatch):
    monkeypatch.setattr("zoneinfo.TZPATH", ())
    write_settings(folder, {"time_zone": "Asia/Kathmandu"})
    assert settings.read(folder / "settings.txt") == {"time_zone": "<+0545>-5:45"}


def test_a_byte_order_mark_is_no_part_of_the_text(folder):
    (folder / "settings.txt").write_bytes(b"\xef\xbb\xbfdevice_id = desk\r\n")
    assert settings.read(folder / "settings.txt") == {"device_id": "desk"}


def test_a_device_id_has_32_bytes_at_most(folder):
    write_settings(folder, {"device_id": "d" * 32})
    settings.read(folder / "settings.txt")
    write_settings(folder, {"device_id": "d" * 33})
    with pytest.raises(Problem, match="longer than 32"):
        settings.read(folder / "settings.txt")


def test_a_password_belongs_to_a_network(folder):
    write_settings(folder, {"wifi_ssid": "one", "wifi_password_2": "password"})
    with pytest.raises(Problem, match=r"wifi_password_2 is set without wifi_ssid_2"):
        settings.read(folder / "settings.txt")


@pytest.mark.parametrize("key", ["gateway_secret", "wifi_password"])
def test_a_bad_secret_is_not_repeated(folder, key):
    write_settings(folder, {key: "hush hush ö"})
    with pytest.raises(Problem) as raised:
        settings.read(folder / "settings.txt")
    assert "hush" not in str(raised.value)


def test_a_line_that_is_no_text_is_named(folder):
    (folder / "settings.txt").write_bytes(b"device_id = desk\n\n# \xff\n")
    with pytest.raises(Problem, match="settings.txt:3: is not UTF-8"):
        make(folder)


ZONES = [
    "UTC0", "EST5EDT", "<+0330>-3:30", "NZST-12NZDT,M9.5.0,M4.1.0/3", "IST-1GMT0,M10.5.0,M3.5.0/1",
    "<-03>3<-02>,M3.5.0/-2,M10.5.0/-1", "AAA24:59:59", "AAA1BBB,J365/167,365/-167:59:59",
    "AAA1BBB,0,J001",
]  # fmt: skip
NO_ZONES = [
    "", "UT0", "UTC", "UTC25", "UTC-1:60", "UTC001", "<UTC0", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,1",
    "CET-1CEST,M3.6.0,1", "CET-1CEST,M3.5.7,1", "AAA1BBB,J0,1", "AAA1BBB,J366,1", "AAA1BBB,366,1",
    "AAA1BBB,1/168,1", "AAA1BBB,1,1,", "AAA1,1,1", "UTC0 ",
]  # fmt: skip


@pytest.mark.parametrize("zone", ZONES)
def test_a_time_zone_is_taken(zone):
    assert settings.TIME_ZONE.fullmatch(zone)


@pytest.mark.parametrize("zone", NO_ZONES)
def test_what_is_no_time_zone_is_refused(zone):
    assert not settings.TIME_ZONE.fullmatch(zone)


def spoil_certificate(folder, authority):
    (folder / "ca.pem").write_bytes(
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")


def swap_key(folder, authority):
    (folder / "client.key").write_bytes(key_pem(ec.generate_private_key(ec.SECP256R1())))


def lock_key(folder, authority):
    (folder / "client.key").write_bytes(
        key_pem(ec.generate_private_key(ec.SECP256R1()), b"password"))


def exotic_key(folder, authority):
    (folder / "client.key").write_bytes(key_pem(ed25519.Ed25519PrivateKey.generate()))


def no_key(folder, authority):
    (folder / "client.key").unlink()


def no_certificate(folder, authority):
    (folder / "client.pem").unlink()


def key_in_certificate(folder, authority):
    text = (folder / "client.key").read_bytes() + (folder / "client.pem").read_bytes()
    (folder / "client.pem").write_bytes(text)


def old_certificate(folder, authority):
    certificate, key = authority.issue("desk", days=-1)
    (folder / "client.pem").write_bytes(certificate)
    (folder / "client.key").write_bytes(key)


def misspelt_name(folder, authority):
    (folder / "client.pem").rename(folder / "cient.pem")


def no_settings(folder, authority):
    (folder / "settings.txt").unlink()


@pytest.mark.parametrize("spoil, message", [
    (spoil_certificate, r"ca\.pem: is no certificate in PEM"),
    (swap_key, r"client\.key: is not the key of client\.pem"),
    (lock_key, r"client\.key: is encrypted"),
    (exotic_key, r"client\.key: is neither an EC nor an RSA key"),
    (no_key, r"client\.pem: needs client\.key beside it"),
    (no_certificate, r"client\.key: needs client\.pem beside it"),
    (key_in_certificate, r"client\.pem: holds a private key"),
    (old_certificate, r"client\.pem: expired on 20"),
    (misspelt_name, r"cient\.pem: must be one of "),
    (no_settings, r"settings\.txt: No such file"),
])  # fmt: skip
def test_certificates_that_cannot_be_used_are_refused(folder, authority, spoil, message):
    spoil(folder, authority)
    with pytest.raises(Problem, match=message):
        make(folder)
    assert not (folder.parent / "out").exists()


def test_a_gateway_that_the_public_vouches_for_needs_no_certificate(folder):
    for name in ("ca.pem", "client.pem", "client.key"):
        (folder / name).unlink()
    write_settings(folder, {"gateway_url": "https://gateway.example"})
    stored, config = make(folder)
    assert nvs_reader.read(stored) == {"sleeve": {"gateway_url": "https://gateway.example"}}
    assert list(mount(config).listdir("/")) == []


def test_a_file_has_the_bytes_that_the_firmware_reads(folder):
    long = (folder / "ca.pem").read_bytes()
    room = certificates.FILE_BYTES_MAX - len(long)
    (folder / "ca.pem").write_bytes(long + b"#" * room)
    make(folder)
    (folder / "ca.pem").write_bytes(long + b"#" * (room + 1))
    with pytest.raises(Problem, match=r"ca\.pem: is longer than 8192 bytes"):
        make(folder)
    source = (ROOT / "Board/esp-idf/components/hardware/board_credentials.c").read_text()
    assert f"#define FILE_LIMIT {certificates.FILE_BYTES_MAX}\n" in source
    assert f"char secret[{settings.SECRET_BYTES_MAX + 1}];" in source


def test_what_does_not_fit_its_partition_is_refused(folder):
    partition = make_images.partition_table.read(folder.parent / "partitions.csv")[2]
    many = {f"file{n}": b"x" * 8192 for n in range(4)}
    images.files_image(many, partition)
    with pytest.raises(Problem, match=r'partitions\.csv:3: "config" has no room for mo'):
        images.files_image({**many, "more": b"x" * 8192, "most": b"x" * 8192}, partition)


def test_settings_that_do_not_fit_their_partition_are_refused(folder):
    partition = make_images.partition_table.read(folder.parent / "partitions.csv")[1]
    images.settings_image({f"key{n}": "x" * 128 for n in range(100)}, partition)
    with pytest.raises(Problem, match='"settings" has no room for the settings'):
        images.settings_image({f"key{n}": "x" * 128 for n in range(130)}, partition)


def run(*arguments):
    script = ROOT / "Board/esp-idf/config/make_images.py"
    return subprocess.run(
        [sys.executable, script, *arguments], capture_output=True, text=True, check=False)


def test_the_command_says_where_the_images_go(folder):
    result = run(folder, "--out", folder / "o", "--partitions", folder.parent / "partitions.csv")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == f"0x14000 {folder}/o/settings.bin\n0x300000 {folder}/o/config.bin\n"


def test_the_command_fails_in_one_line(folder):
    (folder / "settings.txt").unlink()
    result = run(folder, "--out", folder / "o", "--partitions", folder.parent / "partitions.csv")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1 and "settings.txt: No such file" in result.stderr


def test_a_wrong_setting_takes_no_other_along(folder):
    (folder / "settings.txt").write_text(
        "poll_ms = 5\ndevice_id = desk\npanel = waveshare-9\nrotation = 90\nrotation = 180\n"
        "wifi_password = password\ncolour = red\nidle_ms = 5000\n")
    result = run(folder, "--out", folder / "o", "--partitions", folder.parent / "partitions.csv")
    assert (result.returncode, result.stdout.count("\n")) == (0, 2)
    told = [line.split("settings.txt")[1].split(" ")[:2] for line in result.stderr.splitlines()]
    assert told == [[":1:", "poll_ms"], [":3:", "panel"], [":5:", "rotation"], [":7:", "no"],
                    [":", "wifi_password"]]
    stored = nvs_reader.read((folder / "o/settings.bin").read_bytes())
    assert stored == {"sleeve": {"device_id": "desk", "idle_ms": "5000"}}


def test_wrong_usage_is_status_2(folder):
    assert run().returncode == 2
    assert run(folder, "--out").returncode == 2
    assert run("--help").returncode == 0
