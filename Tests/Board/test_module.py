"""What is made of the module that wasm2c has translated: its memory's size, and how accesses are aligned."""

import subprocess

import pytest
from conftest import ROOT

FOLDER = ROOT / "Board/wasm2c"
# As `wasm-objdump -x` of wabt 1.0.32 prints them.
OBJECTS = """Table[1]:
 - table[0] type=funcref initial=2 max=2
Memory[1]:
 - memory[0] pages: initial=1
Global[2]:
 - global[0] i32 mutable=1 <__stack_pointer> - init i32=8192
 - global[1] i32 mutable=0 <__heap_base> - init i32=32608
"""


def awk(program, *arguments, text=""):
    return subprocess.run(
        ["awk", "-f", FOLDER / program, *arguments], input=text, capture_output=True, text=True, check=False)


def memory(limit, text=OBJECTS):
    return awk("memory.awk", "-v", "stack=8192", "-v", f"limit={limit}", text=text)


def test_the_memory_has_what_the_link_says():
    result = memory(32608)
    assert (result.returncode, result.stderr) == (0, "")
    assert [line for line in result.stdout.splitlines() if line.startswith("#define")] == [
        "#define SLEEVE_MODULE_BYTES 32608", "#define SLEEVE_MODULE_STACK 8192",
        "#define SLEEVE_MODULE_FUNCTIONS 2"]


def test_a_module_that_needs_more_than_it_may_names_the_figure():
    result = memory(32607)
    assert result.returncode != 0
    assert result.stderr == "the module needs 32608 bytes of memory, more than 32607\n"


@pytest.mark.parametrize("lost", ["__heap_base", "table[0]"])
def test_a_link_that_says_nothing_is_refused(lost):
    text = "\n".join(line for line in OBJECTS.splitlines() if lost not in line)
    result = memory(65536, text)
    assert result.returncode != 0 and "says nothing of its memory" in result.stderr


def test_the_memory_of_the_core_may_have_as_much_as_a_board_has_for_it():
    text = (FOLDER / "wasm2c.mk").read_text()
    assert "MODULE_BYTES_MAX := 49152\n" in text


MODULE = """ 000101: 28 02 08  | i32.load 2 8
 000104: 36 01 00  | i32.store 1 0
"""
SOURCE = """#include "sleeve_module.h"
static u32 w2c_f(Z_sleeve_instance_t* instance, u32 w2c_p0, u64 w2c_p1) {
  w2c_i0 = i32_load(&instance->w2c_memory, (u64)(w2c_i0) + 8u);
  i32_store(&instance->w2c_memory, (u64)(w2c_i0), w2c_p0);
"""


def aligned(tmp_path, module=MODULE):
    (tmp_path / "module").write_text(module)
    (tmp_path / "source").write_text(SOURCE)
    return awk("access.awk", tmp_path / "module", tmp_path / "source")


def test_each_access_is_aligned_as_the_module_says(tmp_path):
    result = aligned(tmp_path)
    assert (result.returncode, result.stdout.splitlines()) == (0, [
        '#include "sleeve_module.h"', '#include "access.h"',
        "static u32 w2c_f(Z_sleeve_instance_t* instance UNUSED, u32 w2c_p0 UNUSED, u64 w2c_p1 UNUSED) {",
        "  w2c_i0 = i32_load_2(&instance->w2c_memory, (u64)(w2c_i0) + 8u);",
        "  i32_store_1(&instance->w2c_memory, (u64)(w2c_i0), w2c_p0);"])


@pytest.mark.parametrize("module", [
    "", MODULE + MODULE, MODULE.replace("i32.load ", "i64.load "), MODULE.splitlines()[0]])
def test_accesses_that_do_not_match_are_refused(tmp_path, module):
    result = aligned(tmp_path, module)
    assert result.returncode != 0 and result.stderr.startswith("access.awk: ")
