"""What the pins of a chip can be used for, and what a board's pin map must not do with them.

Sources: ESP32-C6 Series Datasheet, chapter "Pins", sections "IO Pins: Restrictions for GPIOs and LP
GPIOs" and "Pin Mapping Between Chip and Flash", and chapter "Boot Configurations"; ESP32-C3 and
ESP32-S3 Series Datasheets, the sections of the same names ("RTC GPIOs" there); ESP32 Series
Datasheet, sections "Pin Overview", "Pin Mapping Between Chip and Flash/PSRAM" and "Strapping Pins";
ESP-IDF Programming Guide, "GPIO & RTC GPIO", the tables of all four chips.
"""

import dataclasses

from problem import Problem


@dataclasses.dataclass(frozen=True)
class Chip:
    """GPIO numbers by what they are needed for."""

    pins: frozenset
    # To the flash in the package or on the module.
    flash: frozenset
    # Sampled at reset: what is wired to them must leave them as they are.
    strapping: frozenset
    # The console of the ROM and of the bootloader.
    console: frozenset
    # D- and D+ of USB Serial/JTAG, through which a board is flashed.
    usb: frozenset = frozenset()
    # To the memory of modules that have it, and free on others: on none of these is one board's
    # wiring another's.
    psram: frozenset = frozenset()
    # Without an output driver.
    input_only: frozenset = frozenset()


CHIPS = {
    "esp32c6": Chip(
        frozenset(range(31)), flash=frozenset(range(24, 31)), usb=frozenset({12, 13}),
        strapping=frozenset({4, 5, 8, 9, 15}), console=frozenset({16, 17})),
    # GPIO11 is the flash's power supply, VDD_SPI.
    "esp32c3": Chip(
        frozenset(range(22)), flash=frozenset(range(11, 18)), usb=frozenset({18, 19}),
        strapping=frozenset({2, 8, 9}), console=frozenset({20, 21})),
    "esp32": Chip(
        frozenset(range(40)) - {20, 24, *range(28, 32)}, flash=frozenset(range(6, 12)),
        psram=frozenset({16, 17}), strapping=frozenset({0, 2, 5, 12, 15}),
        console=frozenset({1, 3}), input_only=frozenset(range(34, 40))),
    # PSRAM: 26 is the select of any, 33 to 37 are for an octal one.
    "esp32s3": Chip(
        frozenset(range(49)) - set(range(22, 26)), flash=frozenset(range(27, 33)),
        psram=frozenset({26, *range(33, 38)}), usb=frozenset({19, 20}),
        strapping=frozenset({0, 3, 45, 46}), console=frozenset({43, 44})),
}  # fmt: skip

# Strapping pins that are right as they are wired, on the default board of each chip.
#
# FireBeetle 2 ESP32-C6: its display connector (GDI) has DC on GPIO8 and BLK on GPIO15. GPIO8 counts
# only while GPIO9 is low at reset, and then must not be low: a display's DC is an input that pulls
# nowhere. GPIO15 chooses the source of JTAG, which neither start nor download needs.
# On all boards the button is BOOT: whoever holds it at reset asks for download mode.
TOLERATED = {
    "esp32c6": {("DC", 8), ("BLK", 15), ("button", 9)},
    "esp32c3": {("button", 9)},
    "esp32": {("button", 0)},
    "esp32s3": {("button", 0)},
}
INPUTS = {"button"}


def check(target, pins, place):
    """Raises a Problem where `pins`, `{role: GPIO number}`, cannot work on the target's board."""
    chip, taken = CHIPS[target], {}
    for role, pin in pins.items():
        if pin not in chip.pins:
            raise Problem(place, f"{role}: {target} has no GPIO{pin}")
        if pin in taken:
            raise Problem(place, f"{role}: GPIO{pin} is {taken[pin]} too")
        taken[pin] = role
        for used, owner in ((chip.flash, "flash"), (chip.psram, "PSRAM"), (chip.usb, "USB"),
                            (chip.console, "console")):
            if pin in used:
                raise Problem(place, f"{role}: GPIO{pin} is for the {owner}")
        if pin in chip.strapping and (role, pin) not in TOLERATED[target]:
            raise Problem(place, f"{role}: GPIO{pin} is a strapping pin")
        if pin in chip.input_only and role not in INPUTS:
            raise Problem(place, f"{role}: GPIO{pin} is an input only")
