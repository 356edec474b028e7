"""What may know of the SDK: C under components/, and nothing else."""

import re

import pytest
from conftest import ROOT

PROJECT = ROOT / "Board/esp-idf"
PORT = ROOT / "Board/port"
# What of the port and of the core is for boards and compilers alone.
OWN = {"Firmware", "CPort"}
HEADERS = {"stdint.h"}


def swift_imports(text):
    return set(re.findall(r"^\s*(?:@\w+ )*(?:public |package )?import (?:\w+ )?(\w+)", text, re.MULTILINE))


def c_includes(text):
    return set(re.findall(r'^\s*#\s*(?:include|import)\s*[<"]([^>"]+)[>"]', text, re.MULTILINE))


def test_the_ports_swift_imports_the_core_and_the_port_alone():
    sources = list(PORT.glob("**/*.swift"))
    assert len(sources) > 10
    for source in sources:
        assert swift_imports(source.read_text()) <= OWN, source


def test_the_ports_header_is_every_boards():
    headers = list(PORT.glob("**/*.h"))
    assert headers
    for header in headers:
        assert c_includes(header.read_text()) <= HEADERS, header


def test_main_has_no_source_at_all():
    assert {path.name for path in (PROJECT / "main").iterdir()} == {
        "CMakeLists.txt", "Kconfig.projbuild", "idf_component.yml"}
    assert "SRCS" not in (PROJECT / "main/CMakeLists.txt").read_text()
    assert not list(PROJECT.glob("**/*.swift"))


def test_the_build_has_every_source():
    folder = PROJECT / "components/hardware"
    texts = (folder / name for name in ("CMakeLists.txt", "core.cmake"))
    listed = {name for path in texts for name in re.findall(r"\w+\.c\b", path.read_text())}
    assert {path.name for path in folder.glob("*.c")} <= listed


def test_the_board_has_every_function_of_the_port():
    header = (PORT / "include/sleeve_port.h").read_text()
    before, after = header.split("// MARK: What a board calls")
    wanted = set(re.findall(r"^\w[\w *]*?\*?\s?\*?(sleeve_\w+)\(", before, re.MULTILINE))
    wanted |= set(re.findall(r"(sleeve_fallback_font)\(", before))
    assert len(wanted) > 35 and "sleeve_main" in after
    files = {path.name: path.read_text() for path in (PROJECT / "components/hardware").glob("*.c")}
    panels = {"board_panel_bus.c", "board_backlight.c"}, {"board_panel_checksum.c"}
    for panel in panels:
        others = set.union(*panels) - panel
        sources = "".join(text for name, text in files.items() if name not in others)
        found = re.findall(r"^\w[\w *]*?\*?(sleeve_\w+)\([^;]*?\) {", sources, re.MULTILINE)
        assert sorted(found) == sorted(wanted)


@pytest.mark.parametrize("text, names", [
    ("import Firmware\n@_implementationOnly import esp_log\n", {"Firmware", "esp_log"}),
    ("public import struct Foundation.Data\n", {"Foundation"}), ("// import x\n", set()),
])  # fmt: skip
def test_an_import_would_be_seen(text, names):
    assert swift_imports(text) == names
    assert c_includes('#include <esp_log.h>\n # include "nvs.h"\n') == {"esp_log.h", "nvs.h"}
