"""A copy of the tree that has all defects at once, of which an environment variable chooses one."""

import pathlib
import subprocess

from defects import DEFECTS

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
# Read before the first Swift: a constant from then on, for which the core needs no code but a load.
CHOICE = """
#include <stdlib.h>

int32_t sleeve_mutant;

__attribute__((constructor)) static void choose(void) {
    const char *number = getenv("SLEEVE_MUTANT");
    if (number) { sleeve_mutant = atoi(number); }
}
"""
SWIFT = """import FontData

@inline(__always)
func isMutant(_ number: Int32) -> Bool { number == sleeve_mutant }
"""
# What a soak does once it has found something takes longer than to find it.
SOAK = ("SoakCommand.swift", """var shrinker = FaultShrinker(run.setup, breach)
    let faults = shrinker.shrink()""", "let faults = run.setup.plan.faults")


def tracked():
    """All files of the tree that are no results of a build."""
    listed = subprocess.run(["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT,
                            check=True, capture_output=True).stdout
    return sorted(name for name in listed.decode().split("\0") if name and (ROOT / name).is_file())


def once(files, name, text):
    """The path of the one file called `name`, in which `text` stands once; or why there is none."""
    paths = [path for path in files if pathlib.PurePath(path).name == name]
    if len(paths) != 1:
        return None, f"{len(paths)} files are called {name}"
    count = files[paths[0]].count(text)
    return (paths[0], None) if count == 1 else (None, f"stands {count} times in {paths[0]}: {text}")


def sources():
    """The Swift of the core, and what else is changed, by path."""
    return {path: (ROOT / path).read_text() for path in tracked()
            if path.startswith("Firmware/") and path.endswith((".swift", ".c", ".h"))
            or path.startswith("HostSim/Commands/")}


def problems():
    """Why the defects cannot be put into the tree as it is: a line each."""
    files = sources()
    found = [(f"defect {number}, {defect.name}", once(files, defect.file, defect.old)[1])
             for number, defect in enumerate(DEFECTS, 1)]
    found.append(("the soak", once(files, SOAK[0], SOAK[1])[1]))
    return [f"{name}: {problem}" for name, problem in found if problem]


def mutated():
    """The changed files, by path."""
    files = sources()
    original = dict(files)

    def replace(name, old, new):
        path, _ = once(original, name, old)
        # Of two defects with one text, the second goes into the first.
        before, _, behind = files[path].rpartition(old)
        files[path] = before + new + behind

    for number, defect in enumerate(DEFECTS, 1):
        replace(defect.file, defect.old, defect.chosen_by(f"isMutant({number})"))
    replace(*SOAK)
    files["Firmware/Fonts/include/FontData.h"] += "extern const int32_t sleeve_mutant;\n"
    files["Firmware/Fonts/Mutant.c"] = "#include <stdint.h>\n" + CHOICE
    files["Firmware/1-Values/Mutant.swift"] = SWIFT
    return files


def write(folder):
    """Brings the copy in `folder` up to date; what has not changed is not built again."""
    files = {path: (ROOT / path).read_bytes() for path in tracked()}
    files.update((path, text.encode()) for path, text in mutated().items())
    kept = folder / ".build"
    for path in sorted(folder.rglob("*"), reverse=True):
        if kept in path.parents or path == kept or path.is_dir():
            continue
        if str(path.relative_to(folder)) not in files:
            path.unlink()
    for name, content in files.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            path.chmod((ROOT / name).stat().st_mode if (ROOT / name).exists() else 0o644)
