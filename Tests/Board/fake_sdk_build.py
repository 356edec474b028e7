"""Builds the board's C sources for this machine, with stand-ins for the SDK."""

import pathlib
import shutil
import subprocess

from conftest import ROOT

HARDWARE = ROOT / "Board/esp-idf/components/hardware"
FAKES = ROOT / "Tests/Board/hardware"
# Swift's own, which is there wherever the firmware is built.
CLANG = pathlib.Path(shutil.which("swiftc") or "clang").resolve().parent / "clang"


def build(folder, fake, headers, sources, *options):
    """A program of the board's `sources`, with each of the SDK's `headers` leading to `fake`."""
    for name in headers.split():
        header = folder / "sdk" / name
        header.parent.mkdir(parents=True, exist_ok=True)
        header.write_text(f'#include "{fake}"\n')
    program = folder / "program"
    common = ["-std=gnu17", f"-I{folder / 'sdk'}", f"-I{FAKES}", f"-I{HARDWARE}",
              f"-I{ROOT / 'Board/port/include'}", *options]
    files = [HARDWARE / name if (HARDWARE / name).exists() else FAKES / name
             for name in sources.split()]
    subprocess.run(
        ["cc", "-Wall", "-Wextra", "-Werror", "-g", "-fsanitize=address,undefined", *common,
         *files, "-o", program], check=True)
    subprocess.run(
        [CLANG, "--analyze", "--analyzer-output", "text", "-Xclang", "-analyzer-werror", *common,
         *(file for file in files if file.parent == HARDWARE)], check=True, cwd=folder)
    return program


def run(program, *words):
    """What the program printed, by lines; it is to succeed."""
    result = subprocess.run(
        [program, *words], capture_output=True, text=True, timeout=20, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()
