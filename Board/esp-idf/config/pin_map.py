"""The pins that the firmware is built for, read from its Kconfig."""

import re

from problem import Problem, read_text

# Kconfig's name for each, and what it is called on the display's board.
ROLES = {
    "PIN_CLOCK": "SCL", "PIN_DATA": "SDA", "PIN_SELECT": "CS", "PIN_COMMAND": "DC",
    "PIN_RESET": "RES", "PIN_BACKLIGHT": "BLK", "BUTTON_GPIO": "button",
}  # fmt: skip


def read(path, target):
    """`{role: GPIO number}` for a target such as `esp32c6`; a role that is -1 is left out."""
    pins, text = {}, read_text(path)
    for option, role in ROLES.items():
        pin = default(text, f"SLEEVE_{option}", target)
        if pin is None:
            raise Problem(path, f"has no default for SLEEVE_{option} on {target}")
        if pin >= 0:
            pins[role] = pin
    return pins


def default(text, option, target):
    """The first default whose condition holds, as Kconfig takes it."""
    block = re.search(rf"^\s*config {option}\n(.*?)(?=^\s*(?:config|menu|endmenu|choice)\b|\Z)",
                      text, re.MULTILINE | re.DOTALL)
    for value, condition in re.findall(
            r"^\s*default (-?\d+)(?: if (\w+))?$", block[1] if block else "", re.MULTILINE):
        if condition in ("", f"IDF_TARGET_{target.upper()}"):
            return int(value)
    return None
