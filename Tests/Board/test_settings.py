"""The board's settings on a stand-in for NVS: where they are read from, and what is never erased."""

import fake_sdk_build
import pytest

HEADERS = "esp_err.h esp_littlefs.h esp_log.h nvs.h nvs_flash.h"
CURE = "W settings cannot be read; make config writes them: "
NOT_FOUND = "0x1102"


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    return fake_sdk_build.build(
        tmp_path_factory.mktemp("settings"), "fake_nvs.h", HEADERS,
        "board_credentials.c board_log.c board_settings.c settings.c")


@pytest.mark.parametrize("words, lines", [
    # Nothing was stored yet.
    ("a", ["open 0x0", f"a {NOT_FOUND}", "damaged 0"]),
    ("settings:a=1 a b", ["open 0x0", "a 1", f"b {NOT_FOUND}", "damaged 0"]),
    ("settings:a=12345678 a", ["open 0x0", "a 12345678", "damaged 0"]),
    ("settings:a=123456789 a", ["open 0x0", "a 0x110C", "damaged 0"]),
    # What earlier releases stored counts where `make config` has written nothing since.
    ("nvs:a=old settings:absent a", ["open 0x0", "a old", "damaged 0"]),
    ("nvs:a=old a", ["open 0x0", "a old", "damaged 0"]),
    # A line that is left out means the default, not what was there before.
    ("nvs:a=old nvs:b=old settings:a=new a b",
     ["open 0x0", "a new", f"b {NOT_FOUND}", "damaged 0"]),
])  # fmt: skip
def test_settings_come_from_one_place(program, words, lines):
    assert fake_sdk_build.run(program, *words.split()) == lines


@pytest.mark.parametrize("state, error", [("full", "0x110D"), ("newer", "0x1110")])
def test_a_fault_of_nvs_takes_no_setting_along(program, state, error):
    assert fake_sdk_build.run(program, f"nvs:{state}", "nvs:a=old", "settings:a=1", "a") == [
        f"W the Wi-Fi network is forgotten: nvs is emptied: {error}", "erase nvs", "open 0x0",
        "a 1", "damaged 0"]


def test_any_other_fault_of_nvs_erases_nothing(program):
    assert fake_sdk_build.run(program, "nvs:broken", "settings:a=1") == [
        "open 0xFFFFFFFF", "damaged 0"]


@pytest.mark.parametrize("state, error", [
    ("spoilt", "0x10D"), ("headless", NOT_FOUND), ("newer", "0x1110"), ("full", "0x110D"),
    ("broken", "0xFFFFFFFF"),
])  # fmt: skip
def test_damaged_settings_are_told_and_left_alone(program, state, error):
    """Older ones in nvs may be of another gateway: they do not come back."""
    assert fake_sdk_build.run(program, f"settings:{state}", "settings:a=1", "nvs:a=old", "a") == [
        CURE + error, "open 0x0", f"a {NOT_FOUND}", "damaged 1"]


def test_a_damaged_value_is_told_once(program):
    assert fake_sdk_build.run(program, "settings:a#", "settings:b=2", "b", "a", "a", "b") == [
        "open 0x0", "b 2", CURE + "0x10D", "a 0x10D", f"a {NOT_FOUND}", "b 2", "damaged 1"]


@pytest.mark.parametrize("words, secret", [
    ("settings:gateway_secret=s", "s"), ("nvs:gateway_secret=s settings:absent", "s"),
    ("settings:a=1 nvs:gateway_secret=s", "none"), ("settings:gateway_secret=", "none"),
])  # fmt: skip
def test_the_gateways_secret_is_a_setting(program, words, secret):
    assert f"secret {secret}" in fake_sdk_build.run(program, *words.split(), "secret")
