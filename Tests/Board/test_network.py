"""The board's Wi-Fi on a stand-in for the SDK: the invitation to set it up, and the radio's sleep."""

import fake_sdk_build
import pytest

HEADERS = """esp_err.h esp_log.h esp_event.h esp_mac.h esp_netif.h esp_random.h esp_timer.h esp_wifi.h
network_provisioning/manager.h network_provisioning/scheme_softap.h nvs.h"""
CONFIGURED = ["-DCONFIG_SLEEVE_WIFI_PASSWORD=\"\"", "-DCONFIG_SLEEVE_BUTTON_GPIO=9"]


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    return fake_sdk_build.build(
        tmp_path_factory.mktemp("network"), "fake_network.h", HEADERS,
        "board_log.c network_radio.c network_wifi.c fake_network.c", *CONFIGURED,
        "-DCONFIG_SLEEVE_WIFI_SSID=\"\"")


def invitations(lines):
    return [line for line in lines if line.startswith("invitation")]


def test_a_device_without_a_network_invites_until_it_has_one(program):
    lines = fake_sdk_build.run(
        program, *"invitation start invitation connected invitation finished invitation".split())
    assert "offered PROV_A1B2C3 00001234" in lines and "stored 00001234" in lines
    assert invitations(lines) == [
        "invitation 0 - -", *["invitation 1 PROV_A1B2C3 00001234"] * 2, "invitation 0 - -"]


def test_the_digits_are_drawn_once(program):
    lines = fake_sdk_build.run(program, "prov_proof=87654321", "start", "invitation")
    assert invitations(lines) == ["invitation 1 PROV_A1B2C3 87654321"]
    assert not [line for line in lines if line.startswith("stored")]


def test_an_invitation_never_writes_past_its_room(program):
    assert invitations(fake_sdk_build.run(program, "start", "cramped")) == ["invitation 1 PROV 0000"]


def test_a_device_that_knows_a_network_invites_nobody(program):
    lines = fake_sdk_build.run(program, "provisioned", "start", "invitation")
    assert invitations(lines) == ["invitation 0 - -"]


@pytest.mark.parametrize("stored, sleep, console", [
    ([], 0, []),
    (["panel=240280"], 0, []),
    (["wifi_sleep=0"], 0, []),
    (["wifi_sleep=1"], 1, []),
    (["wifi_sleep=2"], 0, ["I setting with a wrong value: wifi_sleep"]),
    (["wifi_sleep="], 0, ["I setting with a wrong value: wifi_sleep"]),
    (["wifi_sleep=01"], 0, ["I setting with a wrong value: wifi_sleep"]),
])  # fmt: skip
def test_the_radio_sleeps_if_it_is_told_to(program, stored, sleep, console):
    lines = fake_sdk_build.run(program, *stored, "provisioned", "start")
    assert lines == [*console, f"sleep {sleep}", "connect"]


def test_it_does_not_sleep_on_the_network_that_the_telephone_brought(program):
    lines = fake_sdk_build.run(program, "start")
    assert "sleep 0" in lines[lines.index("offered PROV_A1B2C3 00001234"):]
    assert "connect" not in lines
