"""The board's Wi-Fi on a stand-in for the SDK: joining, recovery, set-up, the radio's settings."""

import re

import fake_sdk_build
import pytest
from conftest import ROOT

HEADERS = """esp_err.h esp_log.h esp_event.h esp_mac.h esp_netif.h esp_random.h esp_system.h
esp_timer.h esp_wifi.h freertos/FreeRTOS.h freertos/task.h network_provisioning/manager.h
network_provisioning/scheme_softap.h nvs.h"""
SOURCES = """board_log.c board_settings_number.c network_choice.c network_name.c network_port.c network_provisioning.c network_radio.c network_reason.c
network_signal.c network_start.c network_state.c network_wifi.c fake_manager.c fake_network.c"""
UP = "I network: up; signal in dBm: -60"


def build(folder, network):
    return fake_sdk_build.build(
        folder, "fake_network.h", HEADERS, SOURCES, "-DCONFIG_SLEEVE_WIFI_PASSWORD=\"\"",
        "-DCONFIG_SLEEVE_BUTTON_GPIO=9", f"-DCONFIG_SLEEVE_WIFI_SSID=\"{network}\"")


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    return build(tmp_path_factory.mktemp("network"), "")


@pytest.fixture(scope="module")
def program_with_a_network(tmp_path_factory):
    return build(tmp_path_factory.mktemp("built-in"), "office")


def run(program, words):
    return fake_sdk_build.run(program, *words.split())


def joins(lines):
    """When the radio was asked to join, in seconds."""
    return [int(line.split()[1]) for line in lines if line.startswith("connect ")]


def only(lines, start):
    return [line.removeprefix(start) for line in lines if line.startswith(start)]


def restart(program, lines, words):
    """Another run, with the flash of the first."""
    return run(program, f"{only(lines, 'flash ')[-1]} {words}")


# Joining.


def test_it_joins_the_network_that_it_knows(program):
    lines = run(program, "wifi=home start run=5 trouble")
    assert joins(lines) == [0]
    assert lines[-2:] == [UP, "trouble: none"]


def test_it_tries_again_ever_more_slowly_and_for_ever(program):
    lines = run(program, "wifi=home air=201 start run=240")
    # Each try takes 2 s.
    gaps = [second - first - 2 for first, second in zip(joins(lines), joins(lines)[1:])]
    assert gaps == [1, 2, 4, 8, 16, 30, 30, 30, 30, 30, 30][:len(gaps)]
    assert len(gaps) > 7


def test_an_address_makes_the_next_wait_short_again(program):
    lines = run(program, "wifi=home air=201,201,201,ok start run=40 lose=200 run=5")
    assert joins(lines)[-1] == 41 and lines[-1] == UP


@pytest.mark.parametrize("air", ["silent", "stuck"])
def test_a_try_without_an_end_is_followed_by_another(program, air):
    lines = run(program, f"wifi=home air={air},ok start run=60 trouble")
    assert joins(lines) == [0, 31]
    assert lines[-2:] == [UP, "trouble: none"]


@pytest.mark.parametrize("call", ["connect", "disconnect"])
def test_a_call_that_fails_ends_nothing(program, call):
    lines = run(program, f"wifi=home air=stuck,ok fail={call} start run=120 trouble")
    assert lines[-2:] == [UP, "trouble: none"]


def test_a_network_that_is_lost_while_it_waits_for_an_address_is_joined_again(program):
    lines = run(program, "wifi=home air=noaddress,ok start run=3 lose=3 run=10 trouble")
    assert joins(lines) == [0, 4]
    assert lines[-2:] == [UP, "trouble: none"]


def test_an_address_that_expires_is_awaited_anew(program):
    lines = run(program, "wifi=home start run=5 expire run=14 trouble run=1 trouble run=10 trouble")
    assert only(lines, "trouble: ") == ["none", "no address", "none"]
    assert "I network: down" in lines and joins(lines) == [0, 21]


def test_a_built_in_network_counts_until_the_device_is_set_up(program_with_a_network):
    lines = run(program_with_a_network, "start flash run=5")
    assert "network office, scan 1, sort 0, sae 3, pmf 1, in memory" in lines
    assert "flash" in lines and lines[-1] == UP
    lines = run(program_with_a_network, "wifi=home start run=5")
    assert "network home, scan 1, sort 0, sae 3, pmf 1, in memory" in lines
    lines = run(program_with_a_network, "wifi=home prov_begun=1 start run=5")
    assert "network office, scan 1, sort 0, sae 3, pmf 1, in memory" in lines


# Which network.

FOUR = "wifi_ssid=one wifi_ssid_2=two wifi_password_2=secret-of-two wifi_ssid_4=four"


def chosen(lines):
    return only(lines, "I Wi-Fi: joins ")


def test_a_network_of_the_settings_takes_no_set_up(program):
    lines = run(program, "wifi_ssid=one wifi_password=secret-of-one start flash run=5")
    assert "network one, scan 1, sort 0, sae 3, pmf 1, in memory" in lines
    assert lines[-1] == UP and not only(lines, "scan for") and not chosen(lines)
    assert only(lines, "password ") == ["secret-of-one"]
    assert only(lines, "flash ") == ["wifi_ssid=one wifi_password=secret-of-one"]


def test_of_several_networks_the_strongest_is_joined(program):
    lines = run(program, f"wifi=home {FOUR} hear=home:-70,two:-50,other:-20,one:-60 start run=9")
    assert (chosen(lines), lines[-1]) == (["two"], UP)
    assert "network two, scan 1, sort 0, sae 3, pmf 1, in memory" in lines
    assert only(lines, "password ") == ["secret-of-two"]
    lines = run(program, f"wifi=home {FOUR} hear=home:-40,two:-50,two:-45 start run=9")
    assert (chosen(lines), lines[-1]) == (["home"], UP)
    # The second access point of a network counts.
    lines = run(program, f"wifi=home {FOUR} hear=two:-80,home:-50,two:-45 start run=9")
    assert (chosen(lines), lines[-1]) == (["two"], UP)


def test_a_network_that_does_not_work_gives_way_to_the_next(program):
    lines = run(program, f"{FOUR} hear=one:-40,two:-50,four:-60 air=15,noaddress,ok start run=60")
    assert (chosen(lines), lines[-1]) == (["one", "two", "four"], UP)
    # Once none is left, the strongest has its turn again.
    lines = run(program, f"{FOUR} hear=one:-40,two:-50 air=15,15,15,ok start run=90")
    assert (chosen(lines)[:3], lines[-1]) == (["one", "two", "one"], UP)


def test_a_network_that_was_lost_is_the_first_choice_again(program):
    lines = run(program, f"{FOUR} hear=one:-40,two:-50 start run=9 lose=200 run=9")
    assert (chosen(lines), lines[-1]) == (["one", "one"], UP)
    # Also the one that had failed before another worked.
    lines = run(program, f"{FOUR} hear=one:-40,two:-50 air=15,ok start run=20 lose=200 run=9")
    assert (chosen(lines), lines[-1]) == (["one", "two", "one"], UP)
    # It fails now, although it has worked before.
    lines = run(program, f"{FOUR} hear=one:-40,two:-50 air=ok,15,ok start run=9 lose=200 run=20")
    assert (chosen(lines), lines[-1]) == (["one", "one", "two"], UP)


def test_networks_that_hide_their_names_have_their_turns(program):
    lines = run(program, f"{FOUR} air=201,201,201,ok start run=90")
    assert (chosen(lines), lines[-1]) == (["two", "four", "one", "two"], UP)


def test_a_scan_that_does_not_begin_or_end_is_no_dead_end(program):
    lines = run(program, f"{FOUR} hear=two:-50 fail=scan air=201,ok start run=60")
    assert (chosen(lines), lines[-1]) == (["two"], UP)
    # The next scan's results are for who has asked for them.
    lines = run(program, f"{FOUR} fail=scan start run=9 here=-80 there=-60 look run=3")
    assert "I Wi-Fi: moves; signal there in dBm: -60" in lines


def test_known_networks_are_tried_where_a_set_up_was_broken_off(program):
    lines = run(program, f"wifi=home prov_begun=1 {FOUR} hear=home:-30,one:-40 start run=9")
    assert (chosen(lines), lines[-1]) == (["one"], UP)


# Recovery.


def test_the_radio_starts_anew_with_its_settings(program):
    lines = run(program, "wifi=home wifi_power_dbm=8 wifi_sleep=1 start run=5 restart run=5")
    assert lines[lines.index("stop"):] == [
        "stop", "I Wi-Fi: left", "sleep 1", "power 8.50 dBm", "connect 5", UP]


def test_a_restart_of_the_radio_takes_the_place_of_the_next_try(program):
    lines = run(program, "wifi=home air=201,201,201,ok start run=10 restart run=1 restart run=60")
    assert joins(lines) == [0, 3, 7, 10, 11] and lines[-1] == UP


def test_a_radio_that_does_not_start_is_started_with_the_next_try(program):
    lines = run(program, "wifi=home start run=5 fail=start restart run=5 trouble")
    assert "error ffffffff" in lines
    assert lines[-2:] == [UP, "trouble: none"]


@pytest.mark.parametrize("words", [
    "fail=event start", "start run=5 fail=event restart",
    "air=stuck,ok start run=5 fail=event restart"])
def test_a_start_without_an_event_ends_nothing(program, words):
    lines = run(program, f"wifi=home {words} run=10 trouble")
    assert lines[-2:] == [UP, "trouble: none"]


@pytest.mark.parametrize("act, call", [("restart", "stop"), ("rejoin", "disconnect")])
def test_a_recovery_that_fails_leaves_things_as_they_are(program, act, call):
    lines = run(program, f"wifi=home start run=5 fail={call} {act} run=60 lose=201 run=10 trouble")
    assert lines.count("error ffffffff") == 1
    assert joins(lines) == [0, 66] and lines[-1] == "trouble: none"


@pytest.mark.parametrize("act", ["restart", "rejoin"])
def test_a_network_that_was_to_be_left_is_down_whatever_the_driver_does(program, act):
    lines = run(program, f"wifi=home start run=5 signal fail=deaf {act} signal run=20")
    assert only(lines, "signal ") == ["-60", "0"] and lines[-1] == UP


def test_leaving_and_joining_again_says_nothing_of_the_network(program):
    lines = run(program, "wifi=home start run=5 rejoin trouble run=10 trouble")
    assert joins(lines) == [0, 6]
    assert only(lines, "trouble: ") == ["none", "none"]


@pytest.mark.parametrize("words", [
    # Leaving fails, or makes no event.
    "start run=5 fail=disconnect rejoin lose=211", "air=silent,211 start run=10 rejoin run=5"])
def test_only_a_disconnection_that_was_asked_for_tells_nothing(program, words):
    assert run(program, f"wifi=home {words} trouble")[-1] == f"trouble: {SECURITY}"


def test_a_try_that_hangs_is_left_for_a_new_one(program):
    lines = run(program, "wifi=home air=stuck,ok start run=10 rejoin run=10")
    assert joins(lines) == [0, 11] and lines[-1] == UP


@pytest.mark.parametrize("act", ["restart", "rejoin"])
def test_a_recovery_waits_for_the_telephone(program, act):
    lines = run(program, f"{act} start {act} phone=home {act} run=10 trouble")
    # ESP_ERR_INVALID_STATE.
    assert lines.count("error 103") == 3
    assert "stop" not in lines and UP in lines


def test_nothing_is_known_before_the_start(program):
    assert run(program, "trouble signal look invitation") == [
        "trouble: none", "signal 0", "invitation 0 - -"]


# What is wrong.

PASSWORD, REACH, SECURITY = "wrong password", "out of reach", "security"
TROUBLES = {
    **dict.fromkeys((14, 15, 202, 204), PASSWORD),
    **dict.fromkeys((2, 4, 34, 200, 201, 212), REACH),
    **dict.fromkeys((13, 17, 18, 19, 20, 21, 22, 23, 24, 29, 210, 211), SECURITY),
}


def test_every_reason_has_a_trouble_and_words(program):
    lines = run(program, " ".join(f"reason={code}" for code in range(256)))
    words, troubles = lines[::2], only(lines, "trouble: ")
    assert dict(enumerate(troubles)) == {code: TROUBLES.get(code, "other") for code in range(256)}
    assert all(words)
    # As long as the log's line is read at a glance.
    assert max(map(len, words)) < 100


@pytest.mark.parametrize("air, told", [
    # A lost handshake is not yet a wrong password.
    ("15", ["other", PASSWORD]),
    ("204,15", ["other", PASSWORD]),
    ("15,205,15", ["other", "other", PASSWORD]),
    ("15,201,15", ["other", REACH, REACH]),
    ("201", [REACH, REACH]),
    ("201,205,5", [REACH, REACH, REACH]),
    ("201,211", [REACH, SECURITY]),
    ("205", ["other", "other"]),
    ("205,210,201", ["other", SECURITY, REACH]),
])  # fmt: skip
def test_what_is_wrong_is_what_the_last_tries_told(program, air, told):
    # Tries end 2, 5, 9, 15 s after the start.
    waits = ["run=2", "run=3", "run=4"][:len(told)]
    lines = run(program, f"wifi=home air={air} start " + " ".join(f"{w} trouble" for w in waits))
    assert only(lines, "trouble: ") == told


def test_a_reason_is_told_in_words(program):
    lines = run(program, "wifi=home air=211 start run=2")
    assert lines[-1] == "I Wi-Fi: not joined, reason 211: the router offers less than WPA2"


def test_an_address_ends_the_trouble(program):
    lines = run(program,
                "wifi=home air=15,15,ok start run=5 trouble run=10 trouble lose=205 trouble")
    assert only(lines, "trouble: ") == [PASSWORD, "none", "other"]


def test_joined_without_an_address_is_told_and_stays_told(program):
    lines = run(program, "wifi=home air=noaddress start run=10 trouble run=10 trouble run=180 "
                "trouble rejoin run=5 trouble lose=205 trouble air=ok run=50 trouble lose=205 trouble")
    assert only(lines, "trouble: ") == [
        "none", "no address", "no address", "no address", "no address", "none", "other"]
    # 2 s to join, 15 s without an address, and the wait for the next try.
    assert joins(lines)[:4] == [0, 18, 37, 58]


# The set-up.

OFFER = "invitation 1 PROV_A1B2C3 00001234"
NO_OFFER = "invitation 0 - -"


def invitations(lines):
    return [line for line in lines if line.startswith("invitation")]


def test_a_device_without_a_network_invites_until_it_has_one(program):
    lines = run(program, "invitation start invitation phone=home run=10 invitation ask run=2 "
                "invitation")
    assert "offered PROV_A1B2C3 00001234" in lines and "stored prov_proof=00001234" in lines
    assert invitations(lines) == [NO_OFFER, OFFER, OFFER, NO_OFFER]
    assert "network home, scan 1, sort 0, sae 3, pmf 1, in flash" in lines


def test_it_ends_by_itself_where_the_telephone_is_gone(program):
    lines = run(program, "start phone=home run=60 invitation trouble")
    assert lines[-2:] == [NO_OFFER, "trouble: none"]


def test_the_digits_are_drawn_once(program):
    lines = run(program, "prov_proof=87654321 start invitation")
    assert invitations(lines) == ["invitation 1 PROV_A1B2C3 87654321"]
    assert not only(lines, "stored prov_proof")


@pytest.mark.parametrize("words", ["fail=nvs start", "fail=store start",
                                   "prov_proof=00001234 fail=store start"])
def test_a_store_that_fails_is_told_and_the_set_up_offered(program, words):
    lines = run(program, f"{words} invitation phone=home run=5")
    assert "W provisioning: store: ffffffff" in lines
    assert invitations(lines) == [OFFER] and UP in lines


def test_an_invitation_never_writes_past_its_room(program):
    assert invitations(run(program, "start cramped")) == ["invitation 1 PROV 0000"]


def test_a_device_that_knows_a_network_invites_nobody(program):
    lines = run(program, "wifi=home start invitation air=15 run=300 invitation flash")
    # Neither does it throw it away, whatever the router says.
    assert invitations(lines) == [NO_OFFER, NO_OFFER] and lines[-1] == "flash wifi=home"


@pytest.mark.parametrize("air, seconds", [
    ("15,ok", 10), ("15,204,2,205,ok", 20), ("201,ok", 10), ("3,3,3,3,ok", 20), ("silent,ok", 40)])
def test_a_lost_try_does_not_fail_the_set_up(program, air, seconds):
    lines = run(program, f"start phone=home air={air} run={seconds} ask run=2 invitation flash")
    assert lines[-3:] == ["telephone: connected", NO_OFFER, "flash wifi=home prov_proof=00001234"]


@pytest.mark.parametrize("air, answer, trouble", [
    ("15", "wrong password", PASSWORD),
    ("201", "not found", REACH),
    # The telephone knows no other reasons.
    ("211", "not found", SECURITY),
    ("205", "not found", "other"),
    ("noaddress", "not found", "no address"),
    ("stuck", "not found", "none"),
])  # fmt: skip
def test_a_set_up_that_fails_takes_the_next_network(program, air, answer, trouble):
    lines = run(program, f"start phone=home air={air} run=10 phone=early run=190 ask trouble "
                "invitation flash phone=work air=ok run=10 ask run=2 invitation flash")
    assert only(lines, "telephone: ")[0] == "taken"
    assert only(lines, "telephone: ")[-3:] == [answer, "taken", "connected"]
    assert only(lines, "trouble: ") == [trouble]
    assert invitations(lines) == [OFFER, NO_OFFER]
    assert only(lines, "flash ") == ["prov_proof=00001234 prov_begun=1",
                                     "wifi=work prov_proof=00001234"]


def test_every_network_has_its_own_tries(program):
    lines = run(program, "start air=noaddress phone=one run=200 phone=two run=200 invitation")
    assert only(lines, "telephone: ") == ["taken", "taken"]
    assert lines[-1] == OFFER and len(joins(lines)) == 10


def test_between_two_networks_the_radio_keeps_still(program):
    lines = run(program, "start run=300 phone=home air=15 run=20 flash run=600")
    assert max(joins(lines)) < 320


def test_a_disconnection_that_nobody_waits_for_ends_no_set_up(program):
    lines = run(program, "start lose=8 run=600 invitation")
    assert lines[-1] == OFFER and not joins(lines)


@pytest.mark.parametrize("fault", ["air=silent", "air=15 fail=reset"])
def test_a_set_up_that_cannot_go_on_starts_again_with_the_chip(program, fault):
    lines = run(program, f"start phone=home {fault} run=400 invitation")
    assert "restart" in lines and not invitations(lines)
    assert invitations(restart(program, lines, "start invitation")) == [OFFER]


@pytest.mark.parametrize("air", ["15", "201", "noaddress", "silent"])
def test_power_that_fails_in_a_set_up_does_not_end_it(program, air):
    lines = run(program, f"start phone=home air={air} run=3 flash")
    assert only(lines, "flash ") == ["wifi=home prov_proof=00001234 prov_begun=1"]
    lines = restart(program, lines, "start invitation run=60 phone=home run=10 flash")
    assert invitations(lines) == [OFFER] and UP in lines
    assert invitations(restart(program, lines, "start invitation")) == [NO_OFFER]


@pytest.mark.parametrize("stored", ["wifi=home", "wifi=home prov_proof=12345678"])
def test_a_network_of_an_earlier_release_is_not_doubted(program, stored):
    lines = run(program, f"{stored} air=201 start run=60 invitation flash")
    assert invitations(lines) == [NO_OFFER]
    assert not only(lines, "stored")


def test_a_network_that_worked_is_kept_though_it_is_lost_before_the_set_up_ends(program):
    lines = run(program, "start phone=home run=5 air=15 lose=200 run=100 air=ok run=60 "
                "invitation trouble flash")
    assert lines[-3:] == [NO_OFFER, "trouble: none", "flash wifi=home prov_proof=00001234"]
    # The mark is removed once.
    assert not only(lines, "W provisioning")


def test_it_goes_on_where_the_network_is_lost_as_the_set_up_ends(program):
    lines = run(program, "start phone=home run=5 ask lose=200 air=201,ok run=30 invitation trouble")
    assert lines[-2:] == [NO_OFFER, "trouble: none"]


def test_a_mark_that_cannot_be_removed_is_told(program):
    lines = run(program, "start phone=home fail=task run=10 flash")
    assert "W provisioning: mark: 101" in lines
    assert lines[-1] == "flash wifi=home prov_proof=00001234 prov_begun=1"


def test_a_forgotten_network_is_gone_from_the_flash(program):
    lines = run(program, "wifi=home start run=5 forget flash")
    assert lines[-1] == "flash"


def test_it_speaks_no_802_11ax_while_it_is_set_up(program):
    lines = run(program, "start phone=home run=60")
    # 802.11b, g and n.
    protocols = [f"protocols of {part}: 7, in memory" for part in ("station", "access point")]
    assert [line for line in lines if line in protocols] == protocols
    assert lines.index(protocols[1]) < lines.index("offered PROV_A1B2C3 00001234")
    assert not only(run(program, "wifi=home start run=5"), "protocols")


# The radio's settings, and its name.

WRONG_SLEEP = ["I setting with a wrong value: wifi_sleep"]


@pytest.mark.parametrize("stored, sleep, console", [
    ("", 0, []),
    ("panel=240280", 0, []),
    ("wifi_sleep=0", 0, []),
    ("wifi_sleep=1", 1, []),
    ("wifi_sleep=2", 0, WRONG_SLEEP),
    ("wifi_sleep=", 0, WRONG_SLEEP),
    ("wifi_sleep=+1", 0, WRONG_SLEEP),
    ("wifi_sleep=-1", 0, WRONG_SLEEP),
    ("wifi_sleep=yes", 0, WRONG_SLEEP),
    ("wifi_sleep=0000000001", 0, WRONG_SLEEP),
])  # fmt: skip
def test_the_radio_sleeps_if_it_is_told_to(program, stored, sleep, console):
    lines = run(program, f"wifi=home {stored} start")
    assert only(lines, "sleep ") == [str(sleep)]
    assert only(lines, "I setting") == only(console, "I setting")
    assert not only(lines, "power")


WRONG_POWER = ["I setting with a wrong value: wifi_power_dbm"]


@pytest.mark.parametrize("value, power", [
    ("2", "2.00"), ("5", "5.00"), ("7", "7.00"), ("8", "8.50"), ("9", "8.50"), ("11", "11.00"),
    ("13", "13.00"), ("14", "14.00"), ("15", "15.00"), ("16", "16.50"), ("18", "18.00"),
    ("20", "20.00"), ("08", "8.50"),
])  # fmt: skip
def test_the_radio_sends_as_strongly_as_it_is_told_to(program, value, power):
    lines = run(program, f"wifi=home wifi_power_dbm={value} start")
    assert only(lines, "power ") == [f"{power} dBm"]


@pytest.mark.parametrize("value", ["", "1", "21", ":", "8.5", "-8", "0000000008", "8 dBm"])
def test_another_power_is_told_and_not_taken(program, value):
    lines = fake_sdk_build.run(program, "wifi=home", f"wifi_power_dbm={value}", "start")
    assert [line for line in lines if line in WRONG_POWER] == WRONG_POWER
    assert not only(lines, "power")


def test_sleep_and_power_count_for_the_access_point_too(program):
    lines = run(program, "wifi_power_dbm=8 start")
    assert only(lines, "power ") == ["8.50 dBm"] * 2
    assert only(lines, "sleep ") == ["0"] * 2


@pytest.mark.parametrize("identity, name", [
    ("desk", "desk"),
    ("desk.2_A-b", "desk-2-A-b"),
    ("-desk-", "desk"),
    ("._-", ""),
    ("a", "a"),
    ("x" * 32, "x" * 32),
    ("x" * 31 + "--y", "x" * 31),
    ("x" * 40, "x" * 32),
    ("wohnküche", "wohnk--che"),
])  # fmt: skip
def test_a_host_name_has_letters_digits_and_hyphens(program, identity, name):
    assert run(program, f"name={identity}") == [f"called {name}"]
    assert re.fullmatch(r"([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)?", name)


@pytest.mark.parametrize("stored, name", [
    ("", "sleeve-404ccaa1b2c3"),
    ("device_id=kitchen_2", "kitchen-2"),
    ("device_id=___", "sleeve-404ccaa1b2c3"),
    ("device_id=" + "x" * 33, "sleeve-404ccaa1b2c3"),
])  # fmt: skip
def test_the_router_is_told_the_devices_name(program, stored, name):
    lines = run(program, f"wifi=home {stored} start")
    assert lines[0] == f"called {name}"


# Far access points.


@pytest.mark.parametrize("heard, moves", [
    ("here=-76 there=-68", True),
    ("here=-76 there=-69", False),
    ("here=-90 there=-85 there=-80", True),
    ("here=-90 there=-70 open=-40", True),
    ("here=-90 open=-40", False),
    ("here=-90", False),
])  # fmt: skip
def test_it_moves_to_an_access_point_that_is_clearly_better(program, heard, moves):
    lines = run(program, f"wifi=home {heard} start run=5 look run=20 trouble signal")
    assert "scan for home" in lines
    assert joins(lines) == ([0, 8] if moves else [0])
    assert lines[-2] == "trouble: none" and lines[-1].startswith("signal -")


@pytest.mark.parametrize("words", [
    "here=-75 there=-40 start run=5 look run=20",
    # Not joined.
    "here=-90 there=-40 air=201 start run=2 look run=20",
    "here=-90 there=-40 start run=5 lose=201 look run=2",
])  # fmt: skip
def test_it_looks_around_only_where_it_helps(program, words):
    assert "scan for home" not in run(program, f"wifi=home {words}")


def test_a_scan_that_fails_loses_nothing(program):
    lines = run(program, "wifi=home here=-90 there=-40 start run=5 fail=scan look run=5 trouble "
                "look run=20 trouble")
    assert "W Wi-Fi: scan: 3006" in lines
    assert joins(lines) == [0, 13]
    assert only(lines, "trouble: ") == ["none", "none"]


def test_what_a_scan_finds_after_the_network_was_lost_is_left(program):
    lines = run(program, "wifi=home here=-90 there=-40 start run=5 look lose=200 run=20 trouble")
    assert joins(lines) == [0, 6] and lines[-1] == "trouble: none"
    lines = run(program, "wifi=home here=-90 there=-89 start run=5 look run=5 there=-40 look "
                "lose=200 run=20 trouble")
    assert joins(lines) == [0, 11] and lines[-1] == "trouble: none"


def test_the_telephones_scan_is_the_managers(program):
    lines = run(program, "here=-90 there=-40 start scan run=5 phone=home run=5 look run=5")
    assert "telephone: 1 networks" in lines
    assert "scan for home" not in lines


def test_the_signal_is_told(program):
    lines = run(program, "wifi=home here=-67 start run=5 signal")
    assert lines[-2:] == ["I network: up; signal in dBm: -67", "signal -67"]


@pytest.mark.parametrize("air, state", [
    ("ok", "up"), ("15,15,silent", "wrong password"), ("201", "out of reach"), ("211", "security"),
    ("noaddress", "no address"), ("8", "other"),
])  # fmt: skip
def test_the_core_is_told_how_the_network_stands(program, air, state):
    assert run(program, "state")[-1] == "state: down"
    assert run(program, f"wifi=home air={air} start run=40 state")[-1] == f"state: {state}"


def test_the_build_has_the_sources_that_the_tests_have():
    cmake = (ROOT / "Board/esp-idf/components/hardware/CMakeLists.txt").read_text()
    listed = set(re.findall(r"network_\w+\.c", cmake)) - {"network_openeth.c"}
    assert listed == {name for name in SOURCES.split() if name.startswith("network_")}
