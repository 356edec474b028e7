"""What is said of a system on which something is missing, with stand-ins for its tools."""

import shutil
import subprocess

import pytest
from conftest import ROOT

TOOLS = "sh sed sort head cut"
SWIFT = "swift:6.3"
PNG = "lib:libpng=libpng-dev"
QEMU = "cmd:qemu-system-riscv32=qemu-system-misc"


@pytest.fixture
def system(tmp_path):
    """Runs the script on a system of its own, with the commands that are given as scripts."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in TOOLS.split():
        (folder / name).symlink_to(shutil.which(name))

    def run(needs, **commands):
        for name, text in {"id": "echo 0", **commands}.items():
            script = folder / name.replace("_", "-")
            script.write_text(f"#!/bin/sh\n{text}\n")
            script.chmod(0o755)
        return subprocess.run(
            [ROOT / "HostSim/need.sh", *needs], env={"PATH": str(folder)}, capture_output=True,
            text=True, check=False)

    run.folder = folder
    return run


def swift(version):
    return f"echo 'Swift version {version} (swift-{version}-RELEASE)'"


@pytest.mark.parametrize("version", ["6.3", "6.3.1", "6.10", "7.0"])
def test_a_swift_that_is_new_enough_is_taken(system, version):
    result = system([SWIFT], swiftc=swift(version))
    assert (result.returncode, result.stdout + result.stderr) == (0, "")


@pytest.mark.parametrize("commands, found", [
    ({}, "here is none"), ({"swiftc": swift("6.2.4")}, "here is only 6.2.4"),
    ({"swiftc": swift("5.10")}, "here is only 5.10"), ({"swiftc": "exit 1"}, "here is none"),
])  # fmt: skip
def test_without_swift_nothing_else_is_tried(system, commands, found):
    result = system([SWIFT, PNG], apt_get="echo called >&2", **commands)
    assert result.returncode == 1
    assert result.stderr == f"please install Swift 6.3 (https://www.swift.org/install): {found}\n"


def test_what_is_there_is_not_installed(system):
    result = system([PNG, QEMU], pkg_config="exit 0", qemu_system_riscv32="", apt_get="exit 9")
    assert (result.returncode, result.stdout + result.stderr) == (0, "")


def test_what_is_missing_is_installed_where_apt_can(system):
    qemu = system.folder / "qemu-system-riscv32"
    apt = f'[ "$1" = update ] || {{ : > {qemu}; /bin/chmod +x {qemu}; }}; echo noise; echo noise >&2'
    result = system([PNG, QEMU], pkg_config="exit 0", apt_get=apt)
    assert (result.returncode, result.stdout, result.stderr) == (
        0, "installing: qemu-system-misc\n", "")


@pytest.mark.parametrize("commands", [
    {},  # Another system.
    {"apt_get": "exit 0"},  # It says that it has installed what it has not.
    {"apt_get": "exit 1"},
    {"apt_get": "exit 0", "id": "echo 1000", "sudo": "exit 1"},
])
def test_what_cannot_be_installed_is_named_in_one_line(system, commands):
    result = system([PNG, QEMU, "cmd:sh=dash"], **commands)
    assert result.returncode == 1
    assert result.stderr == (
        "please install, by whatever your system calls them: libpng qemu-system-riscv32 "
        "(Debian: libpng-dev qemu-system-misc)\n")
