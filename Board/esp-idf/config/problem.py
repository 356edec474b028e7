"""What is wrong with what a person gave, as one line."""

import codecs


class Problem(Exception):
    """An input that cannot be used: where it is, and why."""

    def __init__(self, place, reason):
        super().__init__(f"{place}: {reason}")


def read_bytes(path):
    """The bytes of a file, or a Problem that names it."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Problem(path, error.strerror) from None


def read_text(path):
    """The text of a UTF-8 file, without a byte order mark, or a Problem that names the line that is
    none."""
    data = read_bytes(path).removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Problem(f"{path}:{line}", "is not UTF-8") from None
