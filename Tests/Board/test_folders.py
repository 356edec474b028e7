"""The order of the core's folders: each compiles with those before it and without those after it."""

import re
import shutil
import subprocess

import pytest
from conftest import ROOT

CORE = ROOT / "Firmware"
FOLDERS = sorted(CORE.glob("[0-9]*-*"))
FEATURES = re.findall(r'enableExperimentalFeature\("(\w+)"\)', (ROOT / "Package.swift").read_text())


def check(folders):
    """What the compiler says of these folders alone."""
    sources = [path for folder in folders for path in sorted(folder.rglob("*.swift"))]
    flags = [flag for feature in FEATURES for flag in ("-enable-experimental-feature", feature)]
    return subprocess.run(
        ["swiftc", "-typecheck", "-swift-version", "6", "-parse-as-library", *flags,
         "-module-name", "Firmware", "-I", CORE / "Fonts/include", *sources],
        capture_output=True, text=True, check=False)


@pytest.mark.skipif(not shutil.which("swiftc"), reason="there is no Swift")
@pytest.mark.parametrize("count", range(1, len(FOLDERS) + 1))
def test_a_folder_needs_none_after_it(count):
    said = check(FOLDERS[:count])
    assert said.returncode == 0, f"{FOLDERS[count - 1].name} needs a later folder:\n{said.stderr}"


@pytest.mark.skipif(not shutil.which("swiftc"), reason="there is no Swift")
def test_a_folder_that_needs_a_later_one_is_seen():
    assert "cannot find" in check(FOLDERS[1:2]).stderr
