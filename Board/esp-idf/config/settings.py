"""Settings that a person writes down, checked as the firmware will check them.

A line is `key = value`; `#` begins a comment at the start of a line. Keys and forms are those of the
firmware's table (`Firmware/8-Device/Setting.swift`), which a test compares: a device leaves out what
is set wrongly, and says so on its console only, which is better found before it is flashed.
"""

import re

import time_zones
from problem import Problem, read_text

# The board's own, which the core does not know (network_radio.c).
BOARD_NUMBERS = {"wifi_power_dbm": range(2, 20 + 1)}
SLEEP_KEY = "wifi_sleep"
NUMBERS = {
    "poll_ms": range(1_000, 60_000 + 1),
    "idle_ms": range(5_000, 3_600_000 + 1),
    "day_percent": range(100 + 1),
    "night_percent": range(100 + 1),
    "night_begins": range(1_439 + 1),
    "night_ends": range(1_439 + 1),
    "idle_off_ms": range(86_400_000 + 1),
    "spi_hz": range(1_000_000, 80_000_000 + 1),
    **BOARD_NUMBERS,
}
# Times of the day, which a person writes as such.
CLOCKS = {"night_begins", "night_ends"}
CHOICES = {
    "rotation": ("0", "90", "180", "270"),
    "color_order": ("rgb", "bgr"),
    "inverted": ("0", "1"),
    "mirror": ("0", "1"),
    "backlight": ("low", "high"),
    "test_card": ("off", "on"),
    "layout": ("cover", "text"),
    "night_wake": ("0", "1"),
    "clock": ("24", "12"),
    "language": ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "pl"),
    SLEEP_KEY: ("0", "1"),
}
# GPIOs, and whether one may be -1: not wired.
PINS = {"pin_sclk": False, "pin_mosi": False, "pin_dc": False,
        "pin_cs": True, "pin_reset": True, "pin_backlight": True}  # fmt: skip
PIN_MAX = 48
# As in PanelDescription+Names.swift.
PANELS = (
    "waveshare-1.83", "240280", "waveshare-1.69", "adafruit-1.69", "waveshare-1.47", "adafruit-1.47",
    "waveshare-1.9", "adafruit-1.9", "170320", "waveshare-1.3", "waveshare-1.54", "adafruit-1.3",
    "adafruit-1.54", "240240", "waveshare-1.14", "adafruit-1.14", "135240", "lilygo-t-display",
    "waveshare-2.0", "adafruit-2.0", "generic-2.25", "240320",
)  # fmt: skip
PANEL_SIDE_MIN, PANEL_WIDTH, PANEL_HEIGHT = 64, 240, 320
VALUE_BYTES_MAX = 128
DEVICE_ID_BYTES_MAX = 32
# The board's buffer holds 128 bytes with the zero at the end.
SECRET_BYTES_MAX = 127
SECRET_KEY = "gateway_secret"
# Up to four networks, beside the one that a telephone brings (network_choice.c).
WIFI_KEYS = {f"wifi_ssid{end}": f"wifi_password{end}" for end in ("", "_2", "_3", "_4")}
# What is not repeated on a screen or in a log.
SECRET_KEYS = {SECRET_KEY, *WIFI_KEYS.values()}

_NAME = r"(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)"
_OFFSET = r"[+-]?(?:24|2[0-3]|[01]?\d)(?::[0-5]\d){0,2}"
_DAY = (
    r"(?:J(?:0{0,2}[1-9]|0?[1-9]\d|[12]\d\d|3[0-5]\d|36[0-5])"
    r"|M(?:0?[1-9]|1[0-2])\.[1-5]\.[0-6]"
    r"|(?:[0-2]?\d{1,2}|3[0-5]\d|36[0-5]))"
)
_TIME = r"[+-]?(?:16[0-7]|1[0-5]\d|0?\d{1,2})(?::[0-5]\d){0,2}"
_RULE = rf",{_DAY}(?:/{_TIME})?"
# POSIX.1-2017 section 8.3, with the hours of RFC 8536 section 3.3.1.
TIME_ZONE = re.compile(rf"{_NAME}{_OFFSET}(?:{_NAME}(?:{_OFFSET})?(?:{_RULE}{_RULE})?)?", re.ASCII)


def refuse(problem):
    raise problem


def read(path, tell=refuse):
    """The settings of a file, `{key: value}`, in its order.

    Each one that cannot be used is a Problem that `tell` is told of, and is left out.
    """
    settings, seen = {}, set()
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        place = f"{path}:{number}"
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        key, equals, value = (part.strip() for part in text.partition("="))
        try:
            if not equals:
                raise Problem(place, "is not key = value")
            if key in seen:
                settings.pop(key, None)
                raise Problem(place, f"{key} is set twice; the default counts")
            seen.add(key)
            settings[key] = _checked(key, value, place)
        except Problem as problem:
            tell(problem)
    for ssid, password in WIFI_KEYS.items():
        if password in settings and ssid not in settings:
            del settings[password]
            tell(Problem(path, f"{password} is set without {ssid}"))
    return settings


def _checked(key, value, place):
    check = _TEXTS.get(key)
    if key not in NUMBERS and check is None:
        raise Problem(place, f'no setting is called "{key}"')
    if not value:
        raise Problem(place, f"{key} has no value; leave the line out for the default")
    if len(value.encode()) > VALUE_BYTES_MAX:
        raise Problem(place, f"{key} is longer than {VALUE_BYTES_MAX} bytes")
    stored = _as_stored(key, value)
    wrong = check(stored) if check else _wrong_number(key, stored)
    shown = "" if key in SECRET_KEYS else f' "{value}"'
    if wrong:
        raise Problem(place, f"{key}{shown} {wrong}; the default counts")
    return stored


def _as_stored(key, value):
    """What the firmware takes for what a person may write: minutes for `22:00`, the rule of
    `Europe/Berlin`."""
    if key in CLOCKS and (time := re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", value, re.ASCII)):
        return str(int(time[1]) * 60 + int(time[2]))
    if key == "time_zone" and not TIME_ZONE.fullmatch(value):
        return time_zones.rule(value) or value
    return value


def _wrong_number(key, value):
    # Nine digits, as the firmware takes at most.
    number = int(value) if re.fullmatch(r"[0-9]{1,9}", value) else None
    limits = NUMBERS[key]
    if number is not None and number in limits:
        return None
    wanted = f"must be a whole number from {limits.start} to {limits.stop - 1}"
    return f"{wanted}, or a time such as 22:00" if key in CLOCKS else wanted


def _wrong_time_zone(value):
    if TIME_ZONE.fullmatch(value):
        return None
    return "is no time zone, such as Europe/Berlin or CET-1CEST,M3.5.0,M10.5.0/3"


def _wrong_url(value):
    if not re.fullmatch(r"[\x21-\x7E]+", value):
        return "has a character that no URL has"
    url = re.fullmatch(r"https?://([^/?#]+)(/[^?#]*)?([?#].*)?", value)
    if not url:
        return "does not begin with https:// or http:// and a host"
    if url[3]:
        return "has more than a path: what follows ? or # is the firmware's own"
    if "@" in url[1]:
        return "has a user's name: the gateway knows the device by its secret or certificate"
    host = re.fullmatch(r"(?:\[[^\]]+\]|[^:]+)(?::([0-9]{1,5}))?", url[1])
    if not host or not 0 < int(host[1] or 443) < 65_536:
        return "has a port that is none: a number from 1 to 65535"
    return None


def _wrong_device_id(value):
    if not re.fullmatch(r"[A-Za-z0-9._-]+", value):
        return "has a character other than letters, digits, '.', '_' and '-'"
    return None if len(value) <= DEVICE_ID_BYTES_MAX else f"is longer than {DEVICE_ID_BYTES_MAX}"


def _wrong_secret(value):
    if not re.fullmatch(r"[\x21-\x7E]+", value):
        return "has a character that no header has"
    return None if len(value) <= SECRET_BYTES_MAX else f"is longer than {SECRET_BYTES_MAX} bytes"


def _wrong_ssid(value):
    # IEEE 802.11-2020 section 9.4.2.2.
    return None if len(value.encode()) <= 32 else "is longer than 32 bytes"


def _wrong_password(value):
    # WPA2: a passphrase, or the key itself.
    if re.fullmatch(r"[\x20-\x7E]{8,63}|[0-9A-Fa-f]{64}", value):
        return None
    return "has not 8 to 63 ASCII characters, nor 64 hexadecimal digits"


def _wrong_choice(key):
    words = CHOICES[key]
    return lambda value: None if value in words else f"must be one of: {' '.join(words)}"


def _wrong_pin(key):
    def wrong(value):
        if value == "-1" and PINS[key]:
            return None
        if re.fullmatch(r"[0-9]{1,9}", value) and int(value) <= PIN_MAX:
            return None
        return f"must be the number of a GPIO{', or -1 where it is not wired' * PINS[key]}"

    return wrong


def _wrong_panel(value):
    numbers = re.fullmatch(r"(\d{1,3})x(\d{1,3})\+(\d{1,3})\+(\d{1,3})", value, re.ASCII)
    if numbers:
        width, height, column, row = map(int, numbers.groups())
        if (min(width, height) >= PANEL_SIDE_MIN and width + column <= PANEL_WIDTH
                and height + row <= PANEL_HEIGHT):
            return None
    if value in PANELS:
        return None
    return "must be a name such as waveshare-1.83, or WIDTHxHEIGHT+COLUMN+ROW within 240x320"


_TEXTS = {
    "time_zone": _wrong_time_zone,
    "gateway_url": _wrong_url,
    "device_id": _wrong_device_id,
    SECRET_KEY: _wrong_secret,
    "panel": _wrong_panel,
    **{key: _wrong_choice(key) for key in CHOICES},
    **{key: _wrong_pin(key) for key in PINS},
    **dict.fromkeys(WIFI_KEYS, _wrong_ssid),
    **dict.fromkeys(WIFI_KEYS.values(), _wrong_password),
}
