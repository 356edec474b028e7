"""The board's settings on a stand-in for NVS: where they are read from, and what is never erased."""

import fake_sdk_build
import pytest

HEADERS = """esp_app_desc.h esp_err.h esp_littlefs.h esp_log.h esp_mac.h esp_random.h nvs.h nvs_flash.h
sdkconfig.h"""
CURE = "W settings cannot be read; make config writes them: "
NOT_FOUND = "0x1102"


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    return fake_sdk_build.build(
        tmp_path_factory.mktemp("settings"), "fake_nvs.h", HEADERS,
        "board_credentials.c board_identity.c board_log.c board_setting.c board_settings.c settings.c",
        "-DCONFIG_IDF_TARGET=\"esp32c6\"", "-DCONFIG_SLEEVE_GATEWAY_URL=\"https://built.in\"")


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


@pytest.mark.parametrize("words, lines", [
    ("settings:panel=waveshare-1.69 core:panel", ['panel "waveshare-1.69"']),
    ("settings:panel=x core:rotation", ["rotation -1"]),
    # Empty is no default: the core refuses it by name.
    ("settings:panel= core:panel", ['panel ""']),
    (f"settings:panel={'x' * 128} core:panel", [f'panel "{"x" * 128}"']),
    (f"settings:panel={'x' * 129} core:panel", ["panel 129"]),
    # What the build has, and what the chip is called.
    ("core:gateway_url", ['gateway_url "https://built.in"']),
    ("settings:gateway_url=https://a core:gateway_url", ['gateway_url "https://a"']),
    ("settings:device_id=desk.1 core:device_id core:device_id", ['device_id "desk.1"'] * 2),
    ("core:device_id", ['device_id "sleeve-404ccaa1b2c3"']),
    (f"settings:device_id={'d' * 32} core:device_id", [f'device_id "{"d" * 32}"']),
    *((f"settings:device_id={name} core:device_id core:device_id",
       ["I setting with a wrong value: device_id"] + ['device_id "sleeve-404ccaa1b2c3"'] * 2)
      for name in ("", "my/desk", "d" * 33)),
])  # fmt: skip
def test_the_core_is_given_what_is_set(program, words, lines):
    assert fake_sdk_build.run(program, *words.split())[1:-1] == lines


def test_a_setting_that_cannot_be_read_is_named(program):
    lines = fake_sdk_build.run(program, "settings:panel#", "settings:a=1", "core:panel")
    assert lines == ["open 0x0", CURE + "0x10D", "W panel: 0x10D", "panel -1", "damaged 1"]


def test_the_image_says_what_it_is(program):
    assert fake_sdk_build.run(program, "texts")[1:-1] == [
        'version "1.2.3"', 'board "esp32c6"', 'network "PROV_A1B2C3"', 'digits "12345678"',
        "security 7"]
