"""Flash, font, hash, button and the reason of a start, on a stand-in for the SDK."""

import fake_sdk_build
import pytest

HEADERS = """driver/gpio.h esp_err.h esp_image_format.h esp_ota_ops.h esp_partition.h esp_system.h
psa/crypto.h"""
SLOTS = "slots 0x160000, runs 0"
NO_MEMORY = "-141"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    program = fake_sdk_build.build(
        tmp_path_factory.mktemp("services"), "fake_services.h", HEADERS,
        "board_button.c board_flash.c board_font.c board_hash.c board_reset.c services.c")
    return lambda words: fake_sdk_build.run(program, *words.split())


def test_updates_have_the_partitions_of_the_table(run):
    assert run("slots flash") == [
        SLOTS, "read otadata 4096 8", "write journal 32 4", "erase second 8192 4096", "0 0 0"]
    assert run("runs=second slots") == ["slots 0x160000, runs 1"]


@pytest.mark.parametrize("name", ["otadata", "journal", "first", "second"])
def test_without_a_partition_there_are_no_updates(run, name):
    assert run(f"lacks={name} slots") == [
        "W no updates: a partition is missing: 0x105", "slots 0, runs -1"]


@pytest.mark.parametrize("running", ["otadata", "none"])
def test_what_runs_from_elsewhere_is_no_slot(run, running):
    assert run(f"runs={running} slots") == ["slots 0x160000, runs -261"]


def test_an_error_of_the_flash_is_the_sdks_made_negative(run):
    assert run("slots fail=0x104 flash")[-1] == "-260 -260 -260"
    assert run("slots fail=-1 flash")[-1] == "-1 -1 -1"


@pytest.mark.parametrize("words, answer", [
    ("length=100 bootable=100", 1), ("length=101 bootable=100", 0),
    # No image; one for another chip; one that is no application.
    ("verify=0x2002 bootable=100", 0), ("verify=-1 bootable=100", 0),
    ("described=0x105 bootable=100", 0),
    ("verify=0x104 bootable=100", -0x104), ("described=0x104 bootable=100", -0x104),
])  # fmt: skip
def test_the_bootloader_is_asked_about_an_image(run, words, answer):
    assert run(f"slots {words}") == [SLOTS, f"bootable {answer}"]


def test_the_font_is_mapped_once(run):
    assert run("font font") == ["map font 0 983040", *["font 1 0xf0000"] * 2]


@pytest.mark.parametrize("words, lines", [
    ("lacks=font font", ["W font: 0x105", "font 0 0"]),
    ("fail=0x104 font", ["map font 0 983040", "W font: 0x104", "font 0 0"]),
])  # fmt: skip
def test_without_a_font_the_console_says_so(run, words, lines):
    assert run(words) == lines


def test_a_hash_that_is_begun_anew_forgets_the_first(run):
    assert run("hash") == ["begin 1", "begin 1", "finish 0 3"]


def test_a_hash_that_fails_has_no_digest(run):
    assert run(f"fail={NO_MEMORY} hash") == [
        f"begin {NO_MEMORY}", f"begin {NO_MEMORY}", f"I SHA-256 failed, PSA status {NO_MEMORY}",
        f"finish {NO_MEMORY} 0"]


def test_the_button_pulls_its_pin_low(run):
    assert run("button pin=9 button level=0 button") == [
        "down 0", "input 0x200, pulled up 1", "down 0", "down 1"]
    assert run("pin=-1 level=0 button") == ["down 0"]
    assert run("fail=0x104 pin=9 level=0 button") == [
        "input 0x200, pulled up 1", "W button: 0x104", "down 0"]


@pytest.mark.parametrize("reason, said, start", [
    (1, "power-on", 0), (3, "a restart of its own", 0), (4, "a panic", 2), (5, "a watchdog", 3),
    (6, "the task watchdog: a task hung", 3), (7, "a watchdog", 3),
    (9, "a brown-out: the supply is too weak", 1), (14, "a glitch of the supply", 1),
    (15, "a lock-up of the processor", 2), (10, "an unknown reason", 0),
])  # fmt: skip
def test_the_core_is_told_why_the_chip_started(run, reason, said, start):
    assert run(f"reason={reason} start") == [f"I started after {said}", f"start {start}"]
    # What a person can do something about at once comes first.
    assert run(f"damaged reason={reason} start")[-1] == f"start {start or 4}"
