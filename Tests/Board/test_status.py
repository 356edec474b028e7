"""The console's command, and what it prints."""

import random

import fake_sdk_build
import pytest

STATUS = ["I heap: 90000 bytes free, 40000 at its fullest, largest block 30000",
          "I stack of main: 1000 bytes never used", "I stack of http 1: 1001 bytes never used"]
UNKNOWN = ["I the only command is: status"]
DAY = 24 * 3600


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    return fake_sdk_build.build(
        tmp_path_factory.mktemp("status"), "fake_console.h",
        "esp_err.h esp_heap_caps.h esp_log.h esp_system.h esp_timer.h freertos/FreeRTOS.h "
        "freertos/task.h",
        "board_command.c board_log.c board_memory.c board_status.c console.c", "-Dread=board_test_read",
        "-include", "unistd.h")


def steps(program, *words, tasks=2, signal=0, seconds=0):
    """What each step printed."""
    result, lines = [], []
    numbers = map(str, (tasks, signal, seconds))
    for line in fake_sdk_build.run(program, *numbers, *words):
        if line == "-":
            result.append(lines)
            lines = []
        else:
            lines.append(line)
    return result


@pytest.mark.parametrize("typed, said", [
    (r"status\n", STATUS),
    (r"status\r", STATUS),
    (r"status\r\n", STATUS),
    (r"  status  \n", STATUS),
    (r"stauts\b\b\b\btatus\n", UNKNOWN),
    (r"statsu\b\bus\n", STATUS),
    (r"stat\x7Ftus\n", STATUS),
    (r"\b\bstatus\n", STATUS),
    (r"status", []),
    (r"\n\r\n", []),
    (r"   \n", []),
    (r"Status\n", UNKNOWN),
    (r"statu\n", UNKNOWN),
    (r"status!\n", UNKNOWN),
    (r"status" + " " * 11 + r"\n", UNKNOWN),
    (r"0123456789abcdef\n", UNKNOWN),
    (r"0123456789abcdefg\n", UNKNOWN),
    # A wire that nobody drives.
    (r"\xFF\xFE\n", []),
    (r"\x01status\n", []),
    (r"\xFF\nstatus\n", STATUS),
])  # fmt: skip
def test_a_line_is_a_command_or_none(program, typed, said):
    assert steps(program, typed) == [said]


def test_a_line_may_come_in_any_pieces(program):
    generator = random.Random(7)
    for _ in range(20):
        text = "status\n" + "x" * generator.randrange(1, 40) + "\nstatus\n"
        cuts = sorted(generator.sample(range(1, len(text)), 5))
        pieces = [text[a:b].replace("\n", r"\n")
                  for a, b in zip([0, *cuts], [*cuts, len(text)])]
        ends = [text.index("\n"), text.rindex("\nstatus"), len(text) - 1]
        expected = []
        for start, end in zip([0, *cuts], [*cuts, len(text)]):
            first, middle, last = (start <= place < end for place in ends)
            # Both in one step are answered once.
            expected.append((UNKNOWN if middle else []) + (STATUS if first or last else []))
        assert steps(program, *pieces) == expected


def test_it_is_written_once_a_day_without_being_asked(program):
    said = steps(program, *[""] * 73, seconds=3600)
    assert [hour for hour, lines in enumerate(said) if lines] == [24, 48, 72]
    assert said[24] == STATUS


def short(size, times, capabilities=0x1000, largest=30000):
    return [(f"W memory: no room for {size} bytes (capabilities 0x{capabilities:X}), "
             f"largest block {largest}; times {times}")]


def test_an_allocation_that_fails_is_one_line(program):
    assert steps(program, "", "!16717", "") == [[], short(16717, 1), []]


def test_a_storm_of_them_is_a_line_a_minute(program):
    said = steps(program, *["!40000,8,9"] * 200, "", seconds=1)
    assert [second for second, lines in enumerate(said) if lines] == [0, 60, 120, 180]
    assert said[0] == short(40000, 3) and said[60] == said[120] == short(40000, 180)


def test_the_first_one_after_a_pause_is_told_at_once(program):
    said = steps(program, "!16717", "", "", "!9000", seconds=30)
    assert said == [short(16717, 1), [], [], short(9000, 1)]


def test_an_interrupt_is_no_task(program):
    assert steps(program, "?16717", "") == [[], []]


def test_more_tasks_than_there_is_room_for_are_told(program):
    assert len(steps(program, r"status\n", tasks=24)[0]) == 25
    assert steps(program, r"status\n", tasks=25) == [[STATUS[0], "I stacks: more tasks than 24"]]


def test_the_signal_is_told_where_there_is_one(program):
    assert steps(program, r"status\n", signal=-67) == [[*STATUS, "I Wi-Fi signal, dBm: -67"]]
