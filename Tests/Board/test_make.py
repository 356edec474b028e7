"""What make asks of ESP-IDF, with a stand-in for it, and what it says when something is missing."""

import json
import os
import re
import subprocess

import pytest
from conftest import ROOT

OUT = ".build/test-make"
BOARD_MK = ROOT / "Board/esp-idf/board.mk"
# Writes down how it was called, and leaves what the SDK would.
IDF = """#!/bin/sh
printf '%s\\n' "$*" >> "$CALLS"
while [ $# -gt 0 ]; do
    case $1 in
    SDKCONFIG=*) config=${1#SDKCONFIG=} ;;
    menuconfig) echo CONFIG_BY_A_PERSON=y >> "$config" ;;
    -B) folder=$2 ;;
    --output) echo merged > "$2" ;;
    build) echo image > "$folder/sleeve.bin"; echo elf > "$folder/sleeve.elf"
        echo args > "$folder/flash_args"; [ -f "$config" ] || touch "$config" ;;
    esac
    shift
done
"""
ESPTOOL = """#!/bin/sh
printf 'python %s\\n' "$*" >> "$CALLS"
"""


@pytest.fixture
def tools(tmp_path):
    """Runs make with the stand-ins on its path; `tools.calls()` are theirs."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, text in (("idf.py", IDF), ("python", ESPTOOL)):
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    calls = tmp_path / "calls"
    subprocess.run(["rm", "-rf", ROOT / OUT], check=True)

    def make(*arguments, has_sdk=True):
        if not has_sdk:
            (folder / "idf.py").unlink()
        # Nothing of the make that runs this test.
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS"))}
        environment.update(PATH=f"{folder}:{environment['PATH']}", CALLS=str(calls))
        return subprocess.run(
            ["make", "--no-print-directory", "-C", ROOT, f"ESP_OUT={OUT}/build", f"OUT={OUT}",
             f"ESP_CHOSEN={OUT}/secrets/sdkconfig.board", "ESP_CORE=", *arguments],
            env=environment, capture_output=True, text=True, check=False)

    def said():
        lines = calls.read_text().splitlines() if calls.exists() else []
        calls.unlink(missing_ok=True)
        return lines

    make.calls = said
    return make


def test_firmware_is_built_and_named(tools):
    result = tools("firmware", "BOARD=esp32c3", "APP_VERSION=1.2.3-rc.1+5", "SECURITY_VERSION=7",
                   "PUBLIC_KEYS=a.pem b.pem")
    assert result.returncode == 0, result.stderr
    build, merge = tools.calls()
    for word in ("-C Board/esp-idf", f"-B {ROOT}/{OUT}/build", "-D IDF_TARGET=esp32c3",
                 "-D APP_VERSION=1.2.3-rc.1+5", f"-D SDKCONFIG={ROOT}/{OUT}/build/sdkconfig"):
        assert word in build and word in merge
    assert f"{ROOT}/Board/esp-idf/sdkconfig.defaults;{ROOT}/{OUT}/build/sdkconfig.make" in build
    assert build.endswith(" build") and "merge-bin --format raw --output" in merge
    names = sorted(path.name for path in (ROOT / OUT).glob("sleeve-*"))
    assert names == [f"sleeve-1.2.3-rc.1+5-esp32c3.{end}" for end in ("bin", "elf", "flash.bin")]
    told = (ROOT / OUT / "build/sdkconfig.make").read_text()
    assert told == (f'CONFIG_SLEEVE_SECURITY_VERSION=7\n'
                    f'CONFIG_SLEEVE_PUBLIC_KEYS="{ROOT}/a.pem;{ROOT}/b.pem"\n')


@pytest.mark.parametrize("board, architecture", [
    ("esp32c6", "rv32imac_zicsr_zifencei"), ("esp32c3", "rv32imc_zicsr_zifencei"),
    ("esp32", None), ("esp32s3", None)])  # fmt: skip
def test_the_core_is_made_for_the_chip(board, architecture):
    """Natively where Swift has code for it, through C elsewhere; the SDK's project takes it from there."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS"))}
    plan = subprocess.run(
        ["make", "-B", "-n", "-C", ROOT, "esp-core", f"BOARD={board}"],
        env=environment, capture_output=True, text=True, check=True).stdout
    project = (ROOT / "Board/esp-idf/components/hardware/core.cmake").read_text()
    if architecture:
        assert plan.count(f"-march={architecture} ") == 2
        for name in ("Firmware.o", "Port.o"):
            assert f"-o .build/core-{board}/{name}\n" in plan
            assert f"${{root}}/.build/core-${{chip}}/{name}" in project
    else:
        assert "-o .build/wasm2c/sleeve_module.c" in plan and "riscv32" not in plan
        assert 'generated "${root}/.build/wasm2c"' in project


def test_a_configuration_lasts_and_make_says_its_own_part(tools):
    sdkconfig = ROOT / OUT / "build/sdkconfig"
    keys = 'CONFIG_SLEEVE_PUBLIC_KEYS=""'
    tools("firmware", "BOARD=esp32c6", "APP_VERSION=1.0.0")
    sdkconfig.write_text(
        f"CONFIG_A=y\nCONFIG_SLEEVE_SECURITY_VERSION=0\nCONFIG_B=y\n{keys}\n")
    tools("firmware", "BOARD=esp32c6", "APP_VERSION=1.0.1", "SECURITY_VERSION=7")
    wanted = f"CONFIG_A=y\nCONFIG_B=y\nCONFIG_SLEEVE_SECURITY_VERSION=7\n{keys}\n"
    assert sdkconfig.read_text() == wanted
    # In the order in which the SDK would have written it.
    wanted = f"CONFIG_SLEEVE_SECURITY_VERSION=7\nCONFIG_A=y\n{keys}\nCONFIG_B=y\n"
    sdkconfig.write_text(wanted)
    # The SDK looks at when it was written: what says the same is left alone.
    written = sdkconfig.stat().st_mtime_ns
    tools("firmware", "BOARD=esp32c6", "APP_VERSION=1.0.2", "SECURITY_VERSION=7")
    assert (sdkconfig.read_text(), sdkconfig.stat().st_mtime_ns) == (wanted, written)


def test_what_is_chosen_in_the_menu_is_what_is_built(tools):
    chosen = ROOT / OUT / "secrets/sdkconfig.board"
    tools("firmware", "BOARD=esp32c6", "APP_VERSION=1.0.0")
    (ROOT / OUT / "build/sdkconfig").write_text("CONFIG_OF_BEFORE=y\n")
    tools.calls()
    result = tools("menuconfig", "BOARD=esp32c6")
    assert result.returncode == 0, result.stderr
    call, = tools.calls()
    assert f"-D SDKCONFIG={chosen} " in call and f"{OUT}/build/sdkconfig.make " in call
    assert call.endswith(" menuconfig")
    text = chosen.read_text()
    assert "CONFIG_OF_BEFORE=y\n" in text and text.endswith("CONFIG_BY_A_PERSON=y\n")
    # Neither another version of security nor a removed .build loses it.
    subprocess.run(["rm", "-rf", ROOT / OUT / "build"], check=True)
    result = tools("firmware", "BOARD=esp32c6", "APP_VERSION=1.0.1", "SECURITY_VERSION=2")
    assert result.returncode == 0, result.stderr
    assert all(f"-D SDKCONFIG={chosen}" in call for call in tools.calls())
    assert "CONFIG_BY_A_PERSON=y\n" in chosen.read_text()
    assert "CONFIG_SLEEVE_SECURITY_VERSION=2\n" in chosen.read_text()


def test_a_menu_comes_before_the_first_build_too(tools):
    assert tools("menuconfig").returncode == 0
    assert (ROOT / OUT / "secrets/sdkconfig.board").read_text() == "CONFIG_BY_A_PERSON=y\n"


def test_each_board_has_a_choice_of_its_own_that_git_ignores():
    text = BOARD_MK.read_text()
    assert "ESP_CHOSEN = secrets/sdkconfig.$(ESP_NAME)\n" in text
    ignored = ["git", "-C", ROOT, "check-ignore", "-q", "secrets/sdkconfig.esp32c6"]
    assert subprocess.run(ignored, check=False).returncode == 0


def test_the_emulators_variant_has_a_name_and_defaults_of_its_own(tools):
    result = tools("firmware", "BOARD=esp32c3", "APP_VERSION=1.0.0", "ESP_VARIANT=qemu")
    assert result.returncode == 0
    assert "/Board/esp-idf/ci/sdkconfig.qemu;" in tools.calls()[0]
    assert (ROOT / OUT / "sleeve-1.0.0-esp32c3-qemu.flash.bin").is_file()
    options = (ROOT / "Board/esp-idf/main/Kconfig.projbuild").read_text()
    for line in (ROOT / "Board/esp-idf/ci/sdkconfig.qemu").read_text().splitlines():
        if line.startswith("CONFIG_"):
            assert f"config {line.removeprefix('CONFIG_').removesuffix('=y')}\n" in options


def test_what_is_flashed_is_what_was_built(tools):
    assert "nothing is built yet: make firmware" in tools("flash", "PORT=/dev/ttyX").stderr
    tools("firmware", "BOARD=esp32c6", "APP_VERSION=1.0.0")
    tools.calls()
    assert tools("flash", "PORT=/dev/ttyX").returncode == 0
    assert tools.calls() == [
        "python -m esptool --chip esp32c6 --port /dev/ttyX write_flash @flash_args"]
    assert tools("monitor", "PORT=/dev/ttyX", "BOARD=esp32c3").returncode == 0
    assert tools.calls()[0].endswith("-p /dev/ttyX monitor")


def test_settings_are_made_and_written_where_there_is_a_port(tools):
    example = "CONFIG=Board/esp-idf/config/example"
    out = f"ESP_CONFIG_OUT={OUT}/config"
    assert tools("config", example, out).returncode == 0
    assert tools.calls() == [] and (ROOT / OUT / "config/settings.bin").is_file()
    assert tools("config", example, out, "PORT=/dev/ttyX").returncode == 0
    assert tools.calls() == [
        ("python -m esptool --chip esp32c6 --port /dev/ttyX write_flash "
         f"0x14000 {OUT}/config/settings.bin 0x300000 {OUT}/config/config.bin")]


@pytest.mark.parametrize("arguments, reason", [
    (["firmware", "BOARD=esp32c6", "APP_VERSION=1.2"], 'APP_VERSION "1.2" is not a SemVer'),
    (["firmware", "BOARD=esp32c6", "APP_VERSION=v1.2.3"], 'APP_VERSION "v1.2.3" is not a SemVer'),
    (["firmware", "BOARD=esp32h2", "APP_VERSION=1.2.3"], "no board is called 'esp32h2'"),
    (["firmware", "BOARD=", "APP_VERSION=1.2.3"], "no board is called ''"),
    (["firmware", "BOARD=esp32c6 esp32c3"], "no board is called 'esp32c6 esp32c3'"),
    (["release"], "please say where images are served"),
    (["release", "APP_VERSION=1", "RELEASE_URL=https://a"], "is not a SemVer"),
    (["flash"], "please name the serial port: PORT="),
    (["monitor"], "please name the serial port: PORT="),
    (["flash", "PORT=x", "BOARD=qemu-virt"], "'qemu-virt' is no ESP board"),
    (["menuconfig", "BOARD=qemu-virt"], "'qemu-virt' is no ESP board"),
    (["config", "CONFIG=nowhere"], "nowhere: is no folder"),
    (["release-files", "APP_VERSION=1.2.3"], "please say where images are served"),
    (["release-files", "APP_VERSION=1", "RELEASE_URL=https://a"], "is not a SemVer"),
    (["release-files", "APP_VERSION=1.2.3", "RELEASE_URL=http://a"], "please say where images"),
])  # fmt: skip
def test_what_is_wrong_is_one_line(tools, arguments, reason):
    result = tools(*arguments)
    line, of_make = result.stderr.splitlines()
    assert result.returncode == 2 and reason in line and of_make.startswith("make: ***")
    assert tools.calls() == []


@pytest.mark.parametrize("board", ["esp32c6", "esp32"])
@pytest.mark.parametrize("target", ["firmware", "menuconfig"])
def test_without_the_sdk_one_line_says_what_to_do(tools, target, board):
    result = tools(target, f"BOARD={board}", "APP_VERSION=1.2.3", has_sdk=False)
    lines = result.stderr.splitlines()
    assert lines[:-1] == ['idf.py is missing: install ESP-IDF v5.5.5, then run . "$IDF_PATH/export.sh"']


def test_help_lists_what_a_person_may_ask_for(tools):
    text = tools("help").stdout
    boards = re.search(r"^ESP_BOARDS := (.*)$", BOARD_MK.read_text(), re.MULTILINE)[1].split()
    assert f"[BOARD={'|'.join(['qemu-virt', *boards])}]" in text
    for target in ("run", "test", "firmware", "flash", "monitor", "menuconfig", "config", "release",
                   "size"):
        assert f"\n  make {target} " in "\n" + text
    assert json.dumps(text).count("make ") == text.count("\n")


@pytest.mark.parametrize("word", [
    "SECONDS=abc", "SECONDS=0", "SECONDS=", "SECONDS=08", "SECONDS=1'; touch seen; '", "SECONDS=1.5",
    "QEMU_SECONDS=x", "QEMU_FAILURE_SECONDS=0", "SECURITY_VERSION=-1", "ROLLOUT=x",
])
def test_what_is_no_number_is_refused_in_one_line(tools, word):
    result = tools("fuzz", word, "--dry-run")
    assert result.returncode == 2 and not result.stdout
    assert result.stderr.count("\n") == 1
    assert f"{word.split('=')[0]} must be a whole number, such as " in result.stderr


def test_what_a_moved_checkout_built_is_removed(tmp_path):
    """With what SwiftPM leaves in the folder of a build, for a checkout elsewhere and for this one."""
    root = tmp_path / "a b'c"
    root.mkdir()
    subprocess.run(["cp", "-r", "--parents", "Makefile", "Board", "Tests/Board", "Tests/Fuzz", root],
                   cwd=ROOT, check=True)
    for place, is_kept in (("/elsewhere", False), (root, True)):
        (root / ".build").mkdir(exist_ok=True)
        (root / ".build/debug.yaml").write_text(f'nodes:\n  "{place}/Firmware/":\n')
        result = subprocess.run(["make", "-C", root, "help"], capture_output=True, text=True,
                                check=True)
        assert (root / ".build").exists() == is_kept
        assert ("stood elsewhere" in result.stdout) != is_kept


@pytest.mark.parametrize("home, place", [("/dev/null", f"{ROOT}/.build/cache"), ("home", "")])
def test_what_cannot_be_kept_at_home_is_kept_in_the_checkout(tmp_path, home, place):
    environment = {key: value for key, value in os.environ.items()
                   if key != "XDG_CACHE_HOME" and not key.startswith("MAKE")}
    environment["HOME"] = str(tmp_path / home)
    result = subprocess.run(
        ["make", "--no-print-directory", "-C", ROOT, "--eval", 'show:; @echo "$$XDG_CACHE_HOME"', "show"],
        env=environment, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == place
