"""The rules of named time zones, from the system's own files or from Python's package `tzdata`."""

import importlib.resources
import pathlib
import re
import zoneinfo


def rule(name):
    """The POSIX rule of a zone such as `Europe/Berlin`, for all times to come; None where no zone
    is called so.

    It is the last line of the zone's file (RFC 8536 section 3.3).
    """
    if not re.fullmatch(r"[A-Za-z]\w*(?:[-+]\d+)?(?:/[\w+-]+)*", name, re.ASCII):
        return None
    data = _file(name)
    if data is None or not data.startswith(b"TZif") or not data.endswith(b"\n"):
        return None
    return data[:-1].rpartition(b"\n")[2].decode("ascii") or None


def _file(name):
    for folder in zoneinfo.TZPATH:
        path = pathlib.Path(folder) / name
        if path.is_file():
            return path.read_bytes()
    try:
        path = importlib.resources.files("tzdata") / "zoneinfo" / name
        return path.read_bytes() if path.is_file() else None
    except ModuleNotFoundError:
        return None
