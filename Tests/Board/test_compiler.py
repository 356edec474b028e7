"""What the core works around in the compiler, so that we learn when that is no longer needed."""

import re
import shutil
import subprocess

import pytest
from conftest import ROOT

SOURCE = ROOT / "Tests/Board/compiler/InlineStorage.swift"


@pytest.fixture(scope="module")
def frames(tmp_path_factory):
    """The stack frame of each function of the source, in bytes, as compiled for a board."""
    assembly = tmp_path_factory.mktemp("compiler") / "InlineStorage.s"
    features = ["Embedded", "Lifetimes", "RawLayout"]
    subprocess.run(
        ["swiftc", "-target", "riscv32-none-none-eabi", "-swift-version", "6", "-wmo", "-Osize",
         "-parse-as-library",
         *(flag for name in features for flag in ("-enable-experimental-feature", name)),
         "-Xfrontend", "-disable-stack-protector", "-Xcc", "-march=rv32imac", "-Xcc", "-mabi=ilp32",
         "-S", SOURCE, "-o", assembly], check=True)
    frames = {}
    for line in assembly.read_text().splitlines():
        if name := re.match(r"(\S+):", line):
            if not name[1].startswith("."):
                function = name[1]
                frames[function] = 0
        elif frame := re.search(r"addi\s+sp, sp, -(\d+)", line):
            frames[function] += int(frame[1])
    return frames


@pytest.mark.skipif(not shutil.which("swiftc"), reason="there is no Swift")
def test_a_value_that_is_not_pinned_is_still_copied(frames):
    assert frames["sum_of_loose"] > 1_000, "the compiler keeps it in place by itself: see Pinned.swift"


@pytest.mark.skipif(not shutil.which("swiftc"), reason="there is no Swift")
def test_a_pinned_value_stays_where_it_is(frames):
    assert frames["sum_of_kept"] < 100
