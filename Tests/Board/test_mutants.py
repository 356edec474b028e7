"""That the deliberate defects of `make mutants` still fit the tree, without building it."""

import mutated_tree
from defects import DEFECTS


def test_each_defect_fits_the_tree():
    assert mutated_tree.problems() == []
    assert len(DEFECTS) > 60
    assert len({defect.name for defect in DEFECTS}) == len(DEFECTS)


def test_each_defect_is_in_the_copy_and_changes_something():
    files = mutated_tree.mutated()
    for number, defect in enumerate(DEFECTS, 1):
        assert defect.old != defect.new, defect.name
        (text,) = (text for path, text in files.items() if path.endswith(f"/{defect.file}"))
        assert f"isMutant({number}) " in text, defect.name


def test_a_defect_that_no_longer_fits_is_told(monkeypatch):
    lost = DEFECTS[0]._replace(old="no such text")
    moved = DEFECTS[1]._replace(file="NoSuchFile.swift")
    monkeypatch.setattr(mutated_tree, "DEFECTS", [lost, moved])
    first, second = mutated_tree.problems()
    assert lost.name in first and "stands 0 times in" in first
    assert moved.name in second and "0 files are called NoSuchFile.swift" in second
