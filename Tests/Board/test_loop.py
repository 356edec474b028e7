"""The device's loop on a stand-in for the SDK: the order of a start, sleep, watchdog, restart."""

import fake_sdk_build
import pytest

START = ["rest", "memory", "I sleeve starts", "reset", "watch", "settings", "panel", "credentials", "keys",
         "button", "http", "core", "priority 5"]  # fmt: skip
END = ["sleep 1000", "restart"]


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    program = fake_sdk_build.build(
        tmp_path_factory.mktemp("loop"), "fake_loop.h",
        "esp_err.h esp_system.h esp_task_wdt.h freertos/FreeRTOS.h freertos/task.h",
        "board_main.c loop.c")
    return lambda words: fake_sdk_build.run(program, *words.split())


def test_it_sleeps_until_the_core_is_due_and_looks_at_the_button(run):
    lines = run("due=5,0,100,5000,-3,7")
    sleeps = [f"sleep {ms}" for ms in (5, 1, 100, 100, 1, 7)]
    assert lines == [
        *START, *(line for sleep in sleeps for line in ("feed", sleep)), "I restart", *END]


def test_what_is_not_healthy_is_not_fed(run):
    assert run("sick due=5,5") == [*START, "sleep 5", "sleep 5", "I restart", *END]


@pytest.mark.parametrize("fault", ["settings", "panel"])
def test_a_start_that_fails_is_told_and_tried_again(run, fault):
    assert run(f"{fault}=257 due=5") == [
        *START[:START.index(fault) + 1], "W start-up: 257", *END]
