"""What a board keeps over its own restart, and over nothing else."""

import fake_sdk_build
import pytest

POWER_ON, RESTART, PANIC = 1, 3, 4


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    return fake_sdk_build.build(
        tmp_path_factory.mktemp("restarts"), "fake_restarts.h", "esp_attr.h esp_system.h",
        "board_restarts.c restarts.c")


@pytest.mark.parametrize("lives, found", [
    # What the memory holds at power-on is chance; here it is zeros.
    ([POWER_ON, RESTART], [0, 0]),
    ([f"{POWER_ON}:1", f"{RESTART}:2", f"{RESTART}:3", RESTART], [0, 1, 2, 3]),
    ([f"{POWER_ON}:255", RESTART], [0, 255]),
    # It counts once: a life that kept nothing leaves nothing.
    ([f"{POWER_ON}:3", RESTART, RESTART], [0, 3, 0]),
    ([f"{POWER_ON}:3", PANIC, RESTART], [0, 0, 0]),
    ([f"{POWER_ON}:3", f"{POWER_ON}:1", RESTART], [0, 0, 1]),
])  # fmt: skip
def test_the_number_is_kept_over_a_restart_alone(program, lives, found):
    assert fake_sdk_build.run(program, *map(str, lives)) == [str(number) for number in found]
