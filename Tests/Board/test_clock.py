"""The board's clock on a stand-in for the SDK's SNTP, built as sdkconfig.defaults says."""

import re

import fake_sdk_build
import pytest
from conftest import ROOT

HEADERS = "esp_err.h esp_log.h esp_netif_sntp.h esp_sntp.h esp_timer.h sdkconfig.h"
SDKCONFIG = ROOT / "Board/esp-idf/sdkconfig.defaults"
SET = "I the clock is set"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    options = [f"-D{name}={value.replace('y', '1')}" for name, value in re.findall(
        r"^(CONFIG_LWIP_\w+)=(\w+)$", SDKCONFIG.read_text(), re.MULTILINE)]
    program = fake_sdk_build.build(
        tmp_path_factory.mktemp("clock"), "fake_clock.h", HEADERS,
        "board_clock.c board_log.c clock.c", "-DCONFIG_SLEEVE_SNTP_SERVER=\"first\"",
        "-DCONFIG_SLEEVE_SNTP_SERVER_2=\"second\"", *options)
    return lambda script: fake_sdk_build.run(program, *script.split())


@pytest.mark.parametrize("silence", [0, 1, 60, 600, 86400])
def test_the_time_is_asked_for_when_the_network_is_up(run, silence):
    at = silence + 6
    assert run(f"answers=first start wait={silence} up wait=30") == [
        f"ask first at {at}", SET, f"right at {at}"]


def test_a_network_that_was_up_before_counts(run):
    assert run("answers=first up wait=10 start wait=30") == ["ask first at 16", SET, "right at 16"]


def test_the_servers_take_turns(run):
    asked = [line.split() for line in run("start up wait=185")]
    assert [(name, int(at) // 61) for _, name, _, at in asked] == [
        *[("first", 0)] * 2, *[("second", 1)] * 2, *[("first", 2)] * 2]
    assert run("answers=second start up wait=90")[-2:] == [SET, "right at 66"]


def test_the_server_that_dhcp_names_comes_first(run):
    assert run("answers=10.0.0.1 answers=first start wait=60 up=10.0.0.1 wait=30") == [
        "ask 10.0.0.1 at 66", SET, "right at 66"]


@pytest.mark.parametrize("answering, at", [("first", 21), ("second", 66)])
def test_the_configured_servers_stay_behind_one_of_dhcp_that_does_not_answer(run, answering, at):
    lines = run(f"answers={answering} start up=10.0.0.1 wait=120")
    assert lines[0] == "ask 10.0.0.1 at 6" and lines[-1] == f"right at {at}"


def test_a_network_that_comes_back_is_asked_over_at_once(run):
    lines = run("answers=first start up wait=2 down wait=100 up wait=30")
    assert lines == ["ask first at 108", SET, "right at 108"]


@pytest.mark.parametrize("server", ["", "=10.0.0.1"])
def test_a_name_server_that_knows_nothing_is_not_flooded(run, server):
    lines = run(f"unknown start up{server} wait=3600")
    assert 60 < len([line for line in lines if line.startswith("look up")]) < 240


def test_a_clock_that_is_set_is_asked_for_once_an_hour(run):
    lines = run("answers=first start up wait=60 down wait=60 up wait=7200")
    assert [line for line in lines if line.startswith("ask")] == [
        "ask first at 6", "ask first at 3606", "ask first at 7206"]
