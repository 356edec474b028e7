#!/usr/bin/env python3
"""What of the core the tests on this machine come by: `make coverage`.

Prints lines and regions of each file, then the lines that nothing came by. Ends with 1 where they
are more than two in a hundred, where one is in no function that `uncovered.txt` gives a reason for,
or where a reason has become needless.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
REASONS = pathlib.Path(__file__).with_name("uncovered.txt")
BUILD = ROOT / ".build/coverage"
BUILT = BUILD / "debug"
TESTS = "FirmwareTests|HostSimTests|PortTests"
LEAST_PERCENT = 98
DECLARATION = re.compile(r"( *)(?:@\w+(?:\([^)]*\))? |[a-z()]+ )*?"
                         r"(?:func ([^\s(]+)|(init|deinit|subscript)\b|var (\w+)(?=.*{))")


def run_tests():
    """Runs them as they are built for this, in a folder of their own; ends where one fails."""
    log = BUILD.with_suffix(".log")
    log.parent.mkdir(exist_ok=True)
    with log.open("w") as output:
        tests = subprocess.run(
            ["swift", "test", "--enable-code-coverage", "--scratch-path", BUILD, "--filter", TESTS],
            cwd=ROOT, stdout=output, stderr=subprocess.STDOUT, check=False)
    if tests.returncode:
        lines = [line for line in log.read_text(errors="replace").splitlines()
                 if "error:" in line or "recorded an issue" in line]
        sys.exit("\n".join(lines[:20] or [f"see {log}"]))


def export(*options):
    """What the compiler's tool says of the core."""
    tool = pathlib.Path(shutil.which("swift")).resolve().with_name("llvm-cov")
    return subprocess.run(
        [tool, "export", *options, f"-instr-profile={BUILT}/codecov/default.profdata",
         BUILT / "SleevePackageTests.xctest", "-sources", ROOT / "Firmware"],
        check=True, capture_output=True, text=True).stdout


def uncovered(lcov):
    """The lines of each file that nothing came by."""
    found, path = {}, None
    for line in lcov.splitlines():
        if line.startswith("SF:"):
            path = line[3:]
        elif line.startswith("DA:") and line.endswith(",0"):
            found.setdefault(path, set()).add(int(line[3:].split(",")[0]))
    return found


def function(lines, number):
    """The name of what declares line `number`."""
    here = lines[number - 1]
    # A function's end stands where its name does.
    inside = len(here) - len(here.lstrip()) + here.lstrip().startswith(("}", ")"))
    for line in reversed(lines[:number]):
        declared = DECLARATION.match(line)
        if declared and (line is here or len(declared[1]) < inside):
            return declared[2] or declared[3] or declared[4]
    return "?"


def reasons():
    """Why no test comes by a function, by file and function."""
    rows = [line.split(": ", 2) for line in REASONS.read_text().splitlines()
            if line and not line.startswith("#")]
    return {(file, name): reason for file, name, reason in rows}


def main():
    run_tests()
    report = json.loads(export("-summary-only"))["data"][0]
    print(f"{'':40} {'lines':>12}  {'regions':>16}")
    for file in sorted(report["files"], key=lambda file: file["filename"]):
        lines, regions = file["summary"]["lines"], file["summary"]["regions"]
        name = pathlib.Path(file["filename"]).name
        print(f"{name:40} {lines['percent']:6.1f} %{lines['count']:5}  "
              f"{regions['percent']:6.1f} %{regions['count']:5}")
    lines, regions = report["totals"]["lines"], report["totals"]["regions"]
    print(f"{'all':40} {lines['percent']:6.2f} %{lines['count']:5}  "
          f"{regions['percent']:6.2f} %{regions['count']:5}")
    known, used, problems = reasons(), set(), []
    for path, numbers in sorted(uncovered(export("-format=lcov")).items()):
        text = pathlib.Path(path).read_text().splitlines()
        for number in sorted(numbers):
            place = pathlib.Path(path).name, function(text, number)
            used.add(place)
            line = f"{place[0]}:{number}: {place[1]}: {text[number - 1].strip()}"
            print(line if place not in known else f"{line}  [{known[place]}]")
            if place not in known:
                problems.append(f"nothing comes by {line}")
    problems += [f"{': '.join(place)}: the tests come by: {REASONS.name} needs no reason"
                 for place in known if place not in used]
    if lines["percent"] < LEAST_PERCENT:
        problems.append(f"{lines['percent']:.2f} % of lines are less than {LEAST_PERCENT} %")
    if problems:
        sys.exit("\n".join(problems))


if __name__ == "__main__":
    main()
