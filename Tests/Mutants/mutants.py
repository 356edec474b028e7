#!/usr/bin/env python3
"""Tries each deliberate defect of the core on the tests and the soak: `make mutants`.

Prints which of them caught what, and ends with 1 where something was caught by none.
"""

import concurrent.futures
import os
import re
import subprocess
import sys
import threading
import time

import mutated_tree
from defects import DEFECTS

FOLDER = mutated_tree.ROOT / ".build/mutants"
TREE = FOLDER / "tree"
BUILT = TREE / ".build/debug"
# Those of the core and of what stands around it.
ALL_TESTS = "FirmwareTests|HostSimTests|PortTests"
SOAK = ["soak", "--seeds", "3", "--hours", "24"]
LIMIT_SECONDS = 300
AT_A_TIME = 2
TIMED_OUT = "the time limit"


def run(number, command, failure):
    """What of the output says that the defect was caught; None where the command passed.

    Ends it at the first such line.
    """
    environment = os.environ | {"SLEEVE_MUTANT": str(number)}
    process = subprocess.Popen(command, cwd=TREE, env=environment, text=True, errors="replace",
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    has_timed_out = threading.Event()

    def end():
        has_timed_out.set()
        process.kill()

    timer = threading.Timer(LIMIT_SECONDS, end)
    timer.start()
    try:
        for line in process.stdout:
            found = re.search(failure, line)
            if found:
                process.kill()
                return ": ".join(found.groups())
    finally:
        timer.cancel()
        process.stdout.close()
        status = process.wait()
    if has_timed_out.is_set():
        return TIMED_OUT
    return f"a trap ({-status})" if status < 0 else f"status {status}" if status else None


def run_tests(number, selection):
    binary = BUILT / "SleevePackageTests.xctest"
    # How the sources look is of no interest here.
    said = run(number, [binary, "--testing-library", "swift-testing", "--filter", selection,
                        "--skip", "TidyTests"],
               r"Test (.+?)(?:\(.*)? recorded an issue.* at (\w+)\.swift")
    if said == f"status {os.EX_UNAVAILABLE}":
        sys.exit(f"no test is called {selection}")
    return said


def run_soak(number):
    return run(number, [BUILT / "hostsim", *SOAK, "--out", FOLDER / f"soak-{number}"],
               r"seed (\d+), \d+ ms: ([^:]+):")


baseline = threading.Lock()


def try_all_tests(number):
    """All tests, where those that should have caught the defect did not."""
    with baseline:
        if not hasattr(try_all_tests, "passed"):
            try_all_tests.passed = run_tests(0, ALL_TESTS)
    if try_all_tests.passed:
        sys.exit(f"without a defect, the tests fail: {try_all_tests.passed}")
    return run_tests(number, ALL_TESTS)


def try_defect(number):
    """Returns the line of the table, and whether the defect was caught."""
    defect = DEFECTS[number - 1]
    soak = run_soak(number)
    test = run_tests(number, defect.tests)
    if not test:
        test = try_all_tests(number) if not soak else None
        test = test and f"{test} (none of {defect.tests})"
    caught = [what for what in (test, soak) if what and (what != TIMED_OUT or defect.hangs)]
    words = f"{test or '-'}", f"seed {soak}" if soak and soak[0].isdigit() else soak or "-"
    return f"{number:4}  {defect.name:52}  {words[0]:60}  {words[1]}", bool(caught)


def build():
    """Builds the copy; ends with what the compiler says where it does not."""
    log = FOLDER / "build.log"
    with log.open("w") as output:
        built = subprocess.run(["swift", "build", "--build-tests"], cwd=TREE, stdout=output,
                               stderr=subprocess.STDOUT, check=False)
    if built.returncode:
        errors = [line for line in log.read_text().splitlines() if "error:" in line]
        sys.exit("\n".join(errors[:20] or [f"see {log}"]))


def check_without_defect(numbers):
    tests = "|".join(sorted({DEFECTS[number - 1].tests for number in numbers}))
    problem = run_tests(0, tests) or run_soak(0)
    if problem:
        sys.exit(f"without a defect: {problem}")


def chosen(words):
    numbers = [int(word) for word in words] or list(range(1, len(DEFECTS) + 1))
    for number in numbers:
        if not 1 <= number <= len(DEFECTS):
            sys.exit(f"there is no defect {number}: they are 1 to {len(DEFECTS)}")
    return numbers


def main():
    numbers = chosen(sys.argv[1:])
    problems = mutated_tree.problems()
    if problems:
        sys.exit("\n".join(problems))
    began = time.monotonic()
    TREE.mkdir(parents=True, exist_ok=True)
    mutated_tree.write(TREE)
    print(f"building a copy with {len(DEFECTS)} defects", flush=True)
    build()
    check_without_defect(numbers)
    print(f"{'':4}  {'defect':52}  {'caught by the test':60}  by the soak", flush=True)
    survivors = []
    pool = concurrent.futures.ThreadPoolExecutor(AT_A_TIME)
    try:
        for number, (line, is_caught) in zip(numbers, pool.map(try_defect, numbers)):
            print(line, flush=True)
            if not is_caught:
                survivors.append(number)
    finally:
        pool.shutdown(cancel_futures=True)
    minutes = (time.monotonic() - began) / 60
    print(f"{len(numbers) - len(survivors)} of {len(numbers)} were caught, in {minutes:.0f} min")
    if survivors:
        sys.exit(f"caught by none: {' '.join(map(str, survivors))}")


if __name__ == "__main__":
    main()
