"""Builds the board's C sources for this machine, with stand-ins for the SDK."""

import subprocess

from conftest import ROOT

HARDWARE = ROOT / "Board/esp-idf/components/hardware"
FAKES = ROOT / "Tests/Board/hardware"


def build(folder, fake, headers, sources, *options):
    """A program of the board's `sources`, with each of the SDK's `headers` leading to `fake`."""
    for name in headers.split():
        header = folder / "sdk" / name
        header.parent.mkdir(parents=True, exist_ok=True)
        header.write_text(f'#include "{fake}"\n')
    program = folder / "program"
    subprocess.run(
        ["cc", "-std=gnu17", "-Wall", "-Wextra", "-Werror", "-g", "-fsanitize=address,undefined",
         f"-I{folder / 'sdk'}", f"-I{FAKES}", f"-I{HARDWARE / 'include'}", f"-I{HARDWARE}",
         *(HARDWARE / name if (HARDWARE / name).exists() else FAKES / name
           for name in sources.split()),
         *options, "-o", program], check=True)
    return program


def run(program, *words):
    """What the program printed, by lines; it is to succeed."""
    result = subprocess.run(
        [program, *words], capture_output=True, text=True, timeout=20, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()
